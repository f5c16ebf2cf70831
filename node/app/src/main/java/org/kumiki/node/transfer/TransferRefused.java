package org.kumiki.node.transfer;

/** Why there is no such personal model, in one sentence for the person who asked. */
public final class TransferRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TransferRefused(String sentence) {
    super(sentence);
  }
}
