package org.kumiki.ontology.cli;

/** What a person can mend: one line with the cause and the next step. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String message, Throwable cause) {
    super(message.replaceAll("\\s+", " "), cause);
  }
}
