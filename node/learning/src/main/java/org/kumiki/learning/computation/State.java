package org.kumiki.learning.computation;

import java.util.function.Function;

/**
 * What is publicly known before a round, and all that the round depends on. Every node computes it
 * for itself from the state before and the published sum; the hash of its {@link CanonicalForm}
 * must be the one that the coordinator announced.
 */
public sealed interface State extends Stage
    permits Centring, Scaling, Standardised, Training, RehearsalState, Validating {

  /** Case analysis that the compiler keeps complete. */
  <T> T fold(
      Function<? super Centring, ? extends T> centring,
      Function<? super Scaling, ? extends T> scaling,
      Function<? super Standardised, ? extends T> standardised,
      Function<? super Training, ? extends T> training,
      Function<? super RehearsalState, ? extends T> rehearsal,
      Function<? super Validating, ? extends T> validating);

  @Override
  default <T> T either(
      Function<? super State, ? extends T> next, Function<? super Result, ? extends T> done) {
    return next.apply(this);
  }
}
