/**
 * What a node writes down before a vector leaves, and how nobody can take it back unseen: entries
 * are leaves of a Merkle tree, its head is a signed checkpoint, and other members keep the heads.
 * The rows are kept by the shell behind {@link org.kumiki.exchange.ledger.Ledger} and {@link
 * org.kumiki.exchange.ledger.LedgerHeads}; enter by these two.
 */
package org.kumiki.exchange.ledger;
