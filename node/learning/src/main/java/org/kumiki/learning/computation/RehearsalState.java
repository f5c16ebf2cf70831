package org.kumiki.learning.computation;

import java.util.function.Function;

/**
 * Before a payload round of a {@link Rehearsal}.
 *
 * @param round counts payload rounds from 1
 * @param carry what the sum of the round before has become, −1 ≤ carry &lt; 1; 0 before the first
 */
public record RehearsalState(Rehearsal computation, int round, double carry) implements State {
  public RehearsalState {
    if (round < 1 || round > computation.rounds()) {
      throw new IllegalArgumentException(
          "round " + round + " of a rehearsal of " + computation.rounds());
    }
    if (!(carry >= -1 && carry < 1)) {
      throw new IllegalArgumentException("the carry lies in [-1, 1), not " + carry);
    }
    carry += 0.0;
  }

  @Override
  public <T> T fold(
      Function<? super Centring, ? extends T> centring,
      Function<? super Scaling, ? extends T> scaling,
      Function<? super Standardised, ? extends T> standardised,
      Function<? super Training, ? extends T> training,
      Function<? super RehearsalState, ? extends T> rehearsal,
      Function<? super Validating, ? extends T> validating) {
    return rehearsal.apply(this);
  }
}
