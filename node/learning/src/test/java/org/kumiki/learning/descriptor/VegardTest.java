package org.kumiki.learning.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VegardTest {
  /** Kittel, Introduction to Solid State Physics, 8th ed., ch. 1, table 3: fcc metals, in Å. */
  @ParameterizedTest
  @CsvSource({
    "Al, 4.05",
    "Cu, 3.61",
    "Ni, 3.52",
    "Ag, 4.09",
    "Au, 4.08",
    "Pd, 3.89",
    "Pt, 3.92",
    "Pb, 4.95",
    "Rh, 3.80",
    "Ir, 3.84",
    "Ca, 5.58"
  })
  void aFaceCentredMetalHasItsOwnLatticeParameter(String metal, double measured) {
    assertEquals(measured, edge(metal), 0.005 * measured);
  }

  /**
   * Measured face-centred solid solutions, rounded: CoCrFeMnNi (Cantor et al., Mater. Sci. Eng. A
   * 375–377, 2004), the others as handbooks of lattice spacings give them.
   */
  @ParameterizedTest
  @CsvSource({"CoCrFeMnNi, 3.59", "Cu3Au, 3.75", "CuAu, 3.87", "CuNi, 3.57", "AgPd, 3.98"})
  void aSolidSolutionIsWithinOnePerCent(String formula, double measured) {
    assertEquals(measured, edge(formula), 0.01 * measured);
  }

  @Test
  void isLinearInMoleFractionsAndKnowsNoAmounts() {
    assertEquals(0.3 * edge("Cu") + 0.7 * edge("Ni"), edge("Cu3Ni7"), 1e-12);
    assertEquals(edge("CuNi"), edge("Cu4Ni4"), 1e-12);
  }

  @Test
  void everyElementHasAVolume() {
    for (Element element : Element.values()) {
      double volume = AtomicVolume.of(element);
      assertTrue(volume > 5 && volume < 130, element + " " + volume);
    }
  }

  private static double edge(String formula) {
    return Vegard.latticeParameter((Composition) CompositionParser.parse(formula));
  }
}
