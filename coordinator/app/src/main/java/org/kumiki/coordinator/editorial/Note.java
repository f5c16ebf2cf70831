package org.kumiki.coordinator.editorial;

/**
 * Why something is proposed, in both languages: what the log keeps as the note of the change. Kept
 * as one text, the English first, an empty line between.
 *
 * @param en in English; all of a text that is not in two parts
 * @param ja in Japanese; may be empty
 */
public record Note(String en, String ja) {
  private static final String BETWEEN = "\n\n";

  /** What somebody typed; an empty line inside of a language becomes a mere line break. */
  static Note typed(String english, String japanese) {
    return new Note(tidy(english), tidy(japanese));
  }

  private static String tidy(String text) {
    return text.strip().replaceAll("\\R(\\s*\\R)+", "\n").replaceAll("\\R", "\n");
  }

  /** A text that was kept. */
  static Note read(String text) {
    int between = text.indexOf(BETWEEN);
    return between < 0
        ? new Note(text, "")
        : new Note(text.substring(0, between), text.substring(between + BETWEEN.length()));
  }

  /** As it is kept. */
  String text() {
    if (ja.isEmpty()) {
      return en;
    }
    return en.isEmpty() ? ja : en + BETWEEN + ja;
  }

  /** Whether both languages are there. */
  public boolean whole() {
    return !en.isEmpty() && !ja.isEmpty();
  }
}
