package org.kumiki.exchange.ledger;

import java.util.Optional;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.SigningKind;

/**
 * Heads where nobody compares ledgers, since all members are one process that keeps none:
 * simulations, benchmarks, tests. A node that used it would not notice that its database was put
 * back; an architecture test forbids it there. Immutable.
 */
public final class UncomparedHeads implements LedgerHeads {
  /** The head of a ledger without entries. */
  public static final LedgerHead EMPTY = ofSize(0, SigningKind.ED25519);

  private final LedgerHead own;
  private final Optional<LedgerHead> ofPeers;

  /** As before the first study: nobody has seen anything. */
  public UncomparedHeads() {
    this.own = EMPTY;
    this.ofPeers = Optional.empty();
  }

  /** As after a study: every member, this one too, has shown a head of this size. */
  public UncomparedHeads(long entries, SigningKind kind) {
    this.own = ofSize(entries, kind);
    this.ofPeers = Optional.of(own);
  }

  private static LedgerHead ofSize(long entries, SigningKind kind) {
    ByteString signature = ByteString.of(new byte[kind.signatureBytes()]);
    return new LedgerHead(entries, ByteString.of(new byte[32]), signature);
  }

  @Override
  public LedgerHead own() {
    return own;
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
    return ofPeers;
  }

  @Override
  public Witnessing witness(String peer, LedgerHead head) {
    return Witnessing.KNOWN;
  }
}
