package org.kumiki.coordinator.registry;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a model's page writes them. */
final class Figure {
  private static final MathContext SHOWN = new MathContext(4);
  private static final double LARGE = 1e7;
  private static final double SMALL = 1e-4;

  private Figure() {}

  /** Four digits, plain where that is short; whole numbers whole. */
  static String of(double number) {
    if (number == Math.rint(number) && Math.abs(number) < LARGE) {
      return String.valueOf((long) number);
    }
    BigDecimal rounded = new BigDecimal(number).round(SHOWN).stripTrailingZeros();
    double size = Math.abs(number);
    return size < SMALL || size >= LARGE ? rounded.toString() : rounded.toPlainString();
  }
}
