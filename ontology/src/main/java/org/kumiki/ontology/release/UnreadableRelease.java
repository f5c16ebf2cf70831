package org.kumiki.ontology.release;

/** Bytes that are no release. The message names the cause and the next step. */
public final class UnreadableRelease extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableRelease(String message) {
    super(message);
  }

  public UnreadableRelease(String message, Throwable cause) {
    super(message, cause);
  }
}
