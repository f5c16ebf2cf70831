package org.kumiki.ontology.editorial;

import java.util.Optional;
import org.kumiki.ontology.term.Language;

/**
 * Why something is proposed, in both languages: what the log keeps as the note of the change. Kept
 * as one text, the English first, an empty line between.
 *
 * @param en in English; may be empty in a draft
 * @param ja in Japanese; may be empty in a draft
 */
public record ChangeNote(String en, String ja) {
  private static final String BETWEEN = "\n\n";

  /** What somebody typed; an empty line inside of a language becomes a mere line break. */
  public static ChangeNote typed(String english, String japanese) {
    return new ChangeNote(tidy(english), tidy(japanese));
  }

  private static String tidy(String text) {
    return text.strip().replaceAll("\\R(\\s*\\R)+", "\n").replaceAll("\\R", "\n");
  }

  /** A text that was kept; one that is not in two parts belongs to the language of its letters. */
  public static ChangeNote read(String text) {
    String kept = text.strip().replace("\r\n", "\n");
    int between = kept.indexOf(BETWEEN);
    if (between >= 0) {
      return new ChangeNote(
          kept.substring(0, between), kept.substring(between + BETWEEN.length()).strip());
    }
    return Script.fits(kept, Language.EN) ? new ChangeNote(kept, "") : new ChangeNote("", kept);
  }

  /** As it is kept. */
  public String text() {
    if (ja.isEmpty()) {
      return en;
    }
    return en.isEmpty() ? ja : en + BETWEEN + ja;
  }

  /** Whether both languages are there. */
  public boolean whole() {
    return missing().isEmpty();
  }

  /** The first language in which it says nothing. */
  Optional<Language> missing() {
    if (en.isEmpty() || !Script.fits(en, Language.EN)) {
      return Optional.of(Language.EN);
    }
    return ja.isEmpty() || !Script.fits(ja, Language.JA)
        ? Optional.of(Language.JA)
        : Optional.empty();
  }
}
