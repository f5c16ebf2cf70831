package org.kumiki.learning.computation;

import java.util.function.Function;

/**
 * Before the first round: nothing is known but the specification. The round sums, for each
 * variable, how many rows report it and (x − middle)/halfWidth.
 */
public record Centring(Computation computation) implements State {
  @Override
  public <T> T fold(
      Function<? super Centring, ? extends T> centring,
      Function<? super Scaling, ? extends T> scaling,
      Function<? super Standardised, ? extends T> standardised,
      Function<? super Training, ? extends T> training,
      Function<? super RehearsalState, ? extends T> rehearsal,
      Function<? super Validating, ? extends T> validating) {
    return centring.apply(this);
  }
}
