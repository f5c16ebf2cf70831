package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * The answer to {@link Moments}.
 *
 * @param rows the rows that entered the sums, over all members
 * @param contributors the organisations that contributed to the last sum
 * @param summaries one for each variable, in the computation's order
 */
public record MomentsResult(
    Moments computation, long rows, int contributors, List<Summary> summaries) implements Result {
  public MomentsResult {
    summaries = List.copyOf(summaries);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(summaries, computation.variables().size());
    for (Summary summary : summaries) {
      StageCheck.within(summary.count(), rows);
    }
  }

  public long[] counts() {
    return summaries.stream().mapToLong(Summary::count).toArray();
  }

  public double[] means() {
    return summaries.stream().mapToDouble(Summary::mean).toArray();
  }

  /** Population variances. */
  public double[] variances() {
    return summaries.stream().mapToDouble(Summary::variance).toArray();
  }

  @Override
  public <T> T fold(
      Function<? super MomentsResult, ? extends T> moments,
      Function<? super RegressionModel, ? extends T> model,
      Function<? super RehearsalResult, ? extends T> rehearsal,
      Function<? super ValidationResult, ? extends T> validation) {
    return moments.apply(this);
  }
}
