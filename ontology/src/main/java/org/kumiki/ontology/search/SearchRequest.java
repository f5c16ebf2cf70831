package org.kumiki.ontology.search;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A question to the search.
 *
 * @param text what was typed: a word of either language, kana, romaji, a symbol, a unit, a notation
 *     or an IRI
 * @param language only labels of this language, by tag; both if empty
 * @param limit how many concepts at most, 1 to 200
 * @param use how much members use a concept, by IRI: among concepts that match equally well the one
 *     of more use comes first. Called for a bounded number of concepts, and must be quick
 */
public record SearchRequest(
    String text, Optional<String> language, int limit, ToDoubleFunction<String> use) {
  /** What is longer is cut: nobody types so much. */
  public static final int LONGEST_TEXT = 300;

  /** More than a person reads. */
  static final int MOST = 200;

  public SearchRequest {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("a limit is 1 to " + MOST);
    }
  }

  /** A question in both languages that knows nothing of use. */
  public static SearchRequest of(String text, int limit) {
    return new SearchRequest(text, Optional.empty(), limit, iri -> 0);
  }
}
