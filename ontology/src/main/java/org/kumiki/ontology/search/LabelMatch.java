package org.kumiki.ontology.search;

import java.util.Set;
import org.kumiki.ontology.search.SearchableTerm.LabelKind;

/**
 * How well a header's name matches a label. A hidden label counts as a whole only: it is wrong, or
 * too common to be told from a part.
 *
 * @param score 0 (not at all) to 1 (the same text)
 * @param kind how
 */
record LabelMatch(double score, Kind kind) {
  /** How a header's name matches a label, in words that follow the label. */
  enum Kind {
    NONE("does not match", "とは一致しない"),
    WRITTEN("is written so", "と表記が一致"),
    SIGNS("differs in signs or case only", "とは記号・大文字小文字だけが異なる"),
    OKURIGANA("differs in okurigana only", "とは送り仮名だけが異なる"),
    SAME_WORDS("has the same words", "と同じ語からなる"),
    AMONG_WORDS("is among the words", "の語をすべて含む"),
    ALL_WORDS("has all the words", "に含まれる語だけからなる"),
    BEGINS("begins alike", "と書き出しが一致"),
    PART("has it as a part", "と一部が一致"),
    SCALE("is the scale in the header", "という尺度の記載がある"),
    INSIDE("stands inside the header", "が見出しの中にある"),
    BESIDE_NAME("stands beside a name of it", "という記号が名称に添えてある");

    private final String en;
    private final String ja;

    Kind(String en, String ja) {
      this.en = en;
      this.ja = ja;
    }
  }

  /** What to tell of a match of this label. */
  Reason reason(String label) {
    return new Reason("\"" + label + "\" " + kind.en, "「" + label + "」" + kind.ja);
  }

  private static final LabelMatch NONE = new LabelMatch(0, Kind.NONE);

  /** Shorter Latin parts, such as "el" or "tc", are found inside too many words. */
  private static final int SHORTEST_LATIN_PART = 4;

  private static final int SHORTEST_PART = 2;

  static LabelMatch of(LabelText header, LabelText label, LabelKind kind) {
    boolean preferred = kind == LabelKind.PREFERRED;
    if (header.compact().isEmpty() || label.compact().isEmpty()) {
      return NONE;
    }
    if (header.written().equals(label.written())) {
      return new LabelMatch(preferred ? 1 : 0.98, Kind.WRITTEN);
    }
    if (header.compact().equals(label.compact())) {
      return new LabelMatch(preferred ? 0.96 : 0.94, Kind.SIGNS);
    }
    if (kind == LabelKind.HIDDEN) {
      return NONE;
    }
    if (header.stem().equals(label.stem()) && header.stem().length() >= SHORTEST_PART) {
      return new LabelMatch(0.9, Kind.OKURIGANA);
    }
    LabelMatch words = words(header.words(), label.words(), header.latin() && label.latin());
    LabelMatch parts = parts(header.stem(), label.stem());
    return words.score >= parts.score ? words : parts;
  }

  private static LabelMatch words(Set<String> header, Set<String> label, boolean latin) {
    if (!latin || header.isEmpty() || label.isEmpty()) {
      return NONE;
    }
    if (header.equals(label)) {
      return new LabelMatch(0.92, Kind.SAME_WORDS);
    }
    if (header.containsAll(label) && length(label) >= SHORTEST_LATIN_PART) {
      return new LabelMatch(0.5 + 0.4 * label.size() / header.size(), Kind.AMONG_WORDS);
    }
    if (label.containsAll(header) && length(header) >= SHORTEST_LATIN_PART) {
      return new LabelMatch(0.45 + 0.4 * header.size() / label.size(), Kind.ALL_WORDS);
    }
    return NONE;
  }

  private static int length(Set<String> words) {
    return words.stream().mapToInt(String::length).sum();
  }

  private static LabelMatch parts(String header, String label) {
    String shorter = header.length() <= label.length() ? header : label;
    String longer = shorter.equals(header) ? label : header;
    boolean latin = shorter.chars().allMatch(c -> c < 0x80);
    if (shorter.length() < (latin ? SHORTEST_LATIN_PART : SHORTEST_PART)) {
      return NONE;
    }
    double share = (double) shorter.length() / longer.length();
    if (longer.startsWith(shorter)) {
      return new LabelMatch(0.4 + 0.4 * share, Kind.BEGINS);
    }
    return longer.contains(shorter) ? new LabelMatch(0.3 + 0.4 * share, Kind.PART) : NONE;
  }
}
