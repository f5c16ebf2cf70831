package org.kumiki.exchange.ledger;

/** Appends to the node's release ledger. */
public interface Ledger {
  /**
   * Returns only when the entry is durable; nothing may leave before. An entry is never changed or
   * removed.
   */
  void append(LedgerEntry entry);
}
