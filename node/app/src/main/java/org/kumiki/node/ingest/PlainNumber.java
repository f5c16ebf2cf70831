package org.kumiki.node.ingest;

/**
 * The common case of {@link NumberReader} without a pattern: ASCII digits, at most one decimal
 * mark, an exponent with {@code e}. Nearly every cell of nearly every file is one of these.
 *
 * <p>NaN means "not this simple"; then {@link NumberReader} decides.
 */
final class PlainNumber {

  /** Up to here every whole number is a double, so one multiplication rounds only once. */
  private static final long LARGEST_EXACT = 1L << 53;

  /** Powers of ten that are exact doubles: 5²² is below 2⁵³ (Clinger 1990, fast path). */
  private static final double[] EXACT_POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Digits that a long holds without overflow. */
  private static final int LONG_DIGITS = 18;

  private static final int NO_EXPONENT = Integer.MIN_VALUE;

  private PlainNumber() {}

  static double read(String text, DecimalMark decimal) {
    char mark = mark(decimal);
    int end = text.length();
    int i = afterSign(text, 0);
    int markAt = -1;
    int count = 0;
    long digits = 0;
    for (; i < end; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        if (++count <= LONG_DIGITS) {
          digits = digits * 10 + (c - '0');
        }
      } else if (c == mark && markAt < 0) {
        markAt = i;
      } else {
        break;
      }
    }
    int exponent = i == end ? 0 : exponent(text, i);
    if (count == 0 || exponent == NO_EXPONENT) {
      return Double.NaN;
    }
    int shift = exponent - (markAt < 0 ? 0 : i - markAt - 1);
    if (count > LONG_DIGITS || digits > LARGEST_EXACT || Math.abs(shift) >= EXACT_POWERS.length) {
      return NumberReader.finite(mark == ',' ? text.replace(',', '.') : text);
    }
    double value = shift < 0 ? digits / EXACT_POWERS[-shift] : digits * EXACT_POWERS[shift];
    return text.charAt(0) == '-' ? -value : value;
  }

  private static char mark(DecimalMark decimal) {
    return switch (decimal) {
      case POINT -> '.';
      case COMMA -> ',';
      case UNDECIDED -> '\0';
    };
  }

  private static int afterSign(String text, int at) {
    boolean signed = at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+');
    return signed ? at + 1 : at;
  }

  /** Reads {@code e±d} up to the end of the text, at most four digits. */
  private static int exponent(String text, int from) {
    if (text.charAt(from) != 'e' && text.charAt(from) != 'E') {
      return NO_EXPONENT;
    }
    int first = afterSign(text, from + 1);
    if (first == text.length() || text.length() - first > 4) {
      return NO_EXPONENT;
    }
    int exponent = 0;
    for (int i = first; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return NO_EXPONENT;
      }
      exponent = exponent * 10 + digit;
    }
    return text.charAt(from + 1) == '-' ? -exponent : exponent;
  }
}
