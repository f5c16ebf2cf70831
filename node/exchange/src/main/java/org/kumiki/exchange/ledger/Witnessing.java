package org.kumiki.exchange.ledger;

import java.util.Optional;
import org.kumiki.exchange.wire.LedgerHead;

/** How a head of another member's ledger stands to the largest one seen before. */
public enum Witnessing {
  /** Larger than any before, or the first: it is kept from now on. */
  NEWER,
  /** The one that is kept already. */
  KNOWN,
  /**
   * Smaller than the one that is kept: a message that came late, or a member whose database was
   * restored from an older copy. The one that is kept is shown to it in the next epoch.
   */
  OLDER,
  /** The same size with another root: two ledgers under one name. Nothing honest makes that. */
  FORKED;

  /** Whether a larger head extends a smaller one cannot be told from the two heads alone. */
  public static Witnessing of(Optional<LedgerHead> kept, LedgerHead seen) {
    if (kept.isEmpty() || seen.size() > kept.get().size()) {
      return NEWER;
    }
    if (seen.size() < kept.get().size()) {
      return OLDER;
    }
    return seen.root().equals(kept.get().root()) ? KNOWN : FORKED;
  }
}
