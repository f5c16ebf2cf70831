package org.kumiki.learning.ridge;

import java.util.List;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.Variable;

/**
 * Where an entry of [1, z, t]ᵀ[1, z, t] stands in the vector: the upper triangle row by row, of the
 * features that are not left out. Factor 0 is the 1, the last factor is the target. Immutable.
 */
final class GramLayout {
  private final Standardised state;
  private final int[] kept;

  GramLayout(Standardised state) {
    this.state = state;
    List<Spread> features = state.features();
    this.kept =
        IntStream.range(0, features.size()).filter(j -> !features.get(j).leftOut()).toArray();
  }

  /** The features that are not left out, ascending; factor k + 1 is feature kept[k]. */
  int[] kept() {
    return kept.clone();
  }

  int width() {
    return kept.length + 2;
  }

  int target() {
    return kept.length + 1;
  }

  int length() {
    return Math.toIntExact((long) width() * (width() + 1) / 2);
  }

  /** The place of the product of two factors, {@code row <= column}. */
  int index(int row, int column) {
    return row * width() - row * (row - 1) / 2 + (column - row);
  }

  /**
   * What a factor's magnitude cannot exceed: 1, the clip, or the domain in standard deviations. The
   * last is rounded up to a power of two, so that factors share bounds and blocks stay few.
   * Rounding is monotone, so no value of the domain standardises to more than the domain's ends do.
   */
  double[] bounds() {
    Regression ridge = state.computation();
    double[] bounds = new double[width()];
    bounds[0] = 1;
    for (int k = 0; k < kept.length; k++) {
      bounds[k + 1] =
          ridge.clip() < Double.POSITIVE_INFINITY
              ? ridge.clip()
              : domainBound(ridge.features().get(kept[k]), state.features().get(kept[k]));
    }
    bounds[target()] = domainBound(ridge.target(), state.target());
    return bounds;
  }

  private static double domainBound(Variable variable, Spread spread) {
    double below = (spread.mean() - variable.lower()) / spread.std();
    double above = (variable.upper() - spread.mean()) / spread.std();
    return nextPowerOfTwo(Math.max(1, Math.max(below, above)));
  }

  private static double nextPowerOfTwo(double value) {
    double power = Math.scalb(1.0, Math.getExponent(value));
    return power < value ? 2 * power : power;
  }
}
