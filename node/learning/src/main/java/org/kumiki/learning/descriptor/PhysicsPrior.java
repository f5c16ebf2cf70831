package org.kumiki.learning.descriptor;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What is expected of a material before any data: models learn what is left of the target, and
 * their predictions have it back. It follows from the composition alone, so every member takes off
 * the same.
 */
public enum PhysicsPrior {
  /** A molar heat capacity; see {@link NeumannKopp}. */
  NEUMANN_KOPP("neumann-kopp", "J/(mol K)", NeumannKopp::heatCapacity),
  /** A lattice parameter; see {@link Vegard}. */
  VEGARD("vegard", "Å", Vegard::latticeParameter),
  /** A density; see {@link RuleOfMixtures}. */
  MIXTURES("mixtures", "g/cm3", RuleOfMixtures::density);

  private final String code;
  private final String unit;
  private final ToDoubleFunction<Composition> law;

  PhysicsPrior(String code, String unit, ToDoubleFunction<Composition> law) {
    this.code = code;
    this.unit = unit;
    this.law = law;
  }

  /** As a setting and a study name it. */
  public String code() {
    return code;
  }

  /** The symbol of the unit of {@link #expected}. */
  public String unit() {
    return unit;
  }

  /** The law of a code; empty where this release knows none. */
  public static Optional<PhysicsPrior> byCode(String code) {
    return Stream.of(values()).filter(prior -> prior.code.equals(code)).findFirst();
  }

  /** In {@link #unit()}; finite. */
  public double expected(Composition composition) {
    return law.applyAsDouble(composition);
  }
}
