package org.kumiki.node.participation;

import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.disclosure.ColumnDigest;
import org.kumiki.exchange.disclosure.MultisetDigest;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.Validating;
import org.kumiki.learning.validation.HeldOut;
import org.kumiki.learning.validation.ValidationAlgorithm;
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
    boolean flags = progress instanceof Progress.Flags;
    byte[] key = questions.digestKey();
    Partial partial =
        (flags ? counting(computing.state()) : step(entry.study(), computing.state(), key)).start();
    StudyRows rows = StudyRows.ofStudy(entry.study(), version.columns(), key);
    GivenColumns given = new GivenColumns(entry.study(), key);
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
    long deciding = deciding(entry.study(), partial.rowsUsed(), rows.apart());
    return flags
        ? flags(entry, deciding, given.digests())
        : new Contribution(deciding, partial.vector());
  }

  /**
   * The rows that the gate's rules look at. With a hold-out both parts must have enough, so that
   * the same members stand in the sums of both.
   */
  private static long deciding(Study study, long used, long apart) {
    boolean whole = study.holdout() == 0 || used > study.maxRowsPerMember();
    return whole ? used : Math.min(used, apart);
  }

  /** The fold of a round. */
  private LocalStep step(Study study, State state, byte[] key) {
    return study.method() instanceof Method.Validation validation
        ? new ValidationAlgorithm().localStep(state, heldOut(validation, key))
        : Algorithms.of(state.computation()).localStep(state);
  }

  /** A fold by which rows are counted, and nothing else comes of it. */
  private static LocalStep counting(State state) {
    Predictor nothing = batch -> new double[batch.rows()];
    return state instanceof Validating
        ? new ValidationAlgorithm()
            .localStep(
                state, new HeldOut(nothing, Optional.of(new HeldOut.Own(0, Optional.empty())), 0))
        : Algorithms.of(state.computation()).localStep(state);
  }

  /** What held-out rows are predicted by; the study was checked to be about this node's model. */
  private HeldOut heldOut(Method.Validation validation, byte[] key) {
    Entry trained = studies.find(validation.model().hex()).orElseThrow();
    RegressionModel model = ModelCheck.model(trained).orElseThrow();
    Optional<HeldOut.Own> own = Optional.empty();
    if (validation.baselines()) {
      OwnModel alone = new OwnModel(trained, datasets, key);
      own = Optional.of(new HeldOut.Own(alone.targetMean(), alone.train().map(Predictors::of)));
    }
    // The same whenever the same model is tested, and known to nobody else.
    MultisetDigest seed = new MultisetDigest(key);
    seed.add(validation.model().toByteArray());
    return new HeldOut(Predictors.of(model), own, seed.of("shuffles").first());
  }

  /**
   * How many rows of a version would take part: the fold of a first round, of which nothing else is
   * kept. Reads every row.
   */
  RowCounts count(Study study, DatasetVersion version) {
    Algorithm algorithm = Algorithms.of(study.computation());
    Partial partial = counting(algorithm.start(study.computation())).start();
    StudyRows rows = StudyRows.ofStudy(study, version.columns(), questions.digestKey());
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
