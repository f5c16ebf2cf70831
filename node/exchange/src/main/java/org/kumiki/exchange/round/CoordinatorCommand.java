package org.kumiki.exchange.round;

import org.kumiki.exchange.wire.SignedMessage;

/**
 * What the coordinator's machine asks its shell to do. Messages and records are persisted with the
 * event that caused them; opening a sum can be found again from the state.
 */
public sealed interface CoordinatorCommand {
  /** Put a message into a member's inbox. */
  record Send(String member, SignedMessage message) implements CoordinatorCommand {}

  /** A sum was merged: persist the progress. */
  record Record(int round, Progress progress) implements CoordinatorCommand {}
}
