package org.kumiki.exchange.wire;

/**
 * Bytes from outside that are not a message of this protocol; the text names the field at fault.
 */
public final class WireFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WireFormatException(String message) {
    super(message);
  }
}
