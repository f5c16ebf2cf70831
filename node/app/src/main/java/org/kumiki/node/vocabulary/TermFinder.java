package org.kumiki.node.vocabulary;

import java.util.List;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.ontology.search.TermSearch;
import org.kumiki.ontology.term.Vocabulary;

/**
 * Searches the vocabulary in use. The index is made when somebody searches first, and again after
 * another release was taken into use. Thread-safe.
 */
final class TermFinder {
  private Vocabulary indexed;
  private TermSearch search;

  /** The best terms; none for an empty text. */
  List<Hit> find(Vocabulary vocabulary, String text, int limit) {
    return text.isEmpty() ? List.of() : of(vocabulary).search(SearchRequest.of(text, limit));
  }

  private synchronized TermSearch of(Vocabulary vocabulary) {
    if (indexed != vocabulary) {
      // The old one is not closed: somebody may be searching in it. It holds nothing but memory.
      search = TermSearch.of(vocabulary);
      indexed = vocabulary;
    }
    return search;
  }
}
