package org.kumiki.node.ingest;

import java.util.Objects;

/**
 * What one cell of a file says. A censored value is kept as such: {@code <0.1} is neither 0.1 nor
 * missing, and only the computation that uses it may decide what it is worth.
 *
 * <p>Immutable.
 */
public sealed interface Cell permits Cell.Missing, Cell.Number, Cell.Censored, Cell.Text {

  /** On which side of its limit the true value lies. */
  enum Direction {
    BELOW,
    ABOVE
  }

  /** Nothing was measured, or nothing was written down. */
  record Missing() implements Cell {
    static final Missing MISSING = new Missing();
  }

  /** A finite number, in the unit of its column. */
  record Number(double value) implements Cell {
    public Number {
      requireFinite(value);
    }
  }

  /**
   * A value beyond what was measured.
   *
   * @param inclusive whether the limit itself is possible: true for {@code <=} and 以下, false for
   *     {@code <} and 未満
   * @param limit in the unit of the column
   */
  record Censored(Direction direction, boolean inclusive, double limit) implements Cell {
    public Censored {
      Objects.requireNonNull(direction, "direction");
      requireFinite(limit);
    }
  }

  /** Anything else, without the blanks around it. */
  record Text(String text) implements Cell {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  private static void requireFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a cell's number must be finite");
    }
  }
}
