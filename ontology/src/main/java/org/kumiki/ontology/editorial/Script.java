package org.kumiki.ontology.editorial;

import java.util.regex.Pattern;
import org.kumiki.ontology.term.Language;

/**
 * Whether a text can be of the language that it is filed under, by its characters alone: enough to
 * notice that one language was pasted over the other, and no judgement of the language.
 */
final class Script {
  /** XRD, pH and ΔKth are names in any language; four small letters in a row are a word. */
  private static final Pattern WORD = Pattern.compile("[a-z]{4}");

  private Script() {}

  /**
   * Sentences: in Japanese at least one kana or kanji, among whatever symbols; in English not more
   * of them than Latin letters, so that a Japanese word may be quoted.
   */
  static boolean fits(String text, Language language) {
    return language == Language.JA
        ? japanese(text) > 0
        : japanese(text) <= text.codePoints().filter(Script::isLatin).count();
  }

  /** Names: as sentences, and symbols and abbreviations are names in Japanese too. */
  static boolean fitsLabel(String text, Language language) {
    boolean symbol = language == Language.JA && !WORD.matcher(text).find();
    return symbol || fits(text, language);
  }

  private static long japanese(String text) {
    return text.codePoints().filter(Script::isJapanese).count();
  }

  private static boolean isJapanese(int character) {
    Character.UnicodeScript script = Character.UnicodeScript.of(character);
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA;
  }

  private static boolean isLatin(int character) {
    return Character.isLetter(character)
        && Character.UnicodeScript.of(character) == Character.UnicodeScript.LATIN;
  }
}
