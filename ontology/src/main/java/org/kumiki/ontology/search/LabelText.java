package org.kumiki.ontology.search;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A label or header made comparable by {@link Folding}.
 *
 * @param written the text in one width, with its case
 * @param compact the text that is compared
 * @param stem the compact text without optional kana
 * @param words the words in Latin letters and digits
 */
record LabelText(String written, String compact, String stem, Set<String> words) {
  private static final Pattern NOT_LATIN = Pattern.compile("[^a-z0-9]+");
  private static final Map<String, String> ABBREVIATIONS =
      Map.of("temp", "temperature", "conc", "concentration", "no", "number", "media", "medium");

  static LabelText of(String text) {
    String folded = Folding.folded(text);
    String compact = Folding.compactOf(folded);
    return new LabelText(Folding.written(text), compact, Folding.stem(compact), words(folded));
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
