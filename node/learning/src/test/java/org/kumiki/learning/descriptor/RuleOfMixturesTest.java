package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleOfMixturesTest {
  /** The element's own density, g/cm³, as handbooks give it. */
  @ParameterizedTest
  @CsvSource({"Al, 2.70", "Fe, 7.87", "Cu, 8.96", "W, 19.3", "Au, 19.3", "Ti, 4.51", "Pb, 11.34"})
  void anElementHasItsOwnDensity(String element, double measured) {
    assertEquals(measured, density(element), 0.005 * measured);
  }

  /**
   * Measured on cast alloys, g/cm³: Borg et al., Scientific Data 7, 430 (2020), column of densities
   * by experiment.
   */
  @ParameterizedTest
  @CsvSource({
    "Al0.4Hf0.6NbTaTiZr, 9.08",
    "AlMo0.5NbTa0.5TiZr, 7.14",
    "CrMo0.5NbTa0.5TiZr, 7.98",
    "CrNbTiZr, 6.67",
    "NbTiVZr, 6.52",
    "MoNbTaVW, 12.29",
    "AlCrMoNbTi, 6.56",
    "HfMo0.5NbSi0.5TiV0.5, 8.16"
  })
  void anAlloyIsWithinOneAndAHalfPerCentOfItsMeasuredDensity(String formula, double measured) {
    assertEquals(measured, density(formula), 0.015 * measured);
  }

  @Test
  void knowsNoAmounts() {
    assertEquals(density("CuNi"), density("Cu3Ni3"), 1e-12);
  }

  private static double density(String formula) {
    return RuleOfMixtures.density((Composition) CompositionParser.parse(formula));
  }
}
