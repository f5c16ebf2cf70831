package org.kumiki.node.ingest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads decimal numbers as spreadsheets and instruments write them: {@code -1.2E+05}, {@code
 * 1,234.5}, {@code 1 234,5}, {@code 1'234}, {@code 1.2×10^5}, {@code 10⁷}.
 *
 * <p>Every answer is the nearest double, or NaN for what is not a number: words, units, {@code
 * 1e999} (which no double can hold) and {@code 1e-999} (which would silently become zero).
 */
final class NumberReader {

  /** Beyond this a text with marks or powers is no number that anybody wrote. */
  static final int LONGEST_NUMBER = 64;

  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private static final Pattern POINT_GROUPED = decimal("\\.", ", '");
  private static final Pattern POINT_ALONE = decimal("\\.", " '");
  private static final Pattern COMMA_GROUPED = decimal(",", ". '");
  private static final Pattern COMMA_ALONE = decimal(",", " '");
  private static final Pattern WHOLE = decimal("(?!)", " '");

  /** 10^7 and 10⁷, where the factor one is left out. */
  private static final Pattern POWER =
      Pattern.compile("([+-]?)10(?:\\^([+-]?\\d{1,4})|([⁺⁻]?[" + SUPERSCRIPTS + "]{1,4}))");

  private NumberReader() {}

  /** The number that a folded text means in this notation, or NaN. */
  static double read(String folded, NumberNotation notation) {
    double plain = PlainNumber.read(folded, notation.decimal());
    if (!Double.isNaN(plain) || !mayBeNumber(folded)) {
      return plain;
    }
    return switch (notation.decimal()) {
      case POINT -> match(notation.otherMarkGroups() ? POINT_GROUPED : POINT_ALONE, folded);
      case COMMA -> match(notation.otherMarkGroups() ? COMMA_GROUPED : COMMA_ALONE, folded);
      case UNDECIDED -> agreed(folded);
    };
  }

  /** Spares most texts the patterns, which cost far more than this look at both ends. */
  private static boolean mayBeNumber(String folded) {
    if (folded.isEmpty() || folded.length() > LONGEST_NUMBER) {
      return false;
    }
    char first = folded.charAt(0);
    char last = folded.charAt(folded.length() - 1);
    return (isDigit(first) || "+-.,".indexOf(first) >= 0)
        && (isDigit(last) || ".,".indexOf(last) >= 0 || SUPERSCRIPTS.indexOf(last) >= 0);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Without evidence, a number counts only if it reads the same, or one way only. */
  private static double agreed(String folded) {
    double whole = match(WHOLE, folded);
    if (!Double.isNaN(whole)) {
      return whole;
    }
    double point = match(POINT_GROUPED, folded);
    double comma = match(COMMA_GROUPED, folded);
    if (Double.isNaN(point)) {
      return comma;
    }
    return Double.isNaN(comma) || point == comma ? point : Double.NaN;
  }

  private static Pattern decimal(String mark, String groups) {
    return Pattern.compile(
        "(?<sign>[+-]?) ?"
            // Thousands: every group of three, one mark throughout, no exponent behind.
            + ("(?:(?<grouped>[1-9]\\d{0,2}(?:(?<group>[" + groups + "])\\d{3})")
            + ("(?:\\k<group>\\d{3})*)(?:" + mark + "(?<rest>\\d*))?")
            + ("|(?<whole>\\d*)(?:" + mark + "(?<fraction>\\d*))?")
            + "(?:[eE](?<e>[+-]?\\d{1,4})"
            + "| ?[×xX*] ?10(?:\\^(?<power>[+-]?\\d{1,4})|(?<raised>[⁺⁻]?["
            + SUPERSCRIPTS
            + "]{1,4})))?)");
  }

  private static double match(Pattern pattern, String folded) {
    Matcher number = pattern.matcher(folded);
    if (!number.matches()) {
      return power(folded);
    }
    String whole;
    String fraction;
    if (number.group("grouped") != null) {
      whole = number.group("grouped").replace(number.group("group"), "");
      fraction = number.group("rest");
    } else {
      whole = number.group("whole");
      fraction = number.group("fraction");
    }
    String digits = whole + "." + (fraction == null ? "" : fraction);
    return digits.length() == 1
        ? Double.NaN
        : finite(number.group("sign") + digits + "e" + exponent(number));
  }

  private static String exponent(Matcher number) {
    if (number.group("e") != null) {
      return number.group("e");
    }
    if (number.group("power") != null) {
      return number.group("power");
    }
    return number.group("raised") == null ? "0" : lowered(number.group("raised"));
  }

  private static double power(String folded) {
    Matcher power = POWER.matcher(folded);
    if (!power.matches()) {
      return Double.NaN;
    }
    String exponent = power.group(2) == null ? lowered(power.group(3)) : power.group(2);
    return finite(power.group(1) + "1e" + exponent);
  }

  private static String lowered(String superscript) {
    StringBuilder digits = new StringBuilder();
    for (char c : superscript.toCharArray()) {
      int digit = SUPERSCRIPTS.indexOf(c);
      digits.append(digit >= 0 ? (char) ('0' + digit) : c == '⁻' ? '-' : '+');
    }
    return digits.toString();
  }

  /** The nearest double of a well-formed literal; NaN where that is infinite or wrongly zero. */
  static double finite(String literal) {
    double value = Double.parseDouble(literal);
    return Double.isInfinite(value) || (value == 0 && !isZero(literal)) ? Double.NaN : value;
  }

  private static boolean isZero(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == 'e' || c == 'E') {
        return true;
      }
      if (c >= '1' && c <= '9') {
        return false;
      }
    }
    return true;
  }
}
