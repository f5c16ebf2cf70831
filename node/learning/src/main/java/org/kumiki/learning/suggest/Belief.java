package org.kumiki.learning.suggest;

/**
 * What a model says of one experiment, in the property's unit.
 *
 * @param deviation σ of what is measured, without the noise of a measurement; at least 0
 * @param drawn the value under the drawn function; NaN where none was drawn
 */
public record Belief(double mean, double deviation, double drawn) {
  /** Without a drawn function. */
  public static Belief of(double mean, double deviation) {
    return new Belief(mean, deviation, Double.NaN);
  }
}
