package org.kumiki.learning.computation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How well a finished model predicts rows that trained nothing, as one round of sums of errors. The
 * model itself is no part of it: who adds up needs none, and each member predicts by the one that
 * it has computed itself. Immutable.
 *
 * @param features what the model predicts from
 * @param groups of how many neighbouring features each term is made, in order; each is shuffled
 *     once as a whole to see what it is worth; none if that is not asked
 * @param target what it predicts; a row without it is left out
 * @param baselines whether the errors of each member's own mean and own model are summed too
 * @param maxRowsPerMember the public cap on one member's rows
 */
public record Validation(
    List<Variable> features,
    List<Integer> groups,
    Variable target,
    boolean baselines,
    long maxRowsPerMember)
    implements Computation {
  /**
   * Refuses what no study can ask for.
   *
   * @throws IllegalArgumentException as {@link Computation#check} says, or if the groups are not
   *     those of the features, or the target has no width
   */
  public Validation {
    features = List.copyOf(features);
    groups = List.copyOf(groups);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("a model predicts from at least one feature");
    }
    List<Variable> all = new ArrayList<>(features);
    all.add(target);
    Computation.check(all, maxRowsPerMember);
    if (!(target.halfWidth() > 0)) {
      throw new IllegalArgumentException("a target that cannot vary has no errors to sum");
    }
    int grouped = groups.stream().mapToInt(Integer::intValue).sum();
    if (groups.stream().anyMatch(size -> size < 1)
        || (!groups.isEmpty() && grouped != features.size())) {
      throw new IllegalArgumentException("each feature belongs to one group of neighbours");
    }
  }

  /** The features, then the target. */
  @Override
  public List<Variable> variables() {
    List<Variable> variables = new ArrayList<>(features);
    variables.add(target);
    return List.copyOf(variables);
  }

  @Override
  public String code() {
    return "validation";
  }

  @Override
  public <T> T fold(
      Function<? super Moments, ? extends T> moments,
      Function<? super Regression, ? extends T> regression,
      Function<? super Rehearsal, ? extends T> rehearsal,
      Function<? super Validation, ? extends T> validation) {
    return validation.apply(this);
  }
}
