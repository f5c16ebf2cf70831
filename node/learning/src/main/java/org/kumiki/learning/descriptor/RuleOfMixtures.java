package org.kumiki.learning.descriptor;

import java.util.Map;

/**
 * The rule of mixtures for density: what the components weigh, over the volume that they take each
 * by itself. It is exact if nothing shrinks or swells on mixing, and within some per cent for
 * metallic alloys; ionic compounds are far from it. Stateless.
 */
public final class RuleOfMixtures {
  /** u: of elements that the table has no weight of, all of them heavier than any that it has. */
  private static final double HEAVIEST =
      ElementTable.standard().highest(ElementProperty.ATOMIC_WEIGHT);

  private RuleOfMixtures() {}

  /** In g/cm³. */
  public static double density(Composition composition) {
    double weight = 0;
    double volume = 0;
    ElementTable table = ElementTable.standard();
    for (Map.Entry<Element, Double> part : composition.amounts().entrySet()) {
      double atomic = table.atomicWeight(part.getKey()).orElse(HEAVIEST);
      weight += part.getValue() * atomic;
      volume += part.getValue() * AtomicVolume.of(part.getKey());
    }
    return weight / volume * AtomicVolume.ANGSTROMS;
  }
}
