package org.kumiki.learning.computation;

import java.util.function.Function;

/** What a computation was for, and from how much it was computed. */
public sealed interface Result extends Stage
    permits MomentsResult, RegressionModel, RehearsalResult, ValidationResult {
  /** The rows that entered the sums, over all members. */
  long rows();

  /** The organisations that contributed to the last sum, as their flags said. */
  int contributors();

  /** Case analysis that the compiler keeps complete. */
  <T> T fold(
      Function<? super MomentsResult, ? extends T> moments,
      Function<? super RegressionModel, ? extends T> model,
      Function<? super RehearsalResult, ? extends T> rehearsal,
      Function<? super ValidationResult, ? extends T> validation);

  @Override
  default <T> T either(
      Function<? super State, ? extends T> next, Function<? super Result, ? extends T> done) {
    return done.apply(this);
  }
}
