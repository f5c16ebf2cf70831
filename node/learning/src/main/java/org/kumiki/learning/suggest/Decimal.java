package org.kumiki.learning.suggest;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as people read them. Stateless. */
final class Decimal {
  private static final MathContext DIGITS = new MathContext(4);

  private Decimal() {}

  /** Four digits, without an exponent where the number is of everyday size. */
  static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    double size = Math.abs(value);
    return size == 0 || (size >= 1e-4 && size < 1e7) ? rounded.toPlainString() : rounded.toString();
  }
}
