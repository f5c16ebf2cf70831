package org.kumiki.exchange.ledger;

import java.util.Optional;
import org.kumiki.exchange.wire.LedgerHead;

/** What a node knows of ledgers' heads: its own, and the largest that it has seen of others. */
public interface LedgerHeads {
  /** The largest head that this node has witnessed of a member. */
  Optional<LedgerHead> witnessed(String member);

  /**
   * Why this node's own ledger does not contain a head of it that a member has seen: a sentence for
   * the steward; empty if it does.
   */
  Optional<String> disputes(String member, LedgerHead seenOfUs);
}
