package org.kumiki.learning.suggest;

import java.math.BigDecimal;

/** Values on decimal steps, as they are written: 0.3 and never 0.30000000000000004. */
final class Steps {
  private static final double EXACT = 1e-9;

  private Steps() {}

  /** base + count · step. */
  static double value(double base, double step, int count) {
    return BigDecimal.valueOf(step)
        .multiply(BigDecimal.valueOf(count))
        .add(BigDecimal.valueOf(base))
        .doubleValue();
  }

  /**
   * How many steps make a width.
   *
   * @throws IllegalArgumentException if it is no whole number of them
   */
  static int count(double width, double step, String what) {
    double count = width / step;
    if (Math.abs(count - Math.rint(count)) > EXACT * Math.max(1, Math.abs(count))) {
      throw new IllegalArgumentException(
          what + " is " + Decimal.text(width) + ", not a multiple of the step " + step);
    }
    if (Math.abs(count) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(what + " has more steps than " + Integer.MAX_VALUE);
    }
    return (int) Math.rint(count);
  }
}
