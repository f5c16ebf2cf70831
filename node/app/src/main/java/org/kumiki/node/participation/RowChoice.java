package org.kumiki.node.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;

/**
 * Which rows of this node a study may ask: a dataset that has its terms, in the version that its
 * data epoch is bound to, if the questions before it let it. Decides by the study and the ledger
 * alone, never by a row. Thread-safe.
 */
final class RowChoice {
  /** Where several datasets fit, this name is meant. */
  private static final String MAIN = "main";

  private final DatasetStore datasets;
  private final DataEpochs epochs;
  private final QuestionStore questions;

  RowChoice(DatasetStore datasets, DataEpochs epochs, QuestionStore questions) {
    this.datasets = datasets;
    this.epochs = epochs;
    this.questions = questions;
  }

  /** What may take part, or why nothing does. */
  sealed interface Choice {
    /**
     * @param notes for the steward, each a sentence
     */
    record Rows(DatasetVersion version, List<String> notes) implements Choice {}

    /** The steward can change it: load data, or name another dataset. */
    record Unfit(String sentence) implements Choice {}

    /** No steward can change it: this dataset never answers this study. */
    record Denied(String sentence) implements Choice {}
  }

  /**
   * @param dataset the one that the steward named, if any
   */
  Choice choose(Study study, Optional<String> dataset) {
    List<String> names = names().stream().filter(n -> dataset.map(n::equals).orElse(true)).toList();
    if (names.isEmpty()) {
      return new Choice.Unfit(
          dataset.isPresent()
              ? "there is no dataset " + dataset.get() + " here: see 'kumiki node load'"
              : "no dataset is loaded here: load one with 'kumiki node load'");
    }
    List<String> fitting = names.stream().filter(n -> lacking(study, n).isEmpty()).toList();
    if (fitting.isEmpty()) {
      return unfit(study, names.get(0));
    }
    if (fitting.size() > 1 && !fitting.contains(MAIN)) {
      return new Choice.Unfit(
          "several datasets have all terms of the study: name one of "
              + String.join(", ", fitting));
    }
    return judge(study, fitting.size() == 1 ? fitting.get(0) : MAIN);
  }

  /** Why the datasets that have the study's terms may not answer it; empty while one may. */
  Optional<String> denied(Study study) {
    List<Choice> choices = names().stream().map(n -> choose(study, Optional.of(n))).toList();
    if (choices.stream().anyMatch(Choice.Rows.class::isInstance)) {
      return Optional.empty();
    }
    return choices.stream()
        .filter(Choice.Denied.class::isInstance)
        .map(choice -> ((Choice.Denied) choice).sentence())
        .findFirst();
  }

  private Choice judge(Study study, String dataset) {
    int epoch = study.dataEpoch();
    Optional<Long> bound = epochs.bound(dataset, epoch);
    int latest = epochs.latest(dataset);
    if (bound.isEmpty() && epoch < latest) {
      return new Choice.Denied(
          "dataset %s takes part in data epoch %d already and took no part in %d: ask for %d"
              .formatted(dataset, latest, epoch, latest));
    }
    Optional<String> refusal = questions.refuse(study, dataset);
    if (refusal.isPresent()) {
      return new Choice.Denied(refusal.get());
    }
    DatasetVersion version = version(study, dataset);
    return new Choice.Rows(version, notes(study, version, bound.isPresent()));
  }

  private List<String> notes(Study study, DatasetVersion version, boolean bound) {
    List<String> notes = new ArrayList<>();
    String name = version.dataset() + " version " + version.version();
    notes.add(
        bound
            ? "%s takes part: it is bound to data epoch %d".formatted(name, study.dataEpoch())
            : "%s takes part: an approval binds it to data epoch %d"
                .formatted(name, study.dataEpoch()));
    datasets
        .newest(version.dataset())
        .filter(newest -> newest.id() != version.id())
        .ifPresent(newest -> notes.add(waiting(newest, study.dataEpoch())));
    Optional<ByteString> same = questions.repeated(study, version.dataset());
    same.ifPresent(hash -> notes.add("the same question as study " + hash + ": no new charge"));
    return notes;
  }

  private static String waiting(DatasetVersion newest, int dataEpoch) {
    return ("version %d is newer and waits for a later data epoch than %d, so that the rows do not"
            + " move under a question that is asked again")
        .formatted(newest.version(), dataEpoch);
  }

  private Choice unfit(Study study, String dataset) {
    DatasetVersion version = version(study, dataset);
    String lacking =
        "no dataset here has all terms of the study: "
            + dataset
            + " lacks "
            + String.join(", ", lacking(study, dataset));
    return new Choice.Unfit(
        datasets
            .newest(dataset)
            .filter(newest -> newest.id() != version.id())
            .map(newest -> lacking + "; " + waiting(newest, study.dataEpoch()))
            .orElse(lacking));
  }

  private List<String> lacking(Study study, String dataset) {
    return StudyRows.missingTerms(study, version(study, dataset).columns(), true);
  }

  /** The bound version, or the newest while none is. */
  private DatasetVersion version(Study study, String dataset) {
    return epochs
        .bound(dataset, study.dataEpoch())
        .flatMap(datasets::find)
        .or(() -> datasets.newest(dataset))
        .orElseThrow();
  }

  private List<String> names() {
    return datasets.versions().stream().map(DatasetVersion::dataset).distinct().toList();
  }
}
