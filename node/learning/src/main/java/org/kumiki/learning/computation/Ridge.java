package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Ridge regression on standardised features: minimise ‖y − Zw − b‖² + λ‖w‖², b not penalised and λ
 * divided by nothing. Exact: the answer of pooling the rows. Three rounds: {@link Centring}, {@link
 * Scaling}, {@link Standardised}. Immutable.
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
    implements Regression {
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
    Regression.check(features, target, clip, maxRowsPerMember);
    if (!(lambda >= 0 && lambda <= MAX_LAMBDA)) {
      throw new IllegalArgumentException("lambda is 0 to " + MAX_LAMBDA + ", not " + lambda);
    }
    lambda += 0.0;
  }

  @Override
  public String code() {
    return "ridge";
  }

  @Override
  public <T> T foldRegression(
      Function<? super Ridge, ? extends T> ridge,
      Function<? super SparseRegression, ? extends T> sparse,
      Function<? super GaussianProcess, ? extends T> gaussian,
      Function<? super BoostedTrees, ? extends T> boosted,
      Function<? super NeuralNetwork, ? extends T> network) {
    return ridge.apply(this);
  }
}
