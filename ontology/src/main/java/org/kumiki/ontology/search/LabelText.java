package org.kumiki.ontology.search;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A label or header made comparable: one width, no case, no blanks or punctuation, one form of a
 * character with variants, and without the kana that writers leave out after a kanji (焼戻し, 焼戻).
 * Voicing marks stay: ヤング is not ヤンク.
 *
 * @param written the text in one width, with its case
 * @param compact the text that is compared
 * @param stem the compact text without optional kana
 * @param words the words in Latin letters and digits
 */
record LabelText(String written, String compact, String stem, Set<String> words) {
  private static final Pattern PUNCTUATION = Pattern.compile("[\\s\\p{Punct}・、。「」ー‐-―]+");
  private static final Pattern OPTIONAL_KANA = Pattern.compile("(?<=\\p{IsHan})[りっしきれ]+");
  private static final Pattern NOT_LATIN = Pattern.compile("[^a-z0-9]+");
  private static final Map<String, String> ABBREVIATIONS =
      Map.of("temp", "temperature", "conc", "concentration", "no", "number", "media", "medium");

  static LabelText of(String text) {
    String written = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    String folded =
        written
            .toLowerCase(Locale.ROOT)
            .replace('靱', '靭')
            .replace("じん性", "靭性")
            .replace("歪み", "ひずみ")
            .replace("歪", "ひずみ")
            .replace("剪断", "せん断");
    String compact = PUNCTUATION.matcher(folded).replaceAll("");
    return new LabelText(
        written, compact, OPTIONAL_KANA.matcher(compact).replaceAll(""), words(folded));
  }

  private static Set<String> words(String folded) {
    Set<String> words = new LinkedHashSet<>();
    for (String word : NOT_LATIN.split(folded)) {
      if (!word.isEmpty()) {
        words.add(ABBREVIATIONS.getOrDefault(word, word));
      }
    }
    return words;
  }

  /** Whether all of the text is Latin words, so that comparing word by word makes sense. */
  boolean latin() {
    return !compact.isEmpty() && compact.chars().allMatch(c -> c < 0x80);
  }
}
