package org.kumiki.exchange.secagg;

/** A peer's key or ciphertext that the protocol refuses; names the peer and the rule. */
public final class KeyAgreementException extends Exception {
  private static final long serialVersionUID = 1L;

  KeyAgreementException(String peer, String rule) {
    super(peer + ": " + rule);
  }
}
