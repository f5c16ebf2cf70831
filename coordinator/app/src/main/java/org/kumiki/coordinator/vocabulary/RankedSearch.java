package org.kumiki.coordinator.vocabulary;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.ontology.term.Names;

/** Searches that put what many members use before what few do, as far as that may be said. */
@Singleton
final class RankedSearch {
  private final UsageBands usage;

  RankedSearch(UsageBands usage) {
    this.usage = usage;
  }

  /** The bands by which a search is ranked. */
  Map<String, UsageBands.Band> bands() {
    return usage.all();
  }

  /**
   * A search.
   *
   * @param typed a label, its beginning, kana, romaji, a unit, or an IRI, full or short
   * @param language of the labels to look at; empty for all
   */
  SearchRequest of(
      String typed, Optional<String> language, int limit, Map<String, UsageBands.Band> bands) {
    return new SearchRequest(
        Names.expand(typed),
        language,
        limit,
        iri -> bands.containsKey(iri) ? bands.get(iri).atLeast() : 0);
  }
}
