package org.kumiki.ontology.unit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.unit.Conversion.Factor;
import org.kumiki.ontology.unit.Conversion.Reason;
import org.kumiki.ontology.unit.Conversion.Refused;

/**
 * Recognises units as laboratories write them, and converts to the unit of a term. Immutable and
 * safe to share between threads.
 *
 * <p>A conversion is accepted when the dimension vectors agree. That is necessary, not sufficient:
 * a strength may be written in the unit of a modulus, and an energy product in the unit of a
 * stress. Where a spelling says more than its dimension, the spelling counts: atomic percent is
 * refused for a fraction of mass, and a hardness scale for any other scale.
 *
 * <p>Source of the rule: QUDT, SI value = (value + offset) × multiplier.
 */
public final class UnitConverter {
  private static final double FAR = 1.001e6;
  private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL128;
  private static final UnitConverter SHIPPED = new UnitConverter(UnitList.shipped());

  private final UnitList list;

  private UnitConverter(UnitList list) {
    this.list = list;
  }

  /** The converter over the shipped list of units. */
  public static UnitConverter shipped() {
    return SHIPPED;
  }

  /**
   * The IRI of the unit that a text means.
   *
   * @param written such as {@code MPa}, {@code kgf/mm²}, {@code ℃}, {@code wt%}; or an IRI of the
   *     list, full or short such as {@code unit:MegaPA}
   */
  public Optional<String> recognise(String written) {
    return read(written).map(found -> found.unit().iri());
  }

  /** Whether a text such as HV names a scale of hardness, of which its unit says nothing. */
  public boolean isScaleName(String written) {
    return list.isScaleName(written);
  }

  /**
   * What a text may mean that is no unit because of its capital or small letters: the short IRIs by
   * the right spelling. {@code mpa} may be {@code MPa} and {@code mPa}.
   */
  public Map<String, String> meantByAnyCase(String written) {
    Map<String, String> meant = new TreeMap<>();
    if (recognise(written).isEmpty()) {
      list.anyCase(written)
          .forEach((spelling, unit) -> meant.put(spelling, Names.shorten(unit.iri())));
    }
    return meant;
  }

  /** Whether a listed unit is made of units of the SI and their decimal parts and multiples. */
  public boolean isOfTheSi(String unitIri) {
    return list.unit(unitIri).map(ListedUnit::symbol).filter(SiSymbols::make).isPresent();
  }

  /**
   * The IRIs of the listed units in which somebody may write what is kept in a unit, itself among
   * them: those that measure the same and are not further away than a million times, as mPa is from
   * MPa.
   */
  public List<String> alike(String unitIri) {
    return list.unit(unitIri).stream()
        .flatMap(
            unit ->
                list.units().stream()
                    .filter(other -> other.dimension().equals(unit.dimension()))
                    .filter(other -> other.angle() == unit.angle())
                    .filter(other -> other.equals(unit) || !(other.scale() || unit.scale()))
                    .filter(other -> isNear(other, unit)))
        .map(ListedUnit::iri)
        .toList();
  }

  private static boolean isNear(ListedUnit one, ListedUnit other) {
    double ratio = one.multiplier().doubleValue() / other.multiplier().doubleValue();
    return ratio <= FAR && ratio >= 1 / FAR;
  }

  /** How a unit is written in messages and pages; the IRI itself for a unit that is not listed. */
  public String symbol(String unitIri) {
    return list.unit(unitIri).map(ListedUnit::symbol).orElse(Names.shorten(unitIri));
  }

  /** What a quantity kind is called; the end of its IRI in words for one that is not listed. */
  public String kind(String kindIri, Language language) {
    return list.kind(kindIri, language).orElseGet(() -> words(kindIri));
  }

  /** {@code ModulusOfElasticity} as "modulus of elasticity". */
  private static String words(String iri) {
    String name = iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1);
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /** The IRI of the dimension vector of a listed unit. */
  public Optional<String> dimensionOfUnit(String unitIri) {
    return list.unit(unitIri).map(ListedUnit::dimension);
  }

  /** The IRI of the dimension vector of a quantity kind that the vocabulary uses. */
  public Optional<String> dimensionOfKind(String kindIri) {
    return list.dimensionOfKind(kindIri);
  }

  /**
   * The IRIs of the listed units in which a quantity may be written, for a page that offers them;
   * the quantity's own first, the others by symbol.
   */
  public List<String> unitsOf(Quantity quantity) {
    return list.units().stream()
        .filter(unit -> convert(unit.iri(), quantity) instanceof Factor)
        .sorted(
            Comparator.comparing((ListedUnit unit) -> !unit.iri().equals(quantity.unit()))
                .thenComparing(ListedUnit::symbol)
                .thenComparing(ListedUnit::iri))
        .map(ListedUnit::iri)
        .toList();
  }

  /**
   * How values written in a unit become values of a quantity.
   *
   * @param written a unit as written, or an IRI as in {@link #recognise}
   */
  public Conversion convert(String written, Quantity quantity) {
    Optional<ListedUnit> target = list.unit(quantity.unit());
    if (target.isEmpty()) {
      return new Refused(
          Reason.UNKNOWN_UNIT,
          "The term's own unit "
              + Names.shorten(quantity.unit())
              + " is not in the list of units; ask a curator to correct the term.");
    }
    Optional<WrittenUnit> source = read(written);
    if (source.isEmpty()) {
      return new Refused(
          Reason.UNKNOWN_UNIT,
          "The unit \""
              + written
              + "\" is not known; write it as the mapping guide does, for example "
              + target.get().symbol()
              + ".");
    }
    return convert(source.get(), target.get(), quantity);
  }

  private Optional<WrittenUnit> read(String written) {
    Optional<ListedUnit> named = list.unit(Names.expand(written));
    return named.isPresent()
        ? named.map(unit -> new WrittenUnit(unit, Optional.empty()))
        : list.read(written);
  }

  private static Conversion convert(WrittenUnit source, ListedUnit target, Quantity quantity) {
    ListedUnit from = source.unit();
    if (from.iri().equals(target.iri()) && source.basis().isEmpty()) {
      return Factor.IDENTITY;
    }
    if (from.scale() || target.scale()) {
      return otherScale(from, target);
    }
    if (!from.dimension().equals(target.dimension()) || from.angle() != target.angle()) {
      return otherDimension(from, target);
    }
    Optional<FractionBasis> demanded = FractionBasis.ofKind(quantity.kind());
    if (source.basis().isPresent() && demanded.isPresent() && !source.basis().equals(demanded)) {
      return otherBasis(source.basis().get(), demanded.get());
    }
    return factor(from, target, quantity.difference());
  }

  /** y = (x + o₁)·m₁/m₂ − o₂, from equating the SI values (x + o₁)·m₁ and (y + o₂)·m₂. */
  private static Factor factor(ListedUnit from, ListedUnit to, boolean difference) {
    BigDecimal ratio = from.multiplier().divide(to.multiplier(), EXACT_ENOUGH);
    BigDecimal offset = from.offset().multiply(ratio, EXACT_ENOUGH).subtract(to.offset());
    return new Factor(ratio.doubleValue(), difference ? 0 : offset.doubleValue());
  }

  private static Refused otherScale(ListedUnit from, ListedUnit to) {
    return new Refused(
        Reason.OTHER_SCALE,
        "Values in "
            + named(from)
            + " cannot be converted to "
            + named(to)
            + ": hardness scales have no common factor; map the column to the term of its scale.");
  }

  private static Refused otherDimension(ListedUnit from, ListedUnit to) {
    return new Refused(
        Reason.OTHER_DIMENSION,
        "Values in "
            + named(from)
            + " cannot be converted to "
            + named(to)
            + ": "
            + explanation(from, to));
  }

  private static String named(ListedUnit unit) {
    return unit.symbol().equals("-") ? "a number without a unit" : unit.symbol();
  }

  private static String explanation(ListedUnit from, ListedUnit to) {
    boolean fluxDensity = from.dimension().endsWith("/A0E-1L0I0M1H0T-2D0");
    boolean fieldStrength = to.dimension().endsWith("/A0E1L-1I0M0H0T0D0");
    if (fluxDensity && fieldStrength) {
      return "a flux density is not a field strength. If the column holds μ0·H, divide it by μ0"
          + " (1 T corresponds to 795774.7 A/m) before loading it.";
    }
    boolean perMass = from.dimension().endsWith("/A0E1L2I0M-1H0T0D0");
    if (perMass && fieldStrength) {
      return "magnetisation by mass needs the density. Multiply by it before loading the column.";
    }
    return "they measure different things; correct the unit or map the column to another term.";
  }

  private static Refused otherBasis(FractionBasis written, FractionBasis demanded) {
    return new Refused(
        Reason.OTHER_BASIS,
        "The unit says a fraction by "
            + written.word()
            + " and the term is a fraction by "
            + demanded.word()
            + "; map the column to the term of its basis.");
  }
}
