package org.kumiki.learning.descriptor;

import java.util.regex.Pattern;

/**
 * A number read in a formula: {@code 2}, {@code 0.25}, {@code .5} or {@code 1/3}.
 *
 * @param value the number; NaN exactly if there is a problem
 * @param end index behind it
 * @param problem what is wrong with it, or null
 */
record FormulaNumber(double value, int end, FormulaProblem problem) {
  static final double MIN_AMOUNT = 1e-8;
  static final double MAX_AMOUNT = 1e6;

  /** More digits than a measured amount has; a long run is a serial number in the wrong column. */
  private static final int MAX_CHARACTERS = 20;

  /** A dot, how many, water, and the end of a part: the dot of a hydrate. */
  private static final Pattern WATER =
      Pattern.compile("\\.(0\\.\\d+|[1-9]\\d*(\\.\\d+)?) ?H2O(?= *($|[)\\]}·.]))");

  static boolean startsAt(FormulaText text, int index) {
    return text.isDigit(index) || (text.at(index) == '.' && text.isDigit(index + 1));
  }

  /** Reads the amount of an element or bracket; the dot before {@code 5H2O} ends it. */
  static FormulaNumber readCount(FormulaText text, int start) {
    int end = text.skipDigits(start);
    return startsWater(text, end) ? read(text, start, end) : read(text, start);
  }

  /** Reads a number in which every dot is a decimal point. */
  static FormulaNumber read(FormulaText text, int start) {
    return read(text, start, decimalEnd(text, start));
  }

  private static FormulaNumber read(FormulaText text, int start, int firstEnd) {
    int end = firstEnd;
    double value;
    if (text.at(end) == '/' && text.isDigit(end + 1)) {
      int below = end + 1;
      double numerator = parse(text, start, end);
      end = decimalEnd(text, below);
      value = numerator / parse(text, below, end);
    } else {
      value = parse(text, start, end);
    }
    FormulaProblem problem = problem(text, start, end, value);
    return new FormulaNumber(problem == null ? value : Double.NaN, end, problem);
  }

  private static int decimalEnd(FormulaText text, int start) {
    int end = text.skipDigits(start);
    boolean decimal = text.at(end) == '.' && text.isDigit(end + 1);
    return decimal ? text.skipDigits(end + 1) : end;
  }

  /** Whether the dot at this index parts a salt from its water: {@code CuSO4.5H2O}. */
  static boolean startsWater(FormulaText text, int dot) {
    // "K0.5H2O": nobody writes an amount of zero, so there the dot is a decimal point.
    boolean leadingZero = text.at(dot - 1) == '0' && !text.isDigit(dot - 2);
    return !leadingZero && WATER.matcher(text.plain()).region(dot, text.length()).lookingAt();
  }

  private static double parse(FormulaText text, int start, int end) {
    boolean tooLong = end - start > MAX_CHARACTERS;
    return tooLong ? Double.NaN : Double.parseDouble(text.plain().substring(start, end));
  }

  private static FormulaProblem problem(FormulaText text, int start, int end, double value) {
    boolean leadingZero = text.at(start) == '0' && text.isDigit(start + 1); // Fe02 for FeO2
    boolean secondPoint =
        text.at(end) == '.'
            && !startsWater(text, end)
            && (text.isDigit(end + 1) || end + 1 == text.length());
    if (Double.isNaN(value) || Double.isInfinite(value) || leadingZero || secondPoint) {
      return FormulaProblem.BAD_NUMBER;
    }
    if (text.at(end) == ',') {
      return FormulaProblem.AMBIGUOUS; // a decimal comma, or elements that share a site
    }
    if (value == 0) {
      return FormulaProblem.ZERO_AMOUNT;
    }
    boolean inRange = value >= MIN_AMOUNT && value <= MAX_AMOUNT;
    return inRange ? null : FormulaProblem.AMOUNT_OUT_OF_RANGE;
  }
}
