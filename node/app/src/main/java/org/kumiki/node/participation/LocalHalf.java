package org.kumiki.node.participation;

import java.util.List;
import org.kumiki.exchange.disclosure.ColumnDigest;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Partial;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.GivenColumns;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.node.participation.StudyStore.RowCounts;

/**
 * The local step of a round over the rows that were fixed with the approval, streaming; over none
 * in a rehearsal.
 */
final class LocalHalf {
  private final DatasetStore datasets;
  private final StudyStore studies;
  private final QuestionStore questions;

  LocalHalf(DatasetStore datasets, StudyStore studies, QuestionStore questions) {
    this.datasets = datasets;
    this.studies = studies;
    this.questions = questions;
  }

  /** What the rows say in this round; their counts are kept for the steward. */
  Contribution contribute(Entry entry, Progress progress) {
    return entry.study().readsRows() ? fromRows(entry, progress) : Contribution.rehearsed(progress);
  }

  private Contribution fromRows(Entry entry, Progress progress) {
    DatasetVersion version = datasets.find(entry.datasetVersion().orElseThrow()).orElseThrow();
    Progress.Computing computing =
        progress instanceof Progress.Computing given
            ? given
            : new Progress.Computing(
                Algorithms.of(entry.study().computation()).start(entry.study().computation()), 1);
    Partial partial =
        Algorithms.of(computing.state().computation()).localStep(computing.state()).start();
    StudyRows rows = StudyRows.forTraining(entry.study(), version.columns());
    GivenColumns given = new GivenColumns(entry.study(), questions.digestKey());
    boolean flags = progress instanceof Progress.Flags;
    StudyRows.Batches batches =
        rows.batches(
            (batch, compositions) -> {
              int[] used = partial.add(rows.left(batch, compositions));
              if (flags) {
                given.add(used, batch, compositions);
              }
            });
    datasets.forEachRow(version.id(), batches::add);
    batches.flush();
    studies.countRows(entry.hash(), counts(partial, rows));
    return flags
        ? flags(entry, partial.rowsUsed(), given.digests())
        : new Contribution(partial.rowsUsed(), partial.vector());
  }

  /**
   * How many rows of a version would take part: the fold of a first round, of which nothing else is
   * kept. Reads every row.
   */
  RowCounts count(Study study, DatasetVersion version) {
    Algorithm algorithm = Algorithms.of(study.computation());
    Partial partial = algorithm.localStep(algorithm.start(study.computation())).start();
    StudyRows rows = StudyRows.forTraining(study, version.columns());
    StudyRows.Batches batches = rows.batches(partial::add);
    datasets.forEachRow(version.id(), batches::add);
    batches.flush();
    return counts(partial, rows);
  }

  private static RowCounts counts(Partial partial, StudyRows rows) {
    return new RowCounts(
        partial.rowsUsed(),
        partial.rowsWithoutTarget(),
        partial.rowsOutsideDomain(),
        rows.unreadable(),
        rows.imputed());
  }

  private Contribution flags(Entry entry, long rows, List<ColumnDigest> columns) {
    boolean changed = questions.hasNewData(entry.study(), columns);
    return new Contribution(rows, Contribution.flags(rows, changed).values(), columns);
  }
}
