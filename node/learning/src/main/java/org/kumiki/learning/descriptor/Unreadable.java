package org.kumiki.learning.descriptor;

import java.util.Objects;

/**
 * A refusal to read a composition. It holds no part of the text, so that it may be logged; whoever
 * shows it to the owner of the row adds the text there.
 *
 * @param code the reason
 * @param position index of the offending character in the text as it was given, from 0; its length
 *     where something is missing at the end; {@link #NO_TEXT} where there was no text
 */
public record Unreadable(FormulaProblem code, int position) implements Parsed {
  /** Position of a problem in element columns. */
  public static final int NO_TEXT = -1;

  public Unreadable {
    Objects.requireNonNull(code, "code");
    if (position < NO_TEXT) {
      throw new IllegalArgumentException("position below -1");
    }
  }

  /** Cause and next step, without the formula. */
  public String message() {
    return code.explanation();
  }

  static Unreadable inColumns(FormulaProblem code) {
    return new Unreadable(code, NO_TEXT);
  }
}
