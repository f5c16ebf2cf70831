package org.kumiki.node.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kumiki.exchange.round.Progress;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.OwnModel;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * What a federated model is worth to this member: its error on rows that trained nothing, beside
 * that of the same model trained on the member's own rows alone. Nothing of it leaves the node.
 */
public final class Comparison {
  private final DatasetStore datasets;
  private final Supplier<byte[]> holdOutKey;

  /**
   * @param holdOutKey by which this node draws what trains nothing
   */
  Comparison(DatasetStore datasets, Supplier<byte[]> holdOutKey) {
    this.datasets = datasets;
    this.holdOutKey = holdOutKey;
  }

  /**
   * Errors in the target's unit.
   *
   * @param local empty if the member's own rows do not determine a model
   */
  public record Errors(long rows, Optional<ErrorMeasures> local, ErrorMeasures federated) {}

  /**
   * @param holdout rows that took no part in the study
   * @throws IllegalArgumentException if the study made no regression model, or the rows have no
   *     target; one sentence
   */
  Errors compare(Entry entry, DatasetVersion holdout) {
    StudyRows reading = untrained(entry, holdout, datasets, holdOutKey.get());
    Predictor federated = Predictors.of(model(entry));
    Optional<Predictor> local = trainAlone(entry).map(Predictors::of);
    Scores scores = new Scores();
    StudyRows.Batches batches =
        reading.learned((batch, expected) -> scores.add(batch, expected, federated, local));
    datasets.forEachRow(holdout.id(), batches::add);
    batches.flush();
    if (scores.actual.isEmpty()) {
      throw new IllegalArgumentException(
          "no row of this dataset has the target and all terms: choose another dataset");
    }
    return new Errors(
        scores.actual.size(),
        local.map(model -> scores.of(scores.local)),
        scores.of(scores.federated));
  }

  /**
   * A reading of rows that trained nothing: of the dataset that took part, in whichever version,
   * those that the study held out; of another dataset all. A later version repeats the rows of the
   * one before, so that all of it counts as having trained.
   *
   * @throws IllegalArgumentException if all rows trained the model; one sentence
   */
  static StudyRows untrained(
      Entry entry, DatasetVersion version, DatasetStore datasets, byte[] holdOutKey) {
    if (!trainedBy(entry, version, datasets)) {
      return StudyRows.forTraining(entry.study(), version.columns());
    }
    if (entry.study().holdout() == 0) {
      throw new IllegalArgumentException(
          "this dataset trained the model, so its error says nothing: choose another dataset");
    }
    return StudyRows.heldOut(entry.study(), version.columns(), holdOutKey);
  }

  /** Whether a version is of the dataset whose rows, in this or another version, took part. */
  public static boolean trainedBy(Entry entry, DatasetVersion version, DatasetStore datasets) {
    return entry
        .datasetVersion()
        .filter(
            id ->
                id == version.id()
                    || datasets
                        .find(id)
                        .filter(own -> own.dataset().equals(version.dataset()))
                        .isPresent())
        .isPresent();
  }

  /** Three numbers a row, whatever the number of features. */
  private static final class Scores {
    private final List<Double> actual = new ArrayList<>();
    private final List<Double> federated = new ArrayList<>();
    private final List<Double> local = new ArrayList<>();

    void add(Batch batch, double[] expected, Predictor model, Optional<Predictor> alone) {
      double[] target = batch.columns()[batch.columns().length - 1];
      double[] byAll = model.predict(batch);
      double[] byOne = alone.map(own -> own.predict(batch)).orElse(byAll);
      for (int i = 0; i < batch.rows(); i++) {
        if (Double.isFinite(target[i])) {
          actual.add(expected[i] + target[i]);
          federated.add(expected[i] + byAll[i]);
          local.add(expected[i] + byOne[i]);
        }
      }
    }

    ErrorMeasures of(List<Double> predicted) {
      return ErrorMeasures.of(array(actual), array(predicted));
    }

    private static double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  static boolean hasModel(Entry entry) {
    return entry.standing().progress() instanceof Progress.Done done
        && done.result() instanceof RegressionModel;
  }

  /** The regression model of a study that ended here, or was fetched. */
  static RegressionModel model(Entry entry) {
    if (entry.standing().progress() instanceof Progress.Done done
        && done.result() instanceof RegressionModel model) {
      return model;
    }
    if (!entry.study().readsRows()) {
      throw new IllegalArgumentException(
          "this study was a rehearsal: it read no row, so there is no model to use");
    }
    throw new IllegalArgumentException(
        "this study has made no regression model here: see 'kumiki node studies'");
  }

  Optional<RegressionModel> trainAlone(Entry entry) {
    return OwnModel.of(entry, datasets, holdOutKey.get()).flatMap(OwnModel::train);
  }
}
