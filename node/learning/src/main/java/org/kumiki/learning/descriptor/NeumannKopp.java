package org.kumiki.learning.descriptor;

import java.util.EnumMap;
import java.util.Map;

/**
 * The rule of Neumann and Kopp: a solid's molar heat capacity near room temperature is the sum of
 * its elements'. Kopp's values (Phil. Trans. R. Soc. 155, 1865, in calories per gram atom, as
 * handbooks repeat them): 6.2 for an element after Dulong and Petit, less for the eight light or
 * stiff ones. It knows no temperature, and is some 10 % off near 298 K. Stateless.
 */
public final class NeumannKopp {
  /** J in a thermochemical calorie. */
  private static final double CALORIE = 4.184;

  private static final double ANY = 6.2;

  private static final Map<Element, Double> LESS =
      new EnumMap<>(
          Map.of(
              Element.H,
              2.3,
              Element.B,
              2.7,
              Element.C,
              1.8,
              Element.O,
              4.0,
              Element.F,
              5.0,
              Element.Si,
              3.8,
              Element.P,
              5.4,
              Element.S,
              5.4));

  private NeumannKopp() {}

  /** J/(mol K), per mole of the formula as written. */
  public static double heatCapacity(Composition composition) {
    double calories = 0;
    for (Map.Entry<Element, Double> part : composition.amounts().entrySet()) {
      calories += part.getValue() * LESS.getOrDefault(part.getKey(), ANY);
    }
    return CALORIE * calories;
  }
}
