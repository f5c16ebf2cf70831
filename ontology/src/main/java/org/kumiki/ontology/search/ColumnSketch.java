package org.kumiki.ontology.search;

import java.util.Optional;

/**
 * What is known of a column that nobody has mapped.
 *
 * @param header its header as written
 * @param unit its unit where that stands outside the header, as written
 * @param values what its cells hold
 */
public record ColumnSketch(String header, Optional<String> unit, Values values) {

  /** A header alone. */
  public static ColumnSketch of(String header) {
    return new ColumnSketch(header, Optional.empty(), Values.UNKNOWN);
  }

  /**
   * What cells hold, as far as it is known; a rough range will do.
   *
   * @param known whether anything is known
   * @param numbers whether the cells are numbers
   * @param least a low value in the column's unit; NaN unless they are numbers
   * @param largest a high value in the column's unit; NaN unless they are numbers
   */
  public record Values(boolean known, boolean numbers, double least, double largest) {
    /** Nothing is known. */
    public static final Values UNKNOWN = new Values(false, false, Double.NaN, Double.NaN);

    /** The cells hold words. */
    public static final Values WORDS = new Values(true, false, Double.NaN, Double.NaN);

    public Values {
      if (numbers && !(least <= largest)) {
        throw new IllegalArgumentException("a range is two numbers, the lower one first");
      }
    }

    /** The cells hold numbers from one value to another. */
    public static Values between(double least, double largest) {
      return new Values(true, true, least, largest);
    }
  }
}
