package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/** A fitted {@link Regression}: all that predicting needs, and no row of anybody's. */
public sealed interface RegressionModel extends Result
    permits LinearModel, GaussianModel, BoostedModel, NetworkModel {
  @Override
  Regression computation();

  /**
   * The root mean squared error on the rows that it was fitted to, in the target's unit; from the
   * sums, so that a fit too good for doubles reads 0.
   */
  double trainingRmse();

  /** The population standard deviation of the target over those rows. */
  double targetStd();

  /** How each feature is standardised, in the computation's order. */
  List<Spread> spreads();

  /** Case analysis among models that the compiler keeps complete. */
  <T> T foldModel(
      Function<? super LinearModel, ? extends T> linear,
      Function<? super GaussianModel, ? extends T> gaussian,
      Function<? super BoostedModel, ? extends T> boosted,
      Function<? super NetworkModel, ? extends T> network);

  @Override
  default <T> T fold(
      Function<? super MomentsResult, ? extends T> moments,
      Function<? super RegressionModel, ? extends T> model,
      Function<? super RehearsalResult, ? extends T> rehearsal,
      Function<? super ValidationResult, ? extends T> validation) {
    return model.apply(this);
  }
}
