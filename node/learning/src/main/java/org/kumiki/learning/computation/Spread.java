package org.kumiki.learning.computation;

/**
 * What standardises one variable: its mean and its population standard deviation over the rows that
 * report it, in the variable's unit. A standard deviation of 0 marks a feature that is left out
 * because it does not vary.
 */
public record Spread(long count, double mean, double std) {
  public Spread {
    if (count < 0) {
      throw new IllegalArgumentException("a count cannot be " + count);
    }
    if (!Double.isFinite(mean) || !(std >= 0 && std < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a mean is finite and a standard deviation at least 0");
    }
    mean += 0.0;
    std += 0.0;
  }

  public boolean leftOut() {
    return std == 0;
  }

  /**
   * The value in standard deviations from the mean, cut at ±clip; 0 for a missing value (NaN) and
   * for a feature that is left out.
   */
  public double standardise(double value, double clip) {
    if (std == 0 || Double.isNaN(value)) {
      return 0;
    }
    return Math.max(-clip, Math.min(clip, (value - mean) / std));
  }
}
