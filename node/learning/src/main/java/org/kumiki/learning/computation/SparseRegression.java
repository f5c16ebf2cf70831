package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Elastic-net regression (Zou and Hastie, J. R. Statist. Soc. B 67, 2005) on standardised features
 * and target: minimise ‖t − Zw − b‖²/2N + α·ρ‖w‖₁ + α(1 − ρ)‖w‖²/2, b not penalised. Exact: the
 * answer of pooling the rows. Three rounds, those of {@link Ridge}. Immutable.
 *
 * @param features the columns to predict from; a missing cell counts as the mean
 * @param target the column to predict; a row without it is left out
 * @param alpha the penalty α; 0 to choose it from the path by the Bayesian information criterion
 * @param l1Ratio ρ, above 0 and at most 1
 * @param clip standardised features are cut at ± this; infinity for none
 * @param maxRowsPerMember the public cap on one member's rows
 */
public record SparseRegression(
    List<Variable> features,
    Variable target,
    double alpha,
    double l1Ratio,
    double clip,
    long maxRowsPerMember)
    implements Regression {
  /** Beyond it every weight is zero. */
  public static final double MAX_ALPHA = 1e6;

  /**
   * Refuses what no study can ask for.
   *
   * @throws IllegalArgumentException as {@link Regression#check} says, or if a setting is out of
   *     range
   */
  public SparseRegression {
    features = List.copyOf(features);
    Regression.check(features, target, clip, maxRowsPerMember);
    if (!(alpha >= 0 && alpha <= MAX_ALPHA)) {
      throw new IllegalArgumentException(
          "alpha is at most " + MAX_ALPHA + ", or 0 to choose it, not " + alpha);
    }
    if (!(l1Ratio > 0 && l1Ratio <= 1)) {
      throw new IllegalArgumentException("l1Ratio is above 0 and at most 1, not " + l1Ratio);
    }
    alpha += 0.0;
  }

  @Override
  public String code() {
    return "sparse";
  }

  @Override
  public <T> T foldRegression(
      Function<? super Ridge, ? extends T> ridge,
      Function<? super SparseRegression, ? extends T> sparse,
      Function<? super GaussianProcess, ? extends T> gaussian,
      Function<? super BoostedTrees, ? extends T> boosted,
      Function<? super NeuralNetwork, ? extends T> network) {
    return sparse.apply(this);
  }
}
