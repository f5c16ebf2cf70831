package org.kumiki.learning.computation;

/**
 * The mean of one variable over the rows that report it, in the variable's unit; the middle of the
 * domain, which then means nothing, where no row does.
 */
public record Centre(long count, double mean) {
  public Centre {
    if (count < 0) {
      throw new IllegalArgumentException("a count cannot be " + count);
    }
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException("a mean is finite, not " + mean);
    }
    mean += 0.0;
  }
}
