package org.kumiki.learning.computation;

import java.util.function.Function;

/**
 * The end of a {@link Rehearsal}: that it came so far, and a digest by which everybody sees that
 * they opened the same sums. It says nothing about anybody's data.
 *
 * @param contributors the organisations that took part in the last sum
 * @param digest 64 bits that depend on every entry of every sum, in order
 */
public record RehearsalResult(Rehearsal computation, int contributors, long digest)
    implements Result {
  public RehearsalResult {
    StageCheck.counted(0, contributors);
  }

  /** None was read. */
  @Override
  public long rows() {
    return 0;
  }

  @Override
  public <T> T fold(
      Function<? super MomentsResult, ? extends T> moments,
      Function<? super RegressionModel, ? extends T> model,
      Function<? super RehearsalResult, ? extends T> rehearsal,
      Function<? super ValidationResult, ? extends T> validation) {
    return rehearsal.apply(this);
  }
}
