package org.kumiki.learning.descriptor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads element amounts out of one formula, from left to right, without recursion.
 *
 * <pre>
 * formula = part { ("·" | ".") part }          hydrates and adducts
 * part    = [ number ] unit { unit }           the number multiplies the whole part
 * unit    = ( element | bracket ) [ number ]
 * bracket = "(" formula ")" | "[" formula "]" | "{" formula "}"
 * </pre>
 *
 * Blanks may stand between any two of these. One scanner reads one text; not for several threads.
 */
final class FormulaScanner {
  private static final int MAX_NESTING = 16;
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";
  private static final String VARIABLES = "xyzn";

  private static final Pattern OXYGEN = Pattern.compile("O(?![a-z])");

  /** An oxidation state: {@code Fe(III)} means no iodine. */
  private static final Pattern OXIDATION_STATE = Pattern.compile("\\((IV|VI{0,3}|I{1,3})\\)");

  /** A bracket that is open, or the whole formula. */
  private static final class Frame {
    final int openedAt;
    final char closing;
    final Map<Element, Double> total = new EnumMap<>(Element.class);
    final Map<Element, Double> part = new EnumMap<>(Element.class);
    double multiplier = 1;
    boolean multiplied;
    int units;

    Frame(int openedAt, char closing) {
      this.openedAt = openedAt;
      this.closing = closing;
    }

    void addUnit(Map<Element, Double> amounts, double count) {
      amounts.forEach((element, amount) -> part.merge(element, amount * count, Double::sum));
      units++;
    }

    void endPart() {
      part.forEach((element, amount) -> total.merge(element, amount * multiplier, Double::sum));
      part.clear();
      multiplier = 1;
      multiplied = false;
      units = 0;
    }
  }

  private final FormulaText text;
  private final Deque<Frame> open = new ArrayDeque<>();
  private int at;
  private Unreadable failure; // null while all is well

  FormulaScanner(FormulaText text) {
    this.text = text;
  }

  /** Amounts as written, on whichever basis; or the first problem. */
  Optional<Unreadable> scan() {
    open.push(new Frame(0, FormulaText.NOTHING));
    while (failure == null && at < text.length()) {
      step();
    }
    if (failure == null) {
      finish();
    }
    return Optional.ofNullable(failure);
  }

  /** The amounts, after {@link #scan()} found no problem. */
  Map<Element, Double> amounts() {
    return open.element().total;
  }

  private void step() {
    char c = text.at(at);
    if (c == ' ') {
      at++;
    } else if (text.isCapital(at)) {
      readElement();
    } else if (OPENING.indexOf(c) >= 0) {
      openBracket();
    } else if (CLOSING.indexOf(c) >= 0) {
      closeBracket();
    } else if (FormulaNumber.startsAt(text, at) && (c != '.' || open.element().units == 0)) {
      readMultiplier();
    } else if (c == '·' || c == '.') {
      endPart();
      at++;
    } else {
      refuse(strange(c), at);
    }
  }

  private void readElement() {
    int end = text.isSmall(at + 1) ? at + 2 : at + 1;
    String symbol = text.plain().substring(at, end);
    Optional<Element> element = Element.bySymbol(symbol);
    if (element.isEmpty()) {
      refuseSymbol(symbol);
      return;
    }
    at = end;
    double count = readCount();
    if (failure == null) {
      open.element().addUnit(Map.of(element.get(), 1.0), count);
    }
  }

  private void refuseSymbol(String symbol) {
    boolean variable =
        isVariable(text.at(at + 1)) && Element.bySymbol(symbol.substring(0, 1)).isPresent();
    if (variable) {
      refuse(FormulaProblem.VARIABLE_AMOUNT, at + 1);
    } else {
      boolean isotope = symbol.equals("D") || symbol.equals("T");
      refuse(isotope ? FormulaProblem.ISOTOPE : FormulaProblem.UNKNOWN_ELEMENT, at);
    }
  }

  private void openBracket() {
    if (open.size() > MAX_NESTING) {
      refuse(FormulaProblem.TOO_DEEP, at);
    } else if (Character.isLetter(text.at(at - 1)) && isOxidationState()) {
      refuse(FormulaProblem.AMBIGUOUS, at);
    } else {
      open.push(new Frame(at, CLOSING.charAt(OPENING.indexOf(text.at(at)))));
      at++;
    }
  }

  private boolean isOxidationState() {
    return OXIDATION_STATE.matcher(text.plain()).region(at, text.length()).lookingAt();
  }

  private void closeBracket() {
    if (open.element().closing != text.at(at)) {
      refuse(FormulaProblem.UNBALANCED_BRACKETS, at);
      return;
    }
    endPart();
    Frame closed = open.pop();
    at++;
    double count = failure == null ? readCount() : 1;
    if (failure == null) {
      open.element().addUnit(closed.total, count);
    }
  }

  /** How often the unit that ends here is taken: 1 where no number follows. */
  private double readCount() {
    int start = text.skipBlanks(at);
    boolean counted =
        FormulaNumber.startsAt(text, start)
            && !(text.at(start) == '.' && FormulaNumber.startsWater(text, start));
    if (!counted) {
      refuseWaterOfOneElement(at);
      return 1;
    }
    FormulaNumber number = FormulaNumber.readCount(text, start);
    if (number.problem() != null) {
      refuse(number.problem(), start);
    } else if (start > at && startsUnit(number.end())) {
      refuse(FormulaProblem.AMBIGUOUS, start); // "Fe 18Cr": whose number is it?
    } else if (isAdductPoint(start, number.end())) {
      refuse(FormulaProblem.AMBIGUOUS, start); // "3Al2O3.2SiO2": two oxides, or 3.2?
    }
    at = number.end();
    refuseWaterOfOneElement(at);
    return number.value();
  }

  /** "K1.5H2O" is rather potassium 1.5 than potassium with five waters; but who knows. */
  private void refuseWaterOfOneElement(int index) {
    boolean alone = open.element().units == 0 && CLOSING.indexOf(text.at(index - 1)) < 0;
    if (failure == null && alone && FormulaNumber.startsWater(text, index)) {
      refuse(FormulaProblem.AMBIGUOUS, index);
    }
  }

  /**
   * Whether the point in this number may part two compounds. Oxides are written so: {@code
   * 3CaO.2SiO2}; and {@code Al2O3.2SiO2} hardly means 3.2 of oxygen before more of it.
   */
  private boolean isAdductPoint(int start, int end) {
    int point = text.skipDigits(start);
    boolean pointInside = text.at(point) == '.' && point < end;
    boolean belowOne = point == start + 1 && text.at(start) == '0';
    boolean twoOxides = text.at(start - 1) == 'O' && OXYGEN.matcher(text.plain()).find(end);
    return pointInside
        && !belowOne
        && text.isCapital(end)
        && (open.element().multiplied || twoOxides);
  }

  private boolean startsUnit(int index) {
    return text.isCapital(index) || OPENING.indexOf(text.at(index)) >= 0;
  }

  private void readMultiplier() {
    FormulaNumber number = FormulaNumber.read(text, at);
    Frame frame = open.element();
    boolean sign = "+-".indexOf(text.at(number.end())) >= 0;
    if (sign || text.isRaised(at)) {
      refuse(sign ? FormulaProblem.CHARGED : FormulaProblem.ISOTOPE, at);
    } else if (number.problem() != null) {
      refuse(number.problem(), at);
    } else if (frame.units > 0 || frame.multiplied) {
      refuse(FormulaProblem.AMBIGUOUS, at);
    } else {
      frame.multiplier = number.value();
      frame.multiplied = true;
      at = number.end();
    }
  }

  private void endPart() {
    Frame frame = open.element();
    if (frame.units > 0) {
      frame.endPart();
    } else if (frame.multiplied) {
      refuse(FormulaProblem.BAD_NUMBER, at);
    } else {
      boolean nothing = frame.total.isEmpty() && CLOSING.indexOf(text.at(at)) >= 0;
      refuse(nothing ? FormulaProblem.EMPTY : FormulaProblem.UNEXPECTED_CHARACTER, at);
    }
  }

  private void finish() {
    if (open.size() > 1) {
      refuse(FormulaProblem.UNBALANCED_BRACKETS, open.element().openedAt);
    } else {
      endPart();
    }
  }

  private FormulaProblem strange(char c) {
    if (c == '+' || c == '-') {
      return sign();
    }
    if (c == '^') {
      return FormulaProblem.CHARGED;
    }
    if (c == ',') {
      return FormulaProblem.AMBIGUOUS; // a decimal comma, or elements that share a site
    }
    if (isVariable(c)) {
      return FormulaProblem.VARIABLE_AMOUNT;
    }
    return Character.isLetter(c)
        ? FormulaProblem.UNKNOWN_ELEMENT
        : FormulaProblem.UNEXPECTED_CHARACTER;
  }

  /** A sign closes an ion, opens a variable ({@code O7-δ}), or joins what we do not add. */
  private FormulaProblem sign() {
    int next = text.skipBlanks(at + 1);
    int behindNumber =
        FormulaNumber.startsAt(text, next) ? FormulaNumber.read(text, next).end() : next;
    if (isVariable(text.at(next)) || isVariable(text.at(behindNumber))) {
      return FormulaProblem.VARIABLE_AMOUNT;
    }
    boolean joins = startsUnit(next) || (text.isDigit(next) && text.at(at) == '-');
    return joins && !text.isRaised(at) ? FormulaProblem.AMBIGUOUS : FormulaProblem.CHARGED;
  }

  private static boolean isVariable(char c) {
    boolean greek = c >= '\u0370' && c <= '\u03FF';
    return greek || VARIABLES.indexOf(c) >= 0;
  }

  private void refuse(FormulaProblem code, int index) {
    failure = text.refuse(code, index);
  }
}
