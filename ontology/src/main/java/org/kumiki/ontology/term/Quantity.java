package org.kumiki.ontology.term;

/**
 * What a measured term measures, and in what. Values of the term, its domain included, are in this
 * unit everywhere behind the mapping.
 *
 * @param kind the IRI of the QUDT quantity kind
 * @param unit the IRI of the unit
 * @param lower the least value that makes sense, in the unit; finite, below {@code upper}
 * @param upper the largest value that makes sense, in the unit; finite. The domain bounds the
 *     fixed-point encoding of sums: a value outside it is not counted
 */
public record Quantity(String kind, String unit, double lower, double upper) {
  /** The kind of a term that is a difference of temperatures, not a point on the scale. */
  public static final String TEMPERATURE_DIFFERENCE = Names.QUDT_KIND + "TemperatureDifference";

  public Quantity {
    if (kind.isBlank() || unit.isBlank()) {
      throw new IllegalArgumentException("a quantity needs a kind and a unit");
    }
    if (!Double.isFinite(lower) || !Double.isFinite(upper) || lower >= upper) {
      throw new IllegalArgumentException("a domain is two finite numbers, the lower one first");
    }
  }

  /** Whether values are differences: 10 °C more is 10 K more, so no offset is added. */
  public boolean difference() {
    return kind.equals(TEMPERATURE_DIFFERENCE);
  }

  /** Whether a value in the term's unit lies in the domain, ends included; never for NaN. */
  public boolean contains(double value) {
    return value >= lower && value <= upper;
  }
}
