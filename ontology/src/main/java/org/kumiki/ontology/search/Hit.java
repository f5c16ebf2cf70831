package org.kumiki.ontology.search;

/**
 * A concept that was found.
 *
 * @param iri its name
 * @param matched the label, notation or IRI that matched, as written
 * @param language the language of that label; empty for a notation or IRI
 * @param kind what that label is; preferred for a notation or IRI
 * @param match how it matched
 * @param score 0 to 1; comparable within one answer
 */
public record Hit(
    String iri,
    String matched,
    String language,
    SearchableTerm.LabelKind kind,
    Match match,
    double score) {

  /** Whether what was typed is a misspelling that the vocabulary knows, and no name. */
  public boolean misspelled() {
    return kind == SearchableTerm.LabelKind.HIDDEN && match == Match.EXACT;
  }

  /** How the label matched, in words that follow it. */
  public String words() {
    return misspelled() ? "is a known misspelling of its name" : match.words;
  }

  /** How a label matched, best first. */
  public enum Match {
    NAME(1, "is its name"),
    EXACT(0.9, "is the same"),
    PREFIX(0.7, "begins so"),
    WORD(0.5, "holds the words"),
    UNIT(0.4, "has this unit"),
    FUZZY(0.2, "is spelled alike");

    private final double least;
    private final String words;

    Match(double least, String words) {
      this.least = least;
      this.words = words;
    }

    /** The least score of a match of this sort. */
    double least() {
      return least;
    }
  }
}
