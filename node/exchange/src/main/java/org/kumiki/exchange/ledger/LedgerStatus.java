package org.kumiki.exchange.ledger;

import org.kumiki.exchange.wire.LedgerHead;

/**
 * Whether this node's ledger still holds all that others saw of it. A node contributes only while
 * it is {@link InOrder}: entries that are lost are releases that nobody remembers.
 */
public sealed interface LedgerStatus {
  /** For the steward: what is wrong and what to do. */
  String sentence();

  default boolean inOrder() {
    return this instanceof InOrder;
  }

  /**
   * Compares an own head that another member kept.
   *
   * @param tree this node's ledger
   * @param witness who kept the head
   * @param seen the head, whose signature the caller has verified
   */
  static LedgerStatus compare(LedgerTree tree, String witness, LedgerHead seen) {
    if (seen.size() > tree.size()) {
      return new Behind(tree.size(), witness, seen.size());
    }
    return tree.rootAt(seen.size()).equals(seen.root())
        ? new InOrder()
        : new Forked(witness, seen.size());
  }

  /** Nothing that was seen is missing. */
  record InOrder() implements LedgerStatus {
    @Override
    public String sentence() {
      return "in order";
    }
  }

  /** Another member has seen entries that are not here any more. */
  record Behind(long entries, String witness, long seen) implements LedgerStatus {
    @Override
    public String sentence() {
      return "behind: this node's ledger has "
          + entries
          + " entries, "
          + witness
          + " has seen "
          + seen
          + ": the database was restored from an older copy; restore the newer one; until then"
          + " nothing leaves";
    }
  }

  /** Another member has seen other entries in the same places. */
  record Forked(String witness, long seen) implements LedgerStatus {
    @Override
    public String sentence() {
      return "forked: the first "
          + seen
          + " entries of this node's ledger are not those that "
          + witness
          + " has seen: the database was restored from an older copy and then written to, or was"
          + " changed; restore the newer one; until then nothing leaves";
    }
  }
}
