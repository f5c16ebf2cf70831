package org.kumiki.ontology.term;

/**
 * A label that belongs to a standard, a vendor or a field.
 *
 * @param text the label; also a preferred or alternative label of its term
 * @param language its language
 * @param kind who uses it
 * @param scope the standard, vendor or field by name, such as {@code ISO 6892-1}
 */
public record ScopedLabel(String text, Language language, Kind kind, String scope)
    implements Comparable<ScopedLabel> {

  /** Who uses a scoped label. */
  public enum Kind {
    STANDARD("Standard"),
    VENDOR("Vendor"),
    FIELD("Field");

    private final String iri;

    Kind(String localName) {
      this.iri = Names.TERM + localName;
    }

    /** The class of the vocabulary, such as {@code kt:Standard}. */
    public String iri() {
      return iri;
    }
  }

  @Override
  public int compareTo(ScopedLabel other) {
    int byText = text.compareTo(other.text);
    return byText != 0 ? byText : scope.compareTo(other.scope);
  }
}
