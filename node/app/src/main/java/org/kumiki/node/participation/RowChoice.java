package org.kumiki.node.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.Note.Topic;

/**
 * Which rows of this node a study may ask: a dataset that has its terms, in the version that its
 * data epoch is bound to, if the questions before it let it. Decides by the study and the ledger
 * alone, never by a row. Thread-safe.
 */
final class RowChoice {
  /** Where several datasets fit, this name is meant, if that one may answer. */
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
     * @param notes for the steward
     */
    record Rows(DatasetVersion version, List<Note> notes) implements Choice {}

    /** The steward can change it: load data, or name another dataset. */
    record Unfit(List<Note> notes) implements Choice {}

    /** No steward can change it: this dataset never answers this study. */
    record Denied(Note note) implements Choice {}
  }

  /**
   * @param dataset the one that the steward named, if any
   */
  Choice choose(Study study, Optional<String> dataset) {
    List<String> names = names().stream().filter(n -> dataset.map(n::equals).orElse(true)).toList();
    if (names.isEmpty()) {
      return new Choice.Unfit(
          List.of(
              dataset
                  .map(name -> Note.of(Topic.NO_SUCH_DATASET, name))
                  .orElse(Note.of(Topic.NO_DATASET))));
    }
    List<String> fitting = names.stream().filter(n -> lacking(study, n).isEmpty()).toList();
    if (fitting.isEmpty()) {
      return unfit(study, names.get(0));
    }
    if (fitting.size() == 1) {
      return judge(study, fitting.get(0));
    }
    List<String> open = open(study, fitting);
    if (open.isEmpty()) {
      return judge(study, fitting.contains(MAIN) ? MAIN : fitting.get(0));
    }
    if (open.contains(MAIN)) {
      return judge(study, MAIN);
    }
    // Another than is meant by its name is used when somebody says so.
    Topic topic = fitting.contains(MAIN) ? Topic.NOT_THE_MAIN : Topic.SEVERAL;
    return new Choice.Unfit(List.of(Note.of(topic, String.join(", ", open))));
  }

  /** Datasets that could answer a study: those of which the steward may have to name one. */
  List<String> open(Study study) {
    return open(study, fitting(study));
  }

  private List<String> open(Study study, List<String> fitting) {
    return fitting.stream().filter(n -> judge(study, n) instanceof Choice.Rows).toList();
  }

  /** Why the datasets that have the study's terms may not answer it; empty while one may. */
  Optional<String> denied(Study study) {
    List<Choice> choices = names().stream().map(n -> choose(study, Optional.of(n))).toList();
    if (choices.stream().anyMatch(Choice.Rows.class::isInstance)) {
      return Optional.empty();
    }
    return choices.stream()
        .filter(Choice.Denied.class::isInstance)
        .map(choice -> ((Choice.Denied) choice).note().sentence())
        .findFirst();
  }

  private Choice judge(Study study, String dataset) {
    int epoch = study.dataEpoch();
    Optional<Long> bound = epochs.bound(dataset, epoch);
    int latest = epochs.latest(dataset);
    if (bound.isEmpty() && epoch < latest) {
      return new Choice.Denied(Note.of(Topic.EPOCH_PASSED, dataset, latest, epoch));
    }
    Optional<String> refusal = questions.refuse(study, dataset);
    if (refusal.isPresent()) {
      return new Choice.Denied(Note.of(Topic.REFUSED, refusal.get()));
    }
    DatasetVersion version = version(study, dataset);
    return new Choice.Rows(version, notes(study, version, bound.isPresent()));
  }

  private List<Note> notes(Study study, DatasetVersion version, boolean bound) {
    List<Note> notes = new ArrayList<>();
    notes.add(
        Note.of(
            bound ? Topic.BOUND : Topic.BINDS,
            version.dataset(),
            version.version(),
            study.dataEpoch()));
    newer(study, version).ifPresent(notes::add);
    Optional<ByteString> same = questions.repeated(study, version.dataset());
    same.ifPresent(hash -> notes.add(Note.of(Topic.SAME_QUESTION, hash)));
    return notes;
  }

  private Optional<Note> newer(Study study, DatasetVersion version) {
    return datasets
        .newest(version.dataset())
        .filter(newest -> newest.id() != version.id())
        .map(newest -> Note.of(Topic.NEWER_WAITS, newest.version(), study.dataEpoch()));
  }

  private Choice unfit(Study study, String dataset) {
    DatasetVersion version = version(study, dataset);
    List<Note> notes = new ArrayList<>();
    notes.add(Note.of(Topic.LACKS, dataset, String.join(", ", lacking(study, dataset))));
    newer(study, version).ifPresent(notes::add);
    return new Choice.Unfit(notes);
  }

  private List<String> fitting(Study study) {
    return names().stream().filter(n -> lacking(study, n).isEmpty()).toList();
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
