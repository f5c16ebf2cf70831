package org.kumiki.learning.suggest;

import java.util.List;
import java.util.function.Consumer;

/**
 * Experiments that could be made. A table of millions need not be in memory: it is read from its
 * beginning as often as somebody asks, and must give the same each time.
 */
public interface CandidateSource {
  /** What a candidate's values are called. */
  List<String> names();

  /** Every candidate, in the same order each time; the array may be used again for the next one. */
  void forEach(Consumer<double[]> each);

  /**
   * Candidates near one, for refining; none in a table.
   *
   * @param fineness 0 for wide steps, up to {@link #finest} for the narrowest
   */
  default void near(double[] values, int fineness, Consumer<double[]> each) {}

  /** The narrowest step of {@link #near}; negative where nothing is near. */
  default int finest() {
    return -1;
  }

  /** What an experiment costs, in the unit of the prices; NaN where none is known. */
  default double cost(double[] values) {
    return Double.NaN;
  }
}
