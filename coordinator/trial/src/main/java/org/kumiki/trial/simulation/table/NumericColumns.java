package org.kumiki.trial.simulation.table;

import java.util.List;

/** Which columns of a file become features as they stand. */
public sealed interface NumericColumns {
  /** None; the composition gives all features, or the model needs none. */
  record None() implements NumericColumns {}

  /**
   * Those that are named.
   *
   * @param lists headers as they were written, one or several with commas between
   */
  record Named(List<String> lists) implements NumericColumns {
    public Named {
      lists = List.copyOf(lists);
    }
  }

  /** All whose reported cells are numbers and that have no other part to play. */
  record Rest() implements NumericColumns {}
}
