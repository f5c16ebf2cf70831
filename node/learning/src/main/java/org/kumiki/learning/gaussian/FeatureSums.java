package org.kumiki.learning.gaussian;

/**
 * Sums over some rows for one width.
 *
 * @param rows n
 * @param gram ΦᵀΦ, l × l, row by row, whole
 * @param moments Φᵀt
 * @param squares tᵀt
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and too large to copy.
record FeatureSums(double rows, double[] gram, double[] moments, double squares) {
  int features() {
    return moments.length;
  }

  /** Over the rows of both. */
  FeatureSums plus(FeatureSums other) {
    return combined(other, 1);
  }

  /** Over these rows without those of a part of them. */
  FeatureSums minus(FeatureSums part) {
    return combined(part, -1);
  }

  /** Σ(t − wᵀφ)², by which rounding may fall below 0 where the fit is perfect. */
  double squaredError(double[] weights) {
    int l = features();
    double error = squares;
    for (int i = 0; i < l; i++) {
      double fitted = 0;
      for (int j = 0; j < l; j++) {
        fitted += gram[i * l + j] * weights[j];
      }
      error += weights[i] * (fitted - 2 * moments[i]);
    }
    return Math.max(0, error);
  }

  /** The lower triangle of ΦᵀΦ + sI. */
  double[][] shifted(double shift) {
    int l = features();
    double[][] lower = new double[l][];
    for (int i = 0; i < l; i++) {
      lower[i] = new double[i + 1];
      System.arraycopy(gram, i * l, lower[i], 0, i + 1);
      lower[i][i] += shift;
    }
    return lower;
  }

  private FeatureSums combined(FeatureSums other, double sign) {
    double[] products = new double[gram.length];
    for (int i = 0; i < products.length; i++) {
      products[i] = gram[i] + sign * other.gram[i];
    }
    double[] crossed = new double[moments.length];
    for (int i = 0; i < crossed.length; i++) {
      crossed[i] = moments[i] + sign * other.moments[i];
    }
    return new FeatureSums(
        rows + sign * other.rows, products, crossed, squares + sign * other.squares);
  }
}
