package org.kumiki.coordinator.vocabulary;

import java.util.List;
import java.util.Optional;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.TermDiff;

/**
 * What a change or a release did, term by term.
 *
 * @param terms the first of them
 * @param total how many there are
 * @param tooMany whether there are so many that they were not looked at
 */
public record Differences(List<TermChange> terms, int total, boolean tooMany) {
  /** More terms than somebody reads at once; the API has all. */
  private static final int MOST_TERMS = 100;

  /** None: there is nothing to compare. */
  static final Differences NONE = new Differences(List.of(), 0, false);

  /**
   * Of a patch.
   *
   * @param patch empty if it is too large to be looked at
   */
  static Differences of(VocabularyStore store, Optional<Patch> patch, String language) {
    if (patch.isEmpty()) {
      return new Differences(List.of(), 0, true);
    }
    List<TermDiff> all = TermDiff.of(patch.get());
    List<TermDiff> terms = TermChange.terms(all);
    List<TermDiff> shown = terms.subList(0, Math.min(terms.size(), MOST_TERMS));
    return new Differences(
        store.read(now -> TermChange.of(now, shown, all, language)), terms.size(), false);
  }

  /** How many terms are not shown. */
  public int hidden() {
    return total - terms.size();
  }
}
