package org.kumiki.ontology.term;

/** Turtle that is no vocabulary. The message names the source, the cause and the next step. */
public final class UnreadableVocabulary extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableVocabulary(String message) {
    super(message);
  }

  public UnreadableVocabulary(String message, Throwable cause) {
    super(message, cause);
  }
}
