package org.kumiki.exchange.round;

import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;

/** What happens to a node's machine. */
public sealed interface NodeEvent {
  /** A message of the coordinator arrived; its signature is checked by the machine. */
  record Received(SignedMessage message) implements NodeEvent {}

  /**
   * The masked vector of the current round is spooled to disk.
   *
   * @param head the node's ledger with the entry of this vector
   */
  record Spooled(ByteString root, LedgerHead head) implements NodeEvent {}

  /** The published sum was read and is what the members signed. */
  record SumChecked(long[] sum) implements NodeEvent {}

  /** The published sum is wrong, or the gate refused: the node stops here. */
  record Stopped(Reason reason, String sentence) implements NodeEvent {}
}
