package org.kumiki.learning.suggest;

import java.util.Comparator;

/**
 * A candidate and what it is worth.
 *
 * @param tie decides between equal worths: the utility that is expected
 * @param order decides then: the earlier of the source
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by worth only.
record Scored(double[] values, double worth, double tie, long order) {
  /** The better last. */
  static final Comparator<Scored> BY_WORTH =
      Comparator.comparingDouble(Scored::worth)
          .thenComparingDouble(Scored::tie)
          .thenComparing(Comparator.comparingLong(Scored::order).reversed());
}
