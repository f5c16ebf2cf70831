package org.kumiki.ontology.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.kumiki.ontology.search.SearchableTerm.LabelKind;

/**
 * Labels that are the same once folded, in the same words, read alike or spelled with one letter
 * more; found by shared keys, so that nobody compares each with each.
 */
final class LabelLikeness {
  /** A letter more tells 誘電率 from 比誘電率; of Latin letters it takes longer words to be like. */
  private static final int SHORTEST_NEAR = 2;

  private static final int SHORTEST_NEAR_LATIN = 6;
  private static final int LONGEST_NEAR = 40;
  private static final int LONGEST_SYMBOL = 3;
  private static final Set<String> EMPTY_WORDS = Set.of("of", "the", "a", "an", "in", "and", "for");

  private LabelLikeness() {}

  /** One label of one concept under a key. */
  record Keyed(String iri, String label, LabelKind kind, double likeness) {}

  /** Concepts by what their labels have in common; only keys that more than one concept has. */
  static Map<String, List<Keyed>> shared(Iterable<SearchableTerm> terms) {
    Map<String, Map<String, Keyed>> byKey = new HashMap<>();
    for (SearchableTerm term : terms) {
      for (SearchableTerm.Label label : term.labels()) {
        if (label.kind() != LabelKind.HIDDEN) {
          keys(label.text())
              .forEach((key, likeness) -> add(byKey, key, term.iri(), label, likeness));
        }
      }
      term.reading()
          .ifPresent(
              reading -> {
                SearchableTerm.Label read =
                    new SearchableTerm.Label(reading, "ja", LabelKind.PREFERRED);
                add(byKey, "read " + Folding.compact(reading), term.iri(), read, 0.9);
              });
    }
    Map<String, List<Keyed>> shared = new HashMap<>();
    byKey.forEach(
        (key, labels) -> {
          if (labels.size() > 1) {
            shared.put(key, List.copyOf(labels.values()));
          }
        });
    return shared;
  }

  private static void add(
      Map<String, Map<String, Keyed>> byKey,
      String key,
      String iri,
      SearchableTerm.Label label,
      double likeness) {
    Keyed keyed = new Keyed(iri, label.text(), label.kind(), likeness);
    byKey
        .computeIfAbsent(key, any -> new HashMap<>())
        .merge(iri, keyed, (one, two) -> value(one) >= value(two) ? one : two);
  }

  static double value(Keyed label) {
    return label.likeness() - 0.1 * label.kind().ordinal();
  }

  private static Map<String, Double> keys(String label) {
    Map<String, Double> keys = new HashMap<>();
    String compact = Folding.compact(label);
    String stem = Folding.stem(compact);
    boolean latin = TermDocuments.latin(compact);
    if (stem.isEmpty()) {
      return keys;
    }
    if (latin && stem.length() <= LONGEST_SYMBOL) {
      // Symbols differ by case and signs: Ms and MS, E and E''.
      keys.put("same " + Folding.written(label), 1.0);
      return keys;
    }
    keys.put("same " + stem, 1.0);
    if (latin) {
      keys.put("words " + words(label), 0.9);
    }
    if (stem.length() <= LONGEST_NEAR) {
      for (String near : nearby(stem, latin)) {
        keys.merge("near " + near, near.equals(stem) ? 0.71 : 0.7, Math::max);
      }
    }
    return keys;
  }

  private static String words(String label) {
    TreeSet<String> words = new TreeSet<>();
    for (String word : Folding.folded(label).split("[^\\p{L}\\p{N}]+", -1)) {
      if (!word.isEmpty() && !EMPTY_WORDS.contains(word)) {
        boolean plural = word.length() > 3 && word.endsWith("s");
        words.add(plural ? word.substring(0, word.length() - 1) : word);
      }
    }
    return String.join(" ", words);
  }

  /** The text, and the text without one of its letters. */
  private static Set<String> nearby(String stem, boolean latin) {
    Set<String> near = new HashSet<>();
    int shortest = latin ? SHORTEST_NEAR_LATIN : SHORTEST_NEAR;
    if (stem.length() >= shortest) {
      near.add(stem);
    }
    if (stem.length() > shortest) {
      for (int at = 0; at < stem.length(); at++) {
        near.add(stem.substring(0, at) + stem.substring(at + 1));
      }
    }
    return near;
  }
}
