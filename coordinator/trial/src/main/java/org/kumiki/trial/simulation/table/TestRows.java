package org.kumiki.trial.simulation.table;

import java.math.BigDecimal;

/** Which rows no model is trained on. */
public sealed interface TestRows {
  /**
   * Those with a value in a column.
   *
   * @param columnAndValue {@code COL=VALUE}, or a header alone, which means the value 1
   */
  record Marked(String columnAndValue) implements TestRows {}

  /**
   * ⌊fraction · rows⌋ rows of each member.
   *
   * @param fraction at least 0 and below 1; decimal, so that a tenth of 30 rows is 3
   */
  record Fraction(BigDecimal fraction, long seed) implements TestRows {
    public Fraction {
      if (fraction.signum() < 0 || fraction.compareTo(BigDecimal.ONE) >= 0) {
        throw new IllegalArgumentException(
            "the fraction of test rows is at least 0 and below 1, not " + fraction);
      }
    }
  }
}
