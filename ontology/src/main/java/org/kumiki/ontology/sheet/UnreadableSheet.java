package org.kumiki.ontology.sheet;

import org.kumiki.ontology.editorial.Words;

/** A file that is no sheet. The words name the cause and the next step. */
public final class UnreadableSheet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Words words;

  UnreadableSheet(String english, String japanese) {
    this(english, japanese, null);
  }

  UnreadableSheet(String english, String japanese, Throwable cause) {
    super(english, cause);
    this.words = new Words(english, japanese);
  }

  /** The cause and the next step, in both languages. */
  public Words words() {
    return words;
  }
}
