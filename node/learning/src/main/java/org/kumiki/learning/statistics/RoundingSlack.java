package org.kumiki.learning.statistics;

/** The room that a bound leaves for the rounding of the sum below it. */
public final class RoundingSlack {
  /** 2⁻³⁰: thousands of times the error of a compensated sum, and no bit of the fixed point. */
  private static final double RELATIVE = 0x1p-30;

  private RoundingSlack() {}

  /** A bound for the rounded sum whose exact value is at most {@code bound}. */
  public static double above(double bound) {
    return bound * (1 + RELATIVE);
  }
}
