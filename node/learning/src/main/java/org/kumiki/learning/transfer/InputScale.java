package org.kumiki.learning.transfer;

import java.util.Arrays;

/**
 * Makes inputs comparable by the rows that were fitted to: z = (x − mean)/scale, cut at ±{@value
 * #CLIP}. A missing value counts as the mean; an input without variation is left out. Immutable.
 */
final class InputScale {
  /** As all models of this project cut, so that a strange row cannot send a prediction anywhere. */
  private static final double CLIP = 4;

  /** Below it a standard deviation is rounding, beside the largest magnitude. */
  private static final double NO_VARIATION = 1e-9;

  private final double[] means;

  /** 0 where left out. */
  private final double[] scales;

  private final int inputs;

  private InputScale(double[] means, double[] scales) {
    this.means = means;
    this.scales = scales;
    this.inputs = Math.max(1, (int) Arrays.stream(scales).filter(scale -> scale > 0).count());
  }

  /**
   * @param common one scale for all inputs, the root mean square of their standard deviations: what
   *     a model has learned to keep small stays small
   */
  static InputScale of(double[][] rows, boolean common) {
    int width = rows[0].length;
    double[] means = new double[width];
    double[] scales = new double[width];
    for (int j = 0; j < width; j++) {
      int column = j;
      double[] known =
          Arrays.stream(rows).mapToDouble(row -> row[column]).filter(Double::isFinite).toArray();
      double mean = Arrays.stream(known).average().orElse(0);
      double squares = Arrays.stream(known).map(x -> (x - mean) * (x - mean)).sum();
      double most = Arrays.stream(known).map(Math::abs).max().orElse(0);
      double std = known.length == 0 ? 0 : Math.sqrt(squares / known.length);
      means[j] = mean;
      scales[j] = std > NO_VARIATION * most ? std : 0;
    }
    if (common) {
      double all = Math.sqrt(Arrays.stream(scales).map(s -> s * s).average().orElse(0));
      Arrays.setAll(scales, j -> scales[j] == 0 ? 0 : all);
    }
    return new InputScale(means, scales);
  }

  double[] of(double[] row) {
    double[] z = new double[row.length];
    for (int j = 0; j < z.length; j++) {
      if (scales[j] > 0 && !Double.isNaN(row[j])) {
        z[j] = Math.max(-CLIP, Math.min(CLIP, (row[j] - means[j]) / scales[j]));
      }
    }
    return z;
  }

  /** How many inputs vary, at least 1. */
  int inputs() {
    return inputs;
  }
}
