package org.kumiki.ontology.mapping;

import java.util.Optional;

/** What the amounts of a chemical formula count. */
public enum Basis {
  /** Atoms: {@code Fe2O3}. */
  ATOMIC("atomic"),
  /** Mass: {@code Ti-6Al-4V}. */
  MASS("mass");

  private final String word;

  Basis(String word) {
    this.word = word;
  }

  /** The word in mapping files. */
  public String word() {
    return word;
  }

  static Optional<Basis> ofWord(String word) {
    for (Basis basis : values()) {
      if (basis.word.equals(word)) {
        return Optional.of(basis);
      }
    }
    return Optional.empty();
  }
}
