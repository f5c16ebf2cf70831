package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Counts, means and population variances of some columns, each over the rows that report it. Two
 * rounds: {@link Centring}, {@link Scaling}. Immutable.
 */
public record Moments(List<Variable> variables, long maxRowsPerMember) implements Computation {
  /**
   * Refuses what no study can ask for.
   *
   * @throws IllegalArgumentException as {@link Computation#check} says
   */
  public Moments {
    variables = List.copyOf(variables);
    Computation.check(variables, maxRowsPerMember);
  }

  @Override
  public String code() {
    return "moments";
  }

  @Override
  public <T> T fold(
      Function<? super Moments, ? extends T> moments,
      Function<? super Regression, ? extends T> regression,
      Function<? super Rehearsal, ? extends T> rehearsal,
      Function<? super Validation, ? extends T> validation) {
    return moments.apply(this);
  }
}
