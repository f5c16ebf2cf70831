package org.kumiki.learning.descriptor;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A chemical composition: how much of each element, in moles, raw as written ({@code Fe2O3} has 2
 * and 3; {@code Fe4O6} is another composition with the same {@link #fractions()}).
 *
 * <p>Elements stand in the order of their atomic numbers, however they were written, so that equal
 * compositions give features that are equal to the last bit. Amounts are finite and positive; there
 * is at least one. Immutable. {@link #toString()} hides the composition, because a log may print
 * it.
 *
 * @param amounts moles of each element, in the order of atomic numbers, unmodifiable
 */
public record Composition(Map<Element, Double> amounts) implements Parsed {

  public Composition {
    EnumMap<Element, Double> ordered = new EnumMap<>(Element.class);
    ordered.putAll(amounts);
    if (ordered.isEmpty()) {
      throw new IllegalArgumentException("a composition has at least one element");
    }
    if (ordered.values().stream().anyMatch(amount -> !(amount > 0) || amount.isInfinite())) {
      throw new IllegalArgumentException("amounts are finite and positive");
    }
    amounts = Collections.unmodifiableMap(ordered);
  }

  /** Composition from mass percent that add up to 100; see {@link ElementPercents}. */
  public static Parsed fromMassPercent(Map<Element, Double> percents) {
    return ElementPercents.complete(AmountBasis.MASS, percents).composition();
  }

  /** Composition from mass percent, where {@code balance} is the rest and not listed. */
  public static Parsed fromMassPercent(Map<Element, Double> percents, Element balance) {
    return ElementPercents.balancedBy(AmountBasis.MASS, percents, balance).composition();
  }

  /** Composition from atomic percent that add up to 100; see {@link ElementPercents}. */
  public static Parsed fromAtomicPercent(Map<Element, Double> percents) {
    return ElementPercents.complete(AmountBasis.ATOMIC, percents).composition();
  }

  /** Composition from atomic percent, where {@code balance} is the rest and not listed. */
  public static Parsed fromAtomicPercent(Map<Element, Double> percents, Element balance) {
    return ElementPercents.balancedBy(AmountBasis.ATOMIC, percents, balance).composition();
  }

  /** Moles of this element, 0 where it is absent. */
  public double amount(Element element) {
    return amounts.getOrDefault(element, 0.0);
  }

  /** Moles of all elements together. */
  public double total() {
    // Not DoubleStream.sum: its compensation has changed between JDKs, and with it the last bit.
    return amounts.values().stream().reduce(0.0, Double::sum);
  }

  /** Mole fractions, which add up to 1, in the order of atomic numbers. */
  public Map<Element, Double> fractions() {
    double total = total();
    EnumMap<Element, Double> fractions = new EnumMap<>(Element.class);
    amounts.forEach((element, amount) -> fractions.put(element, amount / total));
    return Collections.unmodifiableMap(fractions);
  }

  /** How many elements there are, and not which. */
  @Override
  public String toString() {
    return "Composition[" + amounts.size() + " elements]";
  }
}
