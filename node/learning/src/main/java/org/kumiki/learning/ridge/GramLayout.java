package org.kumiki.learning.ridge;

import java.util.List;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.statistics.FactorBound;

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

  /** What a factor's magnitude cannot exceed: 1, the clip, or the domain in standard deviations. */
  double[] bounds() {
    Regression ridge = state.computation();
    double[] bounds = new double[width()];
    bounds[0] = 1;
    for (int k = 0; k < kept.length; k++) {
      bounds[k + 1] =
          ridge.clip() < Double.POSITIVE_INFINITY
              ? ridge.clip()
              : FactorBound.ofDomain(ridge.features().get(kept[k]), state.features().get(kept[k]));
    }
    bounds[target()] = FactorBound.ofDomain(ridge.target(), state.target());
    return bounds;
  }
}
