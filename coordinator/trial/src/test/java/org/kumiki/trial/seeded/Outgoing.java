package org.kumiki.trial.seeded;

import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.SignedMessage;

/** What a member's outbox holds, committed with the step that caused it. */
sealed interface Outgoing {
  /** A signed message. */
  record Letter(SignedMessage message) implements Outgoing {
    @Override
    public String toString() {
      return Telling.of(message);
    }
  }

  /** A masked vector, which the coordinator must hold before its R1 counts. */
  record Vector(ByteString study, long epoch, int round, ByteString root, byte[] bytes)
      implements Outgoing {
    @Override
    public String toString() {
      return "vector of epoch " + epoch + " round " + round;
    }
  }
}
