package org.kumiki.ontology.mapping;

import java.util.Optional;

/** How the cells of a composition are written. */
public enum Notation {
  /** A chemical formula. */
  FORMULA("formula");

  private final String word;

  Notation(String word) {
    this.word = word;
  }

  /** The word in mapping files. */
  public String word() {
    return word;
  }

  static Optional<Notation> ofWord(String word) {
    for (Notation notation : values()) {
      if (notation.word.equals(word)) {
        return Optional.of(notation);
      }
    }
    return Optional.empty();
  }
}
