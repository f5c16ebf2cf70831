package org.kumiki.learning.descriptor;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Alloys as metallurgists name them: {@code Ti-6Al-4V}, {@code Fe-18Cr-8Ni}, {@code Al-4.5%Cu}.
 *
 * <p>The first element is the balance; the others stand with their percentages, which count mass
 * unless a unit says otherwise ({@code Ti-48at%Al}, or {@code (at.%)} behind the whole name). Pure.
 */
final class AlloyDesignation {
  private static final String NUMBER = "(?:\\d+(?:\\.\\d+)?|\\.\\d+)";

  /** Enough to know that a designation is meant and not a charge, a variable or a mixture. */
  private static final Pattern START =
      Pattern.compile("[A-Z][a-z]? ?- ?" + NUMBER + " ?" + PercentUnit.WORD_OR_SIGN + "? ?[A-Z]");

  private static final Pattern ADDITION =
      Pattern.compile(
          " ?- ?(?<number>"
              + NUMBER
              + ") ?(?<unit>"
              + PercentUnit.WORD_OR_SIGN
              + ")? ?"
              + "(?<symbol>[A-Z][a-z]?)");

  private final FormulaText text;
  private final Map<Element, Double> percents = new EnumMap<>(Element.class);
  private AmountBasis basis; // null until a unit says it

  private AlloyDesignation(FormulaText text, AmountBasis basis) {
    this.text = text;
    this.basis = basis;
  }

  static boolean startsIn(FormulaText text) {
    boolean capital = text.isCapital(text.skipBlanks(0));
    return capital
        && START.matcher(text.plain()).region(text.skipBlanks(0), text.length()).lookingAt();
  }

  /**
   * The composition that is named, or why there is none.
   *
   * @param stated the basis that a unit behind the name gives, if any
   */
  static Parsed read(FormulaText text, Optional<AmountBasis> stated) {
    return new AlloyDesignation(text, stated.orElse(null)).read();
  }

  private Parsed read() {
    int start = text.skipBlanks(0);
    int end = text.isSmall(start + 1) ? start + 2 : start + 1;
    Optional<Element> balance = Element.bySymbol(text.plain().substring(start, end));
    if (balance.isEmpty()) {
      return text.refuse(FormulaProblem.UNKNOWN_ELEMENT, start);
    }
    Matcher addition = ADDITION.matcher(text.plain());
    int at = end;
    while (text.skipBlanks(at) < text.length()) {
      if (!addition.region(at, text.length()).lookingAt()) {
        return text.refuse(FormulaProblem.AMBIGUOUS, at);
      }
      Optional<Unreadable> problem = add(addition);
      if (problem.isPresent()) {
        return problem.get();
      }
      at = addition.end();
    }
    return composition(balance.get(), start);
  }

  private Optional<Unreadable> add(Matcher addition) {
    int numberAt = addition.start("number");
    FormulaNumber number = FormulaNumber.read(text, numberAt);
    if (number.problem() != null) {
      return Optional.of(text.refuse(number.problem(), numberAt));
    }
    if (contradicts(addition.group("unit"))) {
      return Optional.of(text.refuse(FormulaProblem.AMBIGUOUS, addition.start("unit")));
    }
    int symbolAt = addition.start("symbol");
    Optional<Element> element = Element.bySymbol(addition.group("symbol"));
    if (element.isEmpty()) {
      return Optional.of(text.refuse(FormulaProblem.UNKNOWN_ELEMENT, symbolAt));
    }
    boolean twice = percents.put(element.get(), number.value()) != null;
    return twice ? Optional.of(text.refuse(FormulaProblem.AMBIGUOUS, symbolAt)) : Optional.empty();
  }

  private boolean contradicts(String unit) {
    if (unit == null) {
      return false;
    }
    AmountBasis said = PercentUnit.basis(unit);
    boolean contradiction = basis != null && basis != said;
    basis = said;
    return contradiction;
  }

  private Parsed composition(Element balance, int start) {
    AmountBasis counted = basis == null ? AmountBasis.MASS : basis;
    return ElementPercents.balancedBy(counted, percents, balance)
        .composition()
        .<Parsed>fold(composition -> composition, problem -> text.refuse(problem.code(), start));
  }
}
