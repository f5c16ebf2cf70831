package org.kumiki.learning.computation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Ridge regression on standardised features: minimise ‖y − Zw − b‖² + λ‖w‖², b not penalised and λ
 * divided by nothing. Exact: the answer of pooling the rows. Three rounds: {@link Centring}, {@link
 * Scaling}, {@link RidgeGram}. Immutable.
 *
 * @param features the columns to predict from; a missing cell counts as the mean
 * @param target the column to predict; a row without it is left out
 * @param lambda the penalty λ ≥ 0; with 0 the merge refuses features that depend on each other
 * @param clip standardised features are cut at ±clip standard deviations; {@link
 *     Double#POSITIVE_INFINITY} for none. Nearly constant features that meet new chemistry
 *     otherwise send predictions anywhere.
 * @param maxRowsPerMember the public cap on one member's rows
 */
public record Ridge(
    List<Variable> features, Variable target, double lambda, double clip, long maxRowsPerMember)
    implements Computation {
  /** Beyond it a cut is none, but the bounds that follow from it would eat the fixed point. */
  public static final double MAX_CLIP = 1e6;

  /** Beyond it every weight is zero to the last bit. */
  public static final double MAX_LAMBDA = 1e100;

  /**
   * Refuses what no study can ask for.
   *
   * @throws IllegalArgumentException as {@link Computation#check} says, or if lambda or clip is out
   *     of range
   */
  public Ridge {
    features = List.copyOf(features);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("ridge regression needs at least one feature");
    }
    Computation.check(withTarget(features, target), maxRowsPerMember);
    if (!(lambda >= 0 && lambda <= MAX_LAMBDA)) {
      throw new IllegalArgumentException("lambda is 0 to " + MAX_LAMBDA + ", not " + lambda);
    }
    if (!(clip > 0 && (clip <= MAX_CLIP || clip == Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException(
          "clip is above 0 and at most " + MAX_CLIP + ", or infinite for none, not " + clip);
    }
    lambda += 0.0;
  }

  @Override
  public List<Variable> variables() {
    return withTarget(features, target);
  }

  @Override
  public String code() {
    return "ridge";
  }

  @Override
  public <T> T fold(
      Function<? super Moments, ? extends T> moments,
      Function<? super Ridge, ? extends T> ridge,
      Function<? super Rehearsal, ? extends T> rehearsal) {
    return ridge.apply(this);
  }

  private static List<Variable> withTarget(List<Variable> features, Variable target) {
    List<Variable> variables = new ArrayList<>(features);
    variables.add(target);
    return List.copyOf(variables);
  }
}
