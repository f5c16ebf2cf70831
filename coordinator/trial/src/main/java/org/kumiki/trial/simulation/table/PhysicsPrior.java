package org.kumiki.trial.simulation.table;

import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.NeumannKopp;
import org.kumiki.learning.descriptor.RuleOfMixtures;
import org.kumiki.learning.descriptor.Vegard;

/**
 * What is expected of a row before any data: models learn what is left of the target, and their
 * predictions have it back. It follows from the composition alone, so every member takes off the
 * same.
 */
public enum PhysicsPrior {
  /** Nothing. */
  NONE("none") {
    @Override
    double expected(Composition composition) {
      return 0;
    }
  },
  /** A molar heat capacity in J/(mol K); see {@link NeumannKopp}. */
  NEUMANN_KOPP("neumann-kopp") {
    @Override
    double expected(Composition composition) {
      return NeumannKopp.heatCapacity(composition);
    }
  },
  /** A lattice parameter in Å; see {@link Vegard}. */
  VEGARD("vegard") {
    @Override
    double expected(Composition composition) {
      return Vegard.latticeParameter(composition);
    }
  },
  /** A density in g/cm³; see {@link RuleOfMixtures}. */
  MIXTURES("mixtures") {
    @Override
    double expected(Composition composition) {
      return RuleOfMixtures.density(composition);
    }
  };

  private final String code;

  PhysicsPrior(String code) {
    this.code = code;
  }

  /** As a setting names it. */
  public String code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException in words for the person who typed it
   */
  public static PhysicsPrior of(String code) {
    for (PhysicsPrior prior : values()) {
      if (prior.code.equals(code)) {
        return prior;
      }
    }
    throw new IllegalArgumentException(
        "prior '"
            + code
            + "' is unknown: use prior=none, neumann-kopp (a heat capacity in J/(mol K)), vegard"
            + " (a lattice parameter in Å) or mixtures (a density in g/cm³)");
  }

  /** In the target's unit. */
  abstract double expected(Composition composition);
}
