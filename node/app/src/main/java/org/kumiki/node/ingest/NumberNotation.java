package org.kumiki.node.ingest;

import java.util.Objects;

/**
 * How the numbers of one column are written.
 *
 * @param decimal the decimal mark
 * @param otherMarkGroups whether the other mark (a comma beside a decimal point, a point beside a
 *     decimal comma) may separate thousands. False where the column uses both as decimal marks:
 *     then {@code 1,234} could be either, and stays a text.
 */
public record NumberNotation(DecimalMark decimal, boolean otherMarkGroups) {

  /** {@code 1,234.5}. */
  public static final NumberNotation POINT = new NumberNotation(DecimalMark.POINT, true);

  /** {@code 1.234,5}. */
  public static final NumberNotation COMMA = new NumberNotation(DecimalMark.COMMA, true);

  /** Nothing is known; see {@link DecimalMark#UNDECIDED}. */
  public static final NumberNotation UNDECIDED = new NumberNotation(DecimalMark.UNDECIDED, false);

  public NumberNotation {
    Objects.requireNonNull(decimal, "decimal");
    if (decimal == DecimalMark.UNDECIDED && otherMarkGroups) {
      throw new IllegalArgumentException("an undecided notation groups nothing");
    }
  }

  static NumberNotation of(DecimalMark decimal) {
    return new NumberNotation(decimal, decimal != DecimalMark.UNDECIDED);
  }
}
