package org.kumiki.learning.computation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A computation that learns to predict one column from others, which are standardised first. Its
 * first two rounds are {@link Centring} and {@link Scaling}; what the rounds from {@link
 * Standardised} on sum is its own.
 */
public sealed interface Regression extends Computation
    permits Ridge, SparseRegression, GaussianProcess, BoostedTrees, NeuralNetwork {
  /** Beyond it a cut is none, but the bounds that follow from it would eat the fixed point. */
  double MAX_CLIP = 1e6;

  /** The columns to predict from; a missing cell counts as the mean. */
  List<Variable> features();

  /** The column to predict; a row without it is left out. */
  Variable target();

  /** Standardised features are cut at ± this; {@link Double#POSITIVE_INFINITY} for no cut. */
  double clip();

  /** The features, then the target. */
  @Override
  default List<Variable> variables() {
    List<Variable> variables = new ArrayList<>(features());
    variables.add(target());
    return List.copyOf(variables);
  }

  /** Case analysis among regressions that the compiler keeps complete. */
  <T> T foldRegression(
      Function<? super Ridge, ? extends T> ridge,
      Function<? super SparseRegression, ? extends T> sparse,
      Function<? super GaussianProcess, ? extends T> gaussian,
      Function<? super BoostedTrees, ? extends T> boosted,
      Function<? super NeuralNetwork, ? extends T> network);

  @Override
  default <T> T fold(
      Function<? super Moments, ? extends T> moments,
      Function<? super Regression, ? extends T> regression,
      Function<? super Rehearsal, ? extends T> rehearsal,
      Function<? super Validation, ? extends T> validation) {
    return regression.apply(this);
  }

  /** What every variant checks about its columns, its cut and its cap. */
  static void check(List<Variable> features, Variable target, double clip, long maxRowsPerMember) {
    if (features.isEmpty()) {
      throw new IllegalArgumentException("a regression needs at least one feature");
    }
    List<Variable> variables = new ArrayList<>(features);
    variables.add(target);
    Computation.check(variables, maxRowsPerMember);
    if (!(clip > 0 && (clip <= MAX_CLIP || clip == Double.POSITIVE_INFINITY))) {
      throw new IllegalArgumentException(
          "clip is above 0 and at most " + MAX_CLIP + ", or infinite for none, not " + clip);
    }
  }
}
