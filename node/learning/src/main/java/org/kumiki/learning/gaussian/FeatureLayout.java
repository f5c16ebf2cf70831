package org.kumiki.learning.gaussian;

import java.util.List;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;

/**
 * Where a sum stands in the vector: the rows; the rows of each fold; then for each width and each
 * fold the upper triangle of [φ, t]ᵀ[φ, t], row by row, t being the last factor. Immutable.
 */
final class FeatureLayout {
  /**
   * Widths to choose among, in typical distances of two rows: standardised features are √(2p)
   * apart, in the root mean square, whatever the data. What tables of experiments chose lies in the
   * middle.
   */
  private static final double[] WIDTHS = {0.25, 0.5, 1, 2, 4};

  static final int WIDTH_COUNT = WIDTHS.length;

  private final GaussianProcess process;
  private final int[] kept;

  FeatureLayout(GaussianProcess process, Standardised state) {
    this.process = process;
    List<Spread> features = state.features();
    this.kept =
        IntStream.range(0, features.size()).filter(j -> !features.get(j).leftOut()).toArray();
  }

  /** The features that are not left out, ascending. */
  int[] kept() {
    return kept.clone();
  }

  RandomFeatures randomFeatures() {
    return new RandomFeatures(process.seed(), process.randomFeatures(), kept.length);
  }

  /** Those that sums are made for. */
  double[] lengthscales() {
    if (process.lengthscale() > 0) {
      return new double[] {process.lengthscale()};
    }
    double distance = Math.sqrt(2.0 * Math.max(1, kept.length));
    double[] lengthscales = new double[WIDTHS.length];
    for (int w = 0; w < lengthscales.length; w++) {
      lengthscales[w] = WIDTHS[w] * distance;
    }
    return lengthscales;
  }

  int folds() {
    return process.folds();
  }

  /** l + 1: the random features and the target. */
  int factors() {
    return process.randomFeatures() + 1;
  }

  int triangle() {
    return factors() * (factors() + 1) / 2;
  }

  int foldRows(int fold) {
    return 1 + fold;
  }

  /** Where the triangle of a width and fold begins. */
  int start(int width, int fold) {
    return 1 + folds() + (width * folds() + fold) * triangle();
  }

  int length() {
    return Math.toIntExact(1 + folds() + (long) widths() * folds() * triangle());
  }

  /** The place of the product of two factors in a triangle, {@code row <= column}. */
  int index(int row, int column) {
    return row * factors() - row * (row - 1) / 2 + (column - row);
  }

  int widths() {
    return process.lengthscale() > 0 ? 1 : WIDTH_COUNT;
  }
}
