package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against molar heat capacities near 298 K in J/(mol K) as handbooks give them, rounded and written
 * down without a table at hand: good enough for a rule that is meant within 15 %.
 */
class NeumannKoppTest {
  @ParameterizedTest
  @CsvSource({
    "NaCl, 50.5",
    "CaF2, 68.6",
    "Fe2O3, 103.9",
    "MgSiO3, 81.9",
    "PbS, 49.4",
    "AgCl, 50.8"
  })
  void isWithinFifteenPercentOfWhatWasMeasured(String formula, double measured) {
    Composition composition = (Composition) CompositionParser.parse(formula);
    assertEquals(measured, NeumannKopp.heatCapacity(composition), 0.15 * measured);
  }

  @ParameterizedTest
  @CsvSource({"CaCO3, 20.0", "Na2SO4, 33.8", "H2O, 8.6"})
  void addsKoppsValuesInCalories(String formula, double calories) {
    Composition composition = (Composition) CompositionParser.parse(formula);
    assertEquals(4.184 * calories, NeumannKopp.heatCapacity(composition), 1e-9);
  }
}
