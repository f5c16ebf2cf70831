package org.kumiki.learning.computation;

/**
 * One variable's count, mean and population variance over the rows that report it, in the
 * variable's unit and its square; mean and variance are NaN where the count is 0.
 */
public record Summary(long count, double mean, double variance) {
  public Summary {
    if (count < 0) {
      throw new IllegalArgumentException("a count cannot be " + count);
    }
    boolean undefined = Double.isNaN(mean) && Double.isNaN(variance);
    boolean defined = Double.isFinite(mean) && variance >= 0 && Double.isFinite(variance);
    if (count == 0 ? !undefined : !defined) {
      throw new IllegalArgumentException(
          "mean " + mean + " and variance " + variance + " do not belong to " + count + " values");
    }
    mean += 0.0;
    variance += 0.0;
  }
}
