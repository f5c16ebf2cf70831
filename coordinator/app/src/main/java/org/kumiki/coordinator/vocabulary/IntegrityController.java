package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.kumiki.coordinator.vocabulary.TermViews.FindingView;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** What is wrong in the vocabulary, and what a newer program would change. */
@Controller("/api/v1/vocabulary/integrity")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntegrityController {
  private static final int MOST = 1_000;

  private final VocabularyStore store;
  private final WholeCheck check;
  private final ShippedVocabulary shipped;

  IntegrityController(VocabularyStore store, WholeCheck check, ShippedVocabulary shipped) {
    this.store = store;
    this.check = check;
    this.shipped = shipped;
  }

  /**
   * The defects of a state.
   *
   * @param sequence the last change of the vocabulary
   * @param checked the last change of the state that was checked; null while the first check runs.
   *     Ask again while it is lower than {@code sequence}
   * @param total how many findings there are; at most 1,000 are listed
   * @param heldBack what this version of the program would change of terms that the consortium has
   *     changed itself, and no curator has decided about
   */
  @Serdeable
  record IntegrityView(
      long sequence,
      @Nullable Long checked,
      int total,
      List<FindingView> findings,
      List<TermDiffView> heldBack) {}

  /** The findings of the whole vocabulary; of one rule if one is named. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  IntegrityView findings(@QueryValue @Nullable String rule) {
    Optional<WholeCheck.Result> result = check.latest();
    List<FindingView> found =
        result.map(WholeCheck.Result::findings).orElse(List.of()).stream()
            .filter(finding -> rule == null || finding.rule().equals(rule))
            .map(FindingView::of)
            .toList();
    return new IntegrityView(
        store.read(Snapshot::sequence),
        result.map(WholeCheck.Result::sequence).orElse(null),
        found.size(),
        found.stream().limit(MOST).toList(),
        shipped.open().stream()
            .flatMap(held -> TermDiff.of(held.wanted()).stream())
            .map(TermDiffView::of)
            .toList());
  }
}
