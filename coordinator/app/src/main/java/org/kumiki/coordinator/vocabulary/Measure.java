package org.kumiki.coordinator.vocabulary;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.TermPage;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.unit.Conversion.Factor;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * What a term measures, with the units in which people write it.
 *
 * @param kind the quantity kind in the page's words
 * @param unit the symbol of the term's unit
 * @param domain the least and the largest value that make sense, in the unit; empty if not said
 * @param units all units that can be converted, the term's own first
 */
public record Measure(
    String kind, String unit, Optional<String> domain, List<WrittenIn> units, Asked asked) {
  private static final MathContext SHOWN = new MathContext(6);

  /**
   * A unit and the way to the term's: value × multiplier + offset.
   *
   * @param iri short, {@code unit:KiloPA} for example
   */
  public record WrittenIn(String iri, String symbol, double multiplier, double offset) {}

  /**
   * A conversion that somebody wants to see.
   *
   * @param value as typed
   * @param result the converted value; empty if what was typed is no number
   */
  public record Asked(String value, String from, String to, Optional<String> result) {}

  /** Of a term that measures something in a unit of the list. */
  static Optional<Measure> of(TermPage page, TermDisplays.Wish wish) {
    Optional<String> kind = only(page, "qudt:hasQuantityKind");
    Optional<String> unit = only(page, "qudt:hasUnit");
    if (kind.isEmpty() || unit.isEmpty()) {
      return Optional.empty();
    }
    UnitConverter converter = UnitConverter.shipped();
    // The bounds play no part in converting, and may be what is wrong with the term.
    Quantity quantity = new Quantity(kind.get(), unit.get(), 0, 1);
    List<WrittenIn> units = new ArrayList<>();
    for (String iri : converter.unitsOf(quantity)) {
      if (converter.convert(iri, quantity) instanceof Factor factor) {
        units.add(
            new WrittenIn(
                Names.shorten(iri), converter.symbol(iri), factor.multiplier(), factor.offset()));
      }
    }
    return Optional.of(
        new Measure(
            converter.kind(kind.get(), wish.language().equals("ja") ? Language.JA : Language.EN),
            converter.symbol(unit.get()),
            domain(page),
            List.copyOf(units),
            asked(units, wish.value(), wish.from(), wish.to())));
  }

  private static Asked asked(List<WrittenIn> units, String value, String from, String to) {
    if (units.isEmpty()) {
      return new Asked(value, "", "", Optional.empty());
    }
    WrittenIn source = find(units, from).orElseGet(() -> usual(units));
    WrittenIn target = find(units, to).orElse(units.get(0));
    return new Asked(value, source.iri(), target.iri(), convert(value, source, target));
  }

  /** Another unit that somebody is likely to hold: neither the same nor far away in size. */
  private static WrittenIn usual(List<WrittenIn> units) {
    return units.stream()
        .filter(unit -> unit.multiplier() != 1 || unit.offset() != 0)
        .min(Comparator.comparingDouble(unit -> Math.abs(Math.log10(Math.abs(unit.multiplier())))))
        .orElse(units.get(0));
  }

  private static Optional<WrittenIn> find(List<WrittenIn> units, String iri) {
    return units.stream().filter(unit -> unit.iri().equals(iri)).findFirst();
  }

  /** The value in another unit, to six digits. */
  private static Optional<String> convert(String value, WrittenIn from, WrittenIn to) {
    try {
      double number = Double.parseDouble(value.strip());
      double inTerms = number * from.multiplier() + from.offset();
      double result = (inTerms - to.offset()) / to.multiplier();
      return Double.isFinite(result) ? Optional.of(written(result)) : Optional.empty();
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  /** Six digits, plain where that is short. */
  static String written(double number) {
    BigDecimal rounded = new BigDecimal(number).round(SHOWN);
    if (rounded.signum() == 0) {
      return "0";
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal bare = rounded.stripTrailingZeros();
    return exponent >= -5 && exponent < 9 ? bare.toPlainString() : bare.toString();
  }

  private static Optional<String> domain(TermPage page) {
    Optional<String> lower = number(page, "kt:domainLower");
    Optional<String> upper = number(page, "kt:domainUpper");
    return lower.isPresent() && upper.isPresent()
        ? Optional.of(lower.get() + " – " + upper.get())
        : Optional.empty();
  }

  private static Optional<String> number(TermPage page, String property) {
    return page.texts().getOrDefault(property, List.of()).stream()
        .findFirst()
        .map(Reference.Text::text);
  }

  private static Optional<String> only(TermPage page, String property) {
    return page.links().getOrDefault(property, List.of()).stream().findFirst().map(Reference::iri);
  }
}
