package org.kumiki.ontology.change;

/** Statements that no vocabulary takes. The message names the cause and the next step. */
public final class UnacceptableChange extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnacceptableChange(String message) {
    super(message);
  }

  public UnacceptableChange(String message, Throwable cause) {
    super(message, cause);
  }
}
