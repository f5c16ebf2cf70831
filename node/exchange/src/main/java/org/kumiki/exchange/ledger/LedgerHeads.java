package org.kumiki.exchange.ledger;

import java.util.Optional;
import org.kumiki.exchange.wire.LedgerHead;

/**
 * Heads of ledgers, the own and those of other members: how members remember for each other what a
 * restored database would forget.
 *
 * <p>Guarantees that a node which any honest member of the cohort has seen with more entries, or
 * with others, learns so before it contributes. Does not find a loss of entries that nobody saw,
 * nor a peer that lies about its own ledger, whose owner alone it protects.
 *
 * <p>Every head from outside must have passed {@link Checkpoint#verifies} before it comes here.
 */
public interface LedgerHeads {
  /** The head of the own ledger as it is now, signed. Everything under it is durable. */
  LedgerHead own();

  /**
   * Compares an own head that a peer kept with the own ledger, and remembers it.
   *
   * @return how the own ledger stands, by this head and by all that were remembered before
   */
  LedgerStatus confirm(String witness, LedgerHead seen);

  /** How the own ledger stands by all own heads that peers have shown. */
  LedgerStatus status();

  /** The largest head of a peer's ledger that this node has seen. */
  Optional<LedgerHead> witnessed(String peer);

  /** Keeps a peer's head, durably before it returns, if it is larger than the one kept. */
  Witnessing witness(String peer, LedgerHead head);
}
