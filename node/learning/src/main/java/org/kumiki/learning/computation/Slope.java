package org.kumiki.learning.computation;

/**
 * One feature's part in a linear model.
 *
 * @param spread how the feature is standardised
 * @param weight the target's units for each standard deviation of the feature; 0 where left out
 */
public record Slope(Spread spread, double weight) {
  public Slope {
    if (!Double.isFinite(weight) || (spread.leftOut() && weight != 0)) {
      throw new IllegalArgumentException(
          "a weight is finite, and 0 for a feature that is left out, not " + weight);
    }
    weight += 0.0;
  }
}
