package org.kumiki.ontology.unit;

import java.util.Optional;
import org.kumiki.ontology.term.Names;

/** What a fraction is a fraction of. A percent sign alone does not say it; wt% and at% do. */
enum FractionBasis {
  MASS("mass", "MassFraction"),
  MOLE("mole", "AmountOfSubstanceFraction"),
  VOLUME("volume", "VolumeFraction"),
  AREA("area", "AreaFraction");

  private final String word;
  private final String kind;

  FractionBasis(String word, String kind) {
    this.word = word;
    this.kind = Names.QUDT_KIND + kind;
  }

  String word() {
    return word;
  }

  /** The basis that a quantity kind demands; empty for kinds that leave it open. */
  static Optional<FractionBasis> ofKind(String kind) {
    for (FractionBasis basis : values()) {
      if (basis.kind.equals(kind)) {
        return Optional.of(basis);
      }
    }
    return Optional.empty();
  }
}
