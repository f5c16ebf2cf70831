package org.kumiki.learning.descriptor;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads formulas as chemists and metallurgists write them.
 *
 * <ul>
 *   <li>{@code Fe2O3}, {@code (Ba0.5Sr0.5)TiO3}, {@code Pb(Mg1/3Nb2/3)O3}, {@code [Co(NH3)6]Cl3},
 *       {@code Al0.25 Co1 Fe1 Ni1}; subscripts and full-width characters;
 *   <li>hydrates and adducts with {@code ·}, {@code *} or {@code ・}; with a full stop where water
 *       follows ({@code CuSO4.5H2O}) or where it cannot be a decimal point ({@code CaO.SiO2});
 *   <li>alloy designations in mass percent, the first element being the balance: {@code Ti-6Al-4V};
 *   <li>a unit behind the whole, {@code wt%}, {@code (at.%)}, {@code 質量%}: it decides what the
 *       amounts count, whatever basis the caller gave, and they add up to 100.
 * </ul>
 *
 * <p>What could be read in two ways is refused and not guessed, as far as it shows in the text.
 * Isotopes are refused, deuterium and tritium too: their masses are not in the element table, and
 * reading D2O as H2O would falsify mass amounts. A number after an element is an amount even where
 * it is raised ({@code Fe²O³}), unless a sign follows it.
 *
 * <p>Any text is answered, in time linear in its length save for bounded look-ahead; nothing is
 * thrown. Stateless.
 */
public final class CompositionParser {
  /** Longer texts are no formulas: the longest of the published sets here has 64 characters. */
  public static final int MAX_LENGTH = 500;

  private static final Pattern UNIT_BEHIND =
      Pattern.compile("[ ,(\\[]*(?<unit>" + PercentUnit.WORD + ")[ )\\]]*$");

  /** Names of mass-percent alloys that would pass for formulas of atoms; not complete. */
  private static final Set<String> TRADE_NAMES =
      Set.of("Ti6Al4V", "TiAl6V4", "Ti6Al7Nb", "TiAl6Nb7", "AlSi10Mg", "AlSi7Mg", "AlSi12");

  private CompositionParser() {}

  /** Reads a formula whose amounts count atoms unless it says otherwise. */
  public static Parsed parse(String formula) {
    return parse(formula, AmountBasis.ATOMIC);
  }

  /**
   * Reads a formula.
   *
   * @param formula the text as it was written; null counts as empty
   * @param basis what the amounts of a formula count where it does not say so itself; alloy
   *     designations are in mass percent in any case
   */
  public static Parsed parse(String formula, AmountBasis basis) {
    if (formula == null || formula.isBlank()) {
      return new Unreadable(FormulaProblem.EMPTY, 0);
    }
    if (formula.length() > MAX_LENGTH) {
      return new Unreadable(FormulaProblem.TOO_LONG, MAX_LENGTH);
    }
    FormulaText text = new FormulaText(formula);
    Matcher unit = UNIT_BEHIND.matcher(text.plain());
    boolean percents = unit.find();
    FormulaText amounts = percents ? text.before(unit.start()) : text;
    if (amounts.skipBlanks(0) == amounts.length()) {
      return new Unreadable(FormulaProblem.EMPTY, 0);
    }
    return percents
        ? readPercents(amounts, PercentUnit.basis(unit.group("unit")))
        : readAmounts(amounts, basis);
  }

  private static Parsed readAmounts(FormulaText text, AmountBasis basis) {
    if (AlloyDesignation.startsIn(text)) {
      return AlloyDesignation.read(text, Optional.empty());
    }
    if (TRADE_NAMES.contains(text.plain().strip())) {
      return text.refuse(FormulaProblem.AMBIGUOUS, 0);
    }
    FormulaScanner scanner = new FormulaScanner(text);
    Optional<Unreadable> problem = scanner.scan();
    return problem.isPresent() ? problem.get() : composition(text, scanner.amounts(), basis);
  }

  private static Parsed readPercents(FormulaText text, AmountBasis stated) {
    if (AlloyDesignation.startsIn(text)) {
      return AlloyDesignation.read(text, Optional.of(stated));
    }
    FormulaScanner scanner = new FormulaScanner(text);
    Optional<Unreadable> problem = scanner.scan();
    return problem.isPresent()
        ? problem.get()
        : ElementPercents.complete(stated, scanner.amounts())
            .composition()
            .<Parsed>fold(composition -> composition, sum -> text.refuse(sum.code(), 0));
  }

  private static Parsed composition(
      FormulaText text, Map<Element, Double> amounts, AmountBasis basis) {
    boolean inRange =
        amounts.values().stream()
            .allMatch(a -> a >= FormulaNumber.MIN_AMOUNT && a <= FormulaNumber.MAX_AMOUNT);
    if (!inRange) {
      return text.refuse(FormulaProblem.AMOUNT_OUT_OF_RANGE, 0);
    }
    return Moles.of(amounts, basis)
        .<Parsed>map(Composition::new)
        .orElseGet(() -> text.refuse(FormulaProblem.NO_ATOMIC_WEIGHT, 0));
  }
}
