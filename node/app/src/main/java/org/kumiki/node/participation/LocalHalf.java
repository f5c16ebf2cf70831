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
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.Validating;
import org.kumiki.learning.computation.Validation;
import org.kumiki.learning.validation.HeldOut;
import org.kumiki.learning.validation.ValidationAlgorithm;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.GivenColumns;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.node.participation.StudyStore.RowCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local step of a round over the rows that were fixed with the approval, streaming; over none
 * in a rehearsal.
 */
final class LocalHalf {
  private static final Logger LOG = LoggerFactory.getLogger(LocalHalf.class);

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
    Optional<LocalStep> step =
        flags ? Optional.empty() : step(entry.study(), computing.state(), key);
    if (!flags && step.isEmpty()) {
      return nothing(entry, computing.state());
    }
    Partial partial = step.orElseGet(() -> counting(computing.state())).start();
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
    long deciding =
        mayBeTested(entry.study()) ? deciding(entry.study(), partial.rowsUsed(), rows.apart()) : 0;
    return flags
        ? flags(entry, deciding, given.digests())
        : new Contribution(deciding, partial.vector());
  }

  /**
   * The rows that the gate's rules look at. With a hold-out both parts must have enough and neither
   * too many, so that the same members stand in the sums of both.
   */
  static long deciding(Study study, long used, long apart) {
    if (study.holdout() == 0) {
      return used;
    }
    long more = Math.max(used, apart);
    return more > study.maxRowsPerMember() ? more : Math.min(used, apart);
  }

  /** The fold of a round; empty if it would test a model that this node has not computed. */
  private Optional<LocalStep> step(Study study, State state, byte[] key) {
    return study.method() instanceof Method.Validation validation
        ? trained(validation)
            .map(entry -> new ValidationAlgorithm().localStep(state, heldOut(entry, study, key)))
        : Optional.of(Algorithms.of(state.computation()).localStep(state));
  }

  /** A fold by which rows are counted; nothing is predicted, and no row is kept. */
  static LocalStep counting(State state) {
    if (!(state instanceof Validating validating)) {
      return Algorithms.of(state.computation()).localStep(state);
    }
    Validation asked = validating.computation();
    Validation bare =
        new Validation(
            asked.features(), List.of(), asked.target(), false, asked.maxRowsPerMember());
    Predictor nothing = batch -> new double[batch.rows()];
    return new ValidationAlgorithm()
        .localStep(new Validating(bare), new HeldOut(nothing, Optional.empty(), 0));
  }

  /** The study of this node whose model a validation tests; looked at again in every round. */
  private Optional<Entry> trained(Method.Validation validation) {
    return studies
        .find(validation.model().hex())
        .filter(entry -> ModelCheck.computed(entry).isPresent());
  }

  private boolean mayBeTested(Study study) {
    return !(study.method() instanceof Method.Validation validation)
        || trained(validation).isPresent();
  }

  /** Too few rows for the gate, so that zeros leave: the others' sum must not wait. */
  private static Contribution nothing(Entry entry, State state) {
    LOG.warn("study {} tests a model that this node has not computed: it gets zeros", entry.hash());
    Encoding encoding = Algorithms.of(state.computation()).encoding(state);
    return new Contribution(0, new double[encoding.length()]);
  }

  /** What held-out rows are predicted by. */
  private HeldOut heldOut(Entry trained, Study study, byte[] key) {
    Method.Validation validation = (Method.Validation) study.method();
    RegressionModel model = ModelCheck.computed(trained).orElseThrow();
    Optional<HeldOut.Own> own =
        OwnModel.of(trained, datasets, key)
            .filter(alone -> validation.baselines())
            .map(alone -> new HeldOut.Own(alone.targetMean(), alone.predictor()));
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
        rows.imputed(),
        rows.apart());
  }

  private Contribution flags(Entry entry, long rows, List<ColumnDigest> columns) {
    boolean changed = questions.hasNewData(entry.study(), columns);
    return new Contribution(rows, Contribution.flags(rows, changed).values(), columns);
  }
}
