package org.kumiki.ontology.term;

/** The two languages that every term speaks. */
public enum Language {
  EN("en"),
  JA("ja");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** The language tag of RDF literals and of the pages' {@code ?lang=}. */
  public String tag() {
    return tag;
  }
}
