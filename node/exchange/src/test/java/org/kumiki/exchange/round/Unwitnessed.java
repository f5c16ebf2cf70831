package org.kumiki.exchange.round;

import java.util.Optional;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;

/** Heads for tests in which nobody looks at ledgers. */
final class Unwitnessed implements LedgerHeads {
  static final LedgerHead HEAD =
      new LedgerHead(0, ByteString.of(new byte[32]), ByteString.of(new byte[64]));

  @Override
  public Optional<LedgerHead> witnessed(String member) {
    return Optional.empty();
  }

  @Override
  public Optional<String> disputes(String member, LedgerHead seenOfUs) {
    return Optional.empty();
  }
}
