package org.kumiki.learning.descriptor;

import java.util.Map;

/**
 * Vegard's law (Z. Phys. 5, 1921, 17–26): the lattice parameter of a solid solution is the mean of
 * its components', by mole fractions. A component's is the edge of a face-centred cubic cell of its
 * atoms, whatever crystal it forms itself: the cube root of four atomic volumes, which for a metal
 * that is face-centred is its lattice parameter within half a per cent. Meant for metallic solid
 * solutions; for body-centred ones a model has the factor ∛2 to learn. Stateless.
 */
public final class Vegard {
  private static final int ATOMS_IN_CELL = 4;

  private Vegard() {}

  /** The edge of a cubic cell of four atoms, in Å. */
  public static double latticeParameter(Composition composition) {
    double edge = 0;
    for (Map.Entry<Element, Double> part : composition.fractions().entrySet()) {
      edge += part.getValue() * Math.cbrt(ATOMS_IN_CELL * AtomicVolume.of(part.getKey()));
    }
    return edge;
  }
}
