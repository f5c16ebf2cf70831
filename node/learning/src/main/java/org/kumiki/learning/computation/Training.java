package org.kumiki.learning.computation;

import java.util.function.Function;

/** Before a later round of a {@link Regression} that needs several after {@link Standardised}. */
public sealed interface Training extends State permits Binning, Boosting, Averaging {
  @Override
  Regression computation();

  /** Case analysis among families that the compiler keeps complete. */
  <T> T foldTraining(
      Function<? super Binning, ? extends T> binning,
      Function<? super Boosting, ? extends T> boosting,
      Function<? super Averaging, ? extends T> averaging);

  @Override
  default <T> T fold(
      Function<? super Centring, ? extends T> centring,
      Function<? super Scaling, ? extends T> scaling,
      Function<? super Standardised, ? extends T> standardised,
      Function<? super Training, ? extends T> training,
      Function<? super RehearsalState, ? extends T> rehearsal,
      Function<? super Validating, ? extends T> validating) {
    return training.apply(this);
  }
}
