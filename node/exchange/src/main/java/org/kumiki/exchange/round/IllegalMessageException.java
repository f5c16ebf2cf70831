package org.kumiki.exchange.round;

/** A message that the protocol or the approved study does not allow; names the rule. */
final class IllegalMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  IllegalMessageException(String rule) {
    super(rule);
  }

  static void require(boolean holds, String otherwise) throws IllegalMessageException {
    if (!holds) {
      throw new IllegalMessageException(otherwise);
    }
  }
}
