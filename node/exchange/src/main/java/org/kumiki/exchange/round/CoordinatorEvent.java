package org.kumiki.exchange.round;

import org.kumiki.exchange.wire.SignedMessage;

/** What happens to the coordinator's machine; the list of them, in order, is the round's record. */
public sealed interface CoordinatorEvent {
  /** The study was submitted. */
  record Submitted() implements CoordinatorEvent {}

  /**
   * A member's message arrived. For a {@code MaskedVector} the shell has already stored bytes with
   * exactly that root and length.
   */
  record Received(SignedMessage message) implements CoordinatorEvent {}

  /** All masked vectors of the round were added up. */
  record Opened(long[] sum) implements CoordinatorEvent {}

  /** The study's deadline has passed. */
  record DeadlinePassed() implements CoordinatorEvent {}

  /** The operator or the scientist takes the study back. */
  record Withdrawn() implements CoordinatorEvent {}

  /** A successor roster without a member of the cohort, or with another key of one, is in force. */
  record RosterChanged() implements CoordinatorEvent {}
}
