package org.kumiki.coordinator.vocabulary;

import java.util.List;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.TermDiff;

/**
 * What a change or a release did, term by term.
 *
 * @param terms the first of them
 * @param total how many there are
 */
public record Differences(List<TermChange> terms, int total) {
  /** More terms than somebody reads at once; the API has all. */
  private static final int MOST_TERMS = 100;

  static Differences of(VocabularyStore store, Patch patch, String language) {
    List<TermDiff> all = TermDiff.of(patch);
    List<TermDiff> terms = TermChange.terms(all);
    List<TermDiff> shown = terms.subList(0, Math.min(terms.size(), MOST_TERMS));
    return new Differences(
        store.read(now -> TermChange.of(now, shown, all, language)), terms.size());
  }

  /** How many terms are not shown. */
  public int hidden() {
    return total - terms.size();
  }
}
