package org.kumiki.trial.seeded;

import java.util.List;
import org.kumiki.exchange.round.NodeCommand;
import org.kumiki.exchange.round.Publication;
import org.kumiki.exchange.wire.SignedMessage;

/**
 * What a malicious party does in place of the protocol. Each method is handed what an honest one
 * would have said; the defaults say just that.
 */
public interface Script {
  /** An honest coordinator. */
  Script HONEST = new Script() {};

  /** What the coordinator puts into a member's inbox in place of its letter. */
  default List<SignedMessage> tells(String member, SignedMessage letter) {
    return List.of(letter);
  }

  /** What a member sends in place of its message. */
  default List<SignedMessage> sends(String member, SignedMessage message) {
    return List.of(message);
  }

  /** What a member adds to its numbers of a round, past its own gate. */
  default long[] adds(String member, int round, long[] values) {
    return new long[values.length];
  }

  /** What the coordinator lets a member read of the published round. */
  default Publication.Source publishes(
      String member, NodeCommand.CheckSum check, Publication.Source honest) {
    return honest;
  }
}
