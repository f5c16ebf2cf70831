package org.kumiki.learning.descriptor;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Element columns of a table, in percent, as alloy makers keep them: {@code C Si Mn P S Ni Cr Cu
 * Mo} in mass percent, iron being the rest.
 *
 * <p>Mass becomes moles by n = w / M: 100 g of the material hold w<sub>i</sub> / M<sub>i</sub>
 * moles of element i, with M from {@link ElementTable#standard()}. A listed 0 means that the
 * element is absent. Immutable.
 *
 * @param basis what the percentages count
 * @param percents percentage of each listed element
 * @param balance the element that makes up the rest to 100 and is not listed, if any
 */
public record ElementPercents(
    AmountBasis basis, Map<Element, Double> percents, Optional<Element> balance) {
  /**
   * How far a sum may be from 100 where no balance is named. Complete analyses add up to 98 to 102
   * as reported; more is another unit or a forgotten column, and would distort silently.
   */
  public static final double SUM_TOLERANCE_PERCENT = 2.0;

  /** A rest this small is the rounding of a sum of 100, such as 33.3 + 33.3 + 33.4. */
  private static final double ROUNDING_PERCENT = 1e-8;

  public ElementPercents {
    EnumMap<Element, Double> ordered = new EnumMap<>(Element.class);
    ordered.putAll(percents);
    percents = Collections.unmodifiableMap(ordered);
  }

  /** Columns that list every element. */
  public static ElementPercents complete(AmountBasis basis, Map<Element, Double> percents) {
    return new ElementPercents(basis, percents, Optional.empty());
  }

  /** Columns without their main element. */
  public static ElementPercents balancedBy(
      AmountBasis basis, Map<Element, Double> percents, Element balance) {
    return new ElementPercents(basis, percents, Optional.of(balance));
  }

  /** The composition in moles per 100 g (mass) or per 100 mol (atomic), or why there is none. */
  public Parsed composition() {
    return problem().<Parsed>map(Unreadable::inColumns).orElseGet(this::inMoles);
  }

  private Optional<FormulaProblem> problem() {
    for (double percent : percents.values()) {
      if (Double.isNaN(percent) || Double.isInfinite(percent)) {
        return Optional.of(FormulaProblem.BAD_NUMBER);
      }
      if (percent < 0) {
        return Optional.of(FormulaProblem.NEGATIVE_AMOUNT);
      }
    }
    return balance.isPresent() ? balanceProblem(balance.get()) : sumProblem();
  }

  private Optional<FormulaProblem> balanceProblem(Element element) {
    if (percents.containsKey(element)) {
      return Optional.of(FormulaProblem.AMBIGUOUS);
    }
    boolean something = 100 - sum() > ROUNDING_PERCENT;
    return something ? Optional.empty() : Optional.of(FormulaProblem.BALANCE_NEGATIVE);
  }

  private Optional<FormulaProblem> sumProblem() {
    double sum = sum();
    if (sum == 0) {
      return Optional.of(FormulaProblem.EMPTY);
    }
    if (sum > 100 + SUM_TOLERANCE_PERCENT) {
      return Optional.of(FormulaProblem.SUM_ABOVE_100);
    }
    return sum < 100 - SUM_TOLERANCE_PERCENT
        ? Optional.of(FormulaProblem.SUM_BELOW_100)
        : Optional.empty();
  }

  private Parsed inMoles() {
    EnumMap<Element, Double> amounts = new EnumMap<>(Element.class);
    percents.forEach(
        (element, percent) -> {
          if (percent > 0) {
            amounts.put(element, percent);
          }
        });
    balance.ifPresent(element -> amounts.put(element, 100 - sum()));
    return Moles.of(amounts, basis)
        .<Parsed>map(Composition::new)
        .orElseGet(() -> Unreadable.inColumns(FormulaProblem.NO_ATOMIC_WEIGHT));
  }

  private double sum() {
    return percents.values().stream().reduce(0.0, Double::sum);
  }
}
