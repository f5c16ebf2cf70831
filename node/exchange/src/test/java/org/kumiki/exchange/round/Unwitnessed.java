package org.kumiki.exchange.round;

import java.util.Optional;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.ledger.LedgerStatus;
import org.kumiki.exchange.ledger.Witnessing;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;

/** Heads for tests in which nobody looks at ledgers. */
final class Unwitnessed implements LedgerHeads {
  static final LedgerHead HEAD =
      new LedgerHead(0, ByteString.of(new byte[32]), ByteString.of(new byte[64]));

  @Override
  public LedgerHead own() {
    return HEAD;
  }

  @Override
  public LedgerStatus confirm(String witness, LedgerHead seen) {
    return new LedgerStatus.InOrder();
  }

  @Override
  public LedgerStatus status() {
    return new LedgerStatus.InOrder();
  }

  @Override
  public Optional<LedgerHead> witnessed(String peer) {
    return Optional.empty();
  }

  @Override
  public Witnessing witness(String peer, LedgerHead head) {
    return Witnessing.KNOWN;
  }
}
