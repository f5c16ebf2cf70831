package org.kumiki.learning.validation;

/**
 * The usual errors of predictions against what was measured.
 *
 * @param count the pairs compared
 * @param mae mean absolute error, in the target's unit; NaN without pairs
 * @param rmse root mean squared error, in the target's unit; NaN without pairs
 * @param r2 1 − Σ(actual − predicted)²/Σ(actual − mean)², at most 1 and below 0 for predictions
 *     worse than the mean of these very values; NaN, for undefined, where the actual values are all
 *     equal (as with fewer than two of them)
 */
public record ErrorMeasures(long count, double mae, double rmse, double r2) {

  /**
   * Compares pair by pair.
   *
   * @throws IllegalArgumentException if the lengths differ or a number is not finite: leave out
   *     what was not measured or not predicted before asking
   */
  public static ErrorMeasures of(double[] actual, double[] predicted) {
    int count = actual.length;
    if (predicted.length != count) {
      throw new IllegalArgumentException(
          predicted.length + " predictions for " + count + " actual values");
    }
    double absolute = 0;
    double squared = 0;
    for (int i = 0; i < count; i++) {
      double error = actual[i] - predicted[i];
      if (!Double.isFinite(error)) {
        throw new IllegalArgumentException("pair " + i + " is not finite");
      }
      absolute += Math.abs(error);
      squared += error * error;
    }
    return new ErrorMeasures(
        count, absolute / count, Math.sqrt(squared / count), r2(actual, squared));
  }

  private static double r2(double[] actual, double squaredErrors) {
    if (allEqual(actual)) {
      return Double.NaN;
    }
    double mean = 0;
    for (double value : actual) {
      mean += value / actual.length;
    }
    double variation = 0;
    for (double value : actual) {
      variation += (value - mean) * (value - mean);
    }
    return 1 - squaredErrors / variation;
  }

  // Compared value by value: the rounded mean of equal values may differ from them.
  private static boolean allEqual(double[] values) {
    for (double value : values) {
      if (value != values[0]) {
        return false;
      }
    }
    return true;
  }
}
