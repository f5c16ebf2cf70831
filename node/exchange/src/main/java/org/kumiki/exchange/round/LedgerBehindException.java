package org.kumiki.exchange.round;

/** Others have seen more of this node's ledger than it holds: it was put back to an older state. */
final class LedgerBehindException extends Exception {
  private static final long serialVersionUID = 1L;

  LedgerBehindException(String sentence) {
    super(sentence);
  }
}
