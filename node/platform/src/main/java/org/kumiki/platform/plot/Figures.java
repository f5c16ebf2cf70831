package org.kumiki.platform.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people read them. */
public final class Figures {
  private static final MathContext DIGITS = new MathContext(4);

  /** What is set must not be rounded away. */
  private static final MathContext SET = new MathContext(8);

  private Figures() {}

  /** A number that somebody sets. */
  public static String exact(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).round(SET).stripTrailingZeros().toPlainString()
        : "";
  }

  /** Four digits, or the whole part where that has more; empty for none. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    double size = Math.abs(value);
    BigDecimal exact = BigDecimal.valueOf(value);
    if (size >= 1e4 && size < 1e9) {
      return exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString();
    }
    BigDecimal rounded = exact.round(DIGITS).stripTrailingZeros();
    return size == 0 || (size >= 1e-4 && size < 1e9) ? rounded.toPlainString() : rounded.toString();
  }

  /** An uncertainty: two digits say all that is known of one. */
  public static String deviation(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return value == 0 ? "0" : "";
    }
    // Of 4 the second digit must be made.
    int decimals = 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return rounded.toPlainString();
  }

  /** A share in whole percent; never 0 or 100 for what is neither. */
  public static String percent(double share) {
    long whole = Math.round(100 * share);
    if (whole == 0 && share > 0) {
      return "<1";
    }
    return whole == 100 && share < 1 ? ">99" : Long.toString(whole);
  }

  /** A mean with as many decimals as its uncertainty has. */
  public static String mean(double mean, double std) {
    if (!Double.isFinite(std) || !(std > 0)) {
      return text(mean);
    }
    int decimals = 1 - (int) Math.floor(Math.log10(std));
    return BigDecimal.valueOf(mean).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
