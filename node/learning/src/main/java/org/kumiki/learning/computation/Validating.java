package org.kumiki.learning.computation;

import java.util.function.Function;

/** Before the one round of a {@link Validation}. */
public record Validating(Validation computation) implements State {
  @Override
  public <T> T fold(
      Function<? super Centring, ? extends T> centring,
      Function<? super Scaling, ? extends T> scaling,
      Function<? super Standardised, ? extends T> standardised,
      Function<? super Training, ? extends T> training,
      Function<? super RehearsalState, ? extends T> rehearsal,
      Function<? super Validating, ? extends T> validating) {
    return validating.apply(this);
  }
}
