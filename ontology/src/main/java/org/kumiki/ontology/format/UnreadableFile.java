package org.kumiki.ontology.format;

/** A file that is no vocabulary, or a vocabulary that a format cannot hold: cause and next step. */
public final class UnreadableFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableFile(String message) {
    super(message);
  }

  UnreadableFile(String message, Throwable cause) {
    super(message, cause);
  }
}
