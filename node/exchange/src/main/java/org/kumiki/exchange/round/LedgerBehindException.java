package org.kumiki.exchange.round;

import org.kumiki.exchange.ledger.LedgerStatus;

/** Others have seen more of this node's ledger than it holds: it was put back to an older state. */
final class LedgerBehindException extends Exception {
  private static final long serialVersionUID = 1L;

  private LedgerBehindException(String sentence) {
    super(sentence);
  }

  static void require(LedgerStatus status) throws LedgerBehindException {
    if (!status.inOrder()) {
      throw new LedgerBehindException(status.sentence());
    }
  }
}
