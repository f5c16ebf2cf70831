package org.kumiki.trial.simulation;

import java.util.List;
import org.kumiki.learning.computation.Batch;

/**
 * The bounds of a simulated study: the smallest and largest value that the training rows hold. A
 * deployed study takes them from its terms and never from rows.
 *
 * @param lower and {@code upper}: of the column over the rows, with {@code lower < upper}
 */
record Domains(double lower, double upper) {
  /**
   * A column that does not vary is given this share of its value to either side, since a study's
   * domain has a width. It is far below the 1e-9 of the value at which a standard deviation counts
   * as variation, and above the last digit of a double, so that the value stays the middle.
   */
  private static final double WIDENING = 0x1p-40;

  /** The domain of a column; of no values, or of zeros, [−1, 1]. */
  static Domains of(List<Batch> batches, int column) {
    double lower = Double.POSITIVE_INFINITY;
    double upper = Double.NEGATIVE_INFINITY;
    for (Batch batch : batches) {
      for (double value : batch.columns()[column]) {
        // NaN compares as false on both sides.
        lower = value < lower ? value : lower;
        upper = value > upper ? value : upper;
      }
    }
    if (lower < upper) {
      return new Domains(lower, upper);
    }
    double value = lower == upper ? lower : 0;
    double widening = WIDENING * Math.abs(value);
    return value - widening < value + widening
        ? new Domains(value - widening, value + widening)
        : new Domains(-1, 1);
  }
}
