package org.kumiki.ontology.editorial;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.kumiki.ontology.term.Language;

/** What texts a vocabulary takes from people. They are shown on pages as text, never as markup. */
final class Texts {
  /** The longest label of the shipped vocabulary has 60. */
  static final int LONGEST_LABEL = 200;

  /** Two pages; more belongs into a document that the definition names. */
  static final int LONGEST_DEFINITION = 4_000;

  private Texts() {}

  /** As it is kept: without blanks at the ends, and with composed characters. */
  static String tidy(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }

  /** A name for a term in a language. */
  static Optional<Refusal> label(String text, Language language) {
    return tidy(text).isEmpty()
        ? Optional.of(Obstacle.LABEL_MISSING.in(language))
        : plain(text, LONGEST_LABEL)
            .or(
                () ->
                    Checks.when(
                        !Script.fitsLabel(text, language),
                        () -> Obstacle.LABEL_LANGUAGE.in(language, tidy(text))));
  }

  /** A name that people write wrongly or in whatever language. */
  static Optional<Refusal> misspelling(String text, Language language) {
    return tidy(text).isEmpty()
        ? Optional.of(Obstacle.LABEL_MISSING.in(language))
        : plain(text, LONGEST_LABEL);
  }

  /** What a standard, a vendor or a field is called. */
  static Optional<Refusal> name(String text) {
    return tidy(text).isEmpty()
        ? Optional.of(Obstacle.NAME_MISSING.of())
        : plain(text, LONGEST_LABEL);
  }

  static Optional<Refusal> definition(String text, Language language) {
    return tidy(text).isEmpty()
        ? Optional.of(Obstacle.DEFINITION_MISSING.in(language))
        : plain(text, LONGEST_DEFINITION)
            .or(
                () ->
                    Checks.when(
                        !Script.fits(text, language),
                        () -> Obstacle.DEFINITION_LANGUAGE.in(language)));
  }

  /** A text that may be left out. */
  static Optional<Refusal> note(String text, Language language) {
    return plain(text, LONGEST_DEFINITION)
        .or(
            () ->
                Checks.when(
                    !tidy(text).isEmpty() && !Script.fits(text, language),
                    () -> Obstacle.NOTE_LANGUAGE.in(language)));
  }

  /** A text in both languages; a refusal names the field, {@code labelEn} or {@code labelJa}. */
  static Optional<Refusal> labels(Map<Language, String> texts) {
    return both("label", in -> label(texts.getOrDefault(in, ""), in));
  }

  static Optional<Refusal> definitions(Map<Language, String> texts) {
    return both("definition", in -> definition(texts.getOrDefault(in, ""), in));
  }

  private static Optional<Refusal> both(String field, Function<Language, Optional<Refusal>> check) {
    for (Language language : Language.values()) {
      Optional<Refusal> refusal = check.apply(language);
      if (refusal.isPresent()) {
        String suffix = language == Language.JA ? "Ja" : "En";
        return refusal.map(one -> one.at(field + suffix));
      }
    }
    return Optional.empty();
  }

  static Optional<Refusal> reading(String text) {
    return tidy(text).matches("[\\u3041-\\u3096\\u30FC]{1,200}")
        ? Optional.empty()
        : Optional.of(Obstacle.READING_FORM.of(tidy(text)));
  }

  private static Optional<Refusal> plain(String text, int longest) {
    if (text.length() > longest) {
      return Optional.of(Obstacle.TEXT_TOO_LONG.of(text.length(), longest));
    }
    return text.codePoints().anyMatch(Texts::hidden)
        ? Optional.of(Obstacle.HIDDEN_CHARACTER.of())
        : Optional.empty();
  }

  /** What nobody sees and what makes the rest look like something else. */
  private static boolean hidden(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE
        || (c >= 0x200E && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xFEFF;
  }
}
