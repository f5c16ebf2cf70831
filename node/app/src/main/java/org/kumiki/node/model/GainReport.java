package org.kumiki.node.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.validation.Applicability;
import org.kumiki.learning.validation.Coverage;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * What a member gained by a study, on own rows that trained nothing: the same model trained alone,
 * the federated one, the federated one corrected by a ridge regression of the member's own on what
 * it leaves over, and the personal choice among the three. Nothing of it leaves the node.
 *
 * <p>The choice is honest: each half of the rows is predicted by the kind that was best on the
 * other half.
 */
public final class GainReport {
  private static final double CORRECTION_LAMBDA = 10;

  /** As far as numbers of one target can lie apart, in widths of its domain. */
  private static final double RESIDUAL_WIDTH = 2;

  private GainReport() {}

  /** What a member may predict by. */
  public enum Kind {
    LOCAL,
    FEDERATED,
    CORRECTED
  }

  /**
   * Errors in the target's unit.
   *
   * @param errors of each kind that there is
   * @param personal of the choice
   * @param kept by the halves, the first half's choice first
   * @param coverage of the federated model's intervals; of no rows if it states none
   * @param zones errors of the federated model on rows inside, at the edge and outside of what it
   *     has seen
   */
  public record Gain(
      Map<Kind, ErrorMeasures> errors,
      ErrorMeasures personal,
      List<Kind> kept,
      Coverage coverage,
      Map<Applicability.Zone, ErrorMeasures> zones,
      Rows rows) {}

  /** The rows, a number each: what was measured and what each kind predicts; NaN for none. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Rows(
      double[] actual,
      double[] federated,
      double[] deviations,
      double[] local,
      double[] corrected,
      Applicability.Zone[] zones) {
    double[] of(Kind kind) {
      return switch (kind) {
        case LOCAL -> local;
        case FEDERATED -> federated;
        case CORRECTED -> corrected;
      };
    }
  }

  /**
   * @param holdout whose rows took no part in the study, or were held out in part
   * @param holdOutKey by which this node draws what trains nothing
   * @throws IllegalArgumentException if there is no model or no row with a target; one sentence
   */
  public static Gain of(
      Entry entry, DatasetVersion holdout, DatasetStore datasets, byte[] holdOutKey) {
    StudyRows untrained = Comparison.untrained(entry, holdout, datasets, holdOutKey);
    RegressionModel model = Comparison.model(entry);
    Predictor federated = Predictors.of(model);
    Optional<Predictor> local =
        new Comparison(datasets, () -> holdOutKey).trainAlone(entry).map(Predictors::of);
    Optional<Predictor> corrected = corrected(entry, federated, datasets, holdOutKey);
    Collected collected = new Collected(model, federated, local, corrected);
    read(untrained, holdout, datasets, collected::add);
    if (collected.actual.isEmpty()) {
      throw new IllegalArgumentException(
          "no row of this dataset has the target and all terms: choose another dataset");
    }
    return gain(collected.rows());
  }

  static Gain gain(Rows rows) {
    Map<Kind, ErrorMeasures> errors = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (!Double.isNaN(rows.of(kind)[0])) {
        errors.put(kind, ErrorMeasures.of(rows.actual(), rows.of(kind)));
      }
    }
    List<Kind> kept = List.of(best(rows, errors, 1), best(rows, errors, 0));
    double[] personal = new double[rows.actual().length];
    for (int i = 0; i < personal.length; i++) {
      personal[i] = rows.of(kept.get(i % 2))[i];
    }
    return new Gain(
        errors,
        ErrorMeasures.of(rows.actual(), personal),
        kept,
        Coverage.of(rows.actual(), rows.federated(), rows.deviations()),
        zones(rows),
        rows);
  }

  /** The kind with the smallest mean absolute error on one half; the federated on a tie. */
  private static Kind best(Rows rows, Map<Kind, ErrorMeasures> errors, int half) {
    Kind best = Kind.FEDERATED;
    double least = error(rows, best, half);
    for (Kind kind : errors.keySet()) {
      double error = error(rows, kind, half);
      if (error < least) {
        best = kind;
        least = error;
      }
    }
    return best;
  }

  private static double error(Rows rows, Kind kind, int half) {
    double sum = 0;
    for (int i = half; i < rows.actual().length; i += 2) {
      sum += Math.abs(rows.actual()[i] - rows.of(kind)[i]);
    }
    return sum;
  }

  private static Map<Applicability.Zone, ErrorMeasures> zones(Rows rows) {
    Map<Applicability.Zone, ErrorMeasures> zones = new EnumMap<>(Applicability.Zone.class);
    for (Applicability.Zone zone : Applicability.Zone.values()) {
      List<Double> actual = new ArrayList<>();
      List<Double> predicted = new ArrayList<>();
      for (int i = 0; i < rows.zones().length; i++) {
        if (rows.zones()[i] == zone) {
          actual.add(rows.actual()[i]);
          predicted.add(rows.federated()[i]);
        }
      }
      zones.put(zone, ErrorMeasures.of(array(actual), array(predicted)));
    }
    return zones;
  }

  /** The federated model and an own ridge regression of what it leaves over on the own rows. */
  private static Optional<Predictor> corrected(
      Entry entry, Predictor federated, DatasetStore datasets, byte[] holdOutKey) {
    if (entry.datasetVersion().isEmpty()) {
      return Optional.empty();
    }
    RegressionModel model = Comparison.model(entry);
    Variable target = entry.study().target().orElseThrow().variables().get(0);
    double reach = RESIDUAL_WIDTH * (target.upper() - target.lower());
    Ridge ridge =
        new Ridge(
            model.computation().features(),
            new Variable("what is left over", -reach, reach),
            CORRECTION_LAMBDA,
            model.computation().clip(),
            entry.study().maxRowsPerMember());
    DatasetVersion version = datasets.find(entry.datasetVersion().orElseThrow()).orElseThrow();
    Stage stage = Algorithms.of(ridge).start(ridge);
    try {
      while (stage instanceof State state) {
        Partial partial = Algorithms.of(ridge).localStep(state).start();
        StudyRows rows = StudyRows.ofStudy(entry.study(), version.columns(), holdOutKey);
        read(
            rows, version, datasets, (batch, expected) -> partial.add(residuals(batch, federated)));
        stage = Algorithms.of(ridge).merge(state, partial.vector(), 1);
      }
    } catch (UnusableSumException e) {
      return Optional.empty();
    }
    Predictor own = Predictors.of((RegressionModel) stage);
    return Optional.of(
        rows -> {
          double[] predicted = federated.predict(rows);
          double[] correction = own.predict(rows);
          for (int i = 0; i < predicted.length; i++) {
            predicted[i] += correction[i];
          }
          return predicted;
        });
  }

  private static Batch residuals(Batch batch, Predictor federated) {
    double[][] columns = batch.columns().clone();
    int target = columns.length - 1;
    double[] residuals = columns[target].clone();
    double[] predicted = federated.predict(batch);
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] -= predicted[i];
    }
    columns[target] = residuals;
    return new Batch(batch.rows(), columns);
  }

  private static void read(
      StudyRows rows, DatasetVersion version, DatasetStore datasets, StudyRows.Learner action) {
    StudyRows.Batches batches = rows.learned(action);
    datasets.forEachRow(version.id(), batches::add);
    batches.flush();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Some numbers a row, whatever the number of features. */
  private static final class Collected {
    private final RegressionModel model;
    private final Predictor federated;
    private final Optional<Predictor> local;
    private final Optional<Predictor> corrected;
    private final List<Double> actual = new ArrayList<>();
    private final List<Double> byAll = new ArrayList<>();
    private final List<Double> deviations = new ArrayList<>();
    private final List<Double> alone = new ArrayList<>();
    private final List<Double> byBoth = new ArrayList<>();
    private final List<Applicability.Zone> zones = new ArrayList<>();

    Collected(
        RegressionModel model,
        Predictor federated,
        Optional<Predictor> local,
        Optional<Predictor> corrected) {
      this.model = model;
      this.federated = federated;
      this.local = local;
      this.corrected = corrected;
    }

    void add(Batch batch, double[] expected) {
      double[] target = batch.columns()[batch.columns().length - 1];
      double[] means = federated.predict(batch);
      double[] spreads = federated.deviations(batch);
      double[] unknown = federated.unknownShares(batch);
      Optional<double[]> own = local.map(by -> by.predict(batch));
      Optional<double[]> both = corrected.map(by -> by.predict(batch));
      for (int i = 0; i < batch.rows(); i++) {
        if (Double.isFinite(target[i])) {
          actual.add(expected[i] + target[i]);
          byAll.add(expected[i] + means[i]);
          deviations.add(spreads[i]);
          alone.add(own.isPresent() ? expected[i] + own.get()[i] : Double.NaN);
          byBoth.add(both.isPresent() ? expected[i] + both.get()[i] : Double.NaN);
          zones.add(Applicability.of(model, unknown[i], batch, i).zone());
        }
      }
    }

    Rows rows() {
      return new Rows(
          array(actual),
          array(byAll),
          array(deviations),
          array(alone),
          array(byBoth),
          zones.toArray(new Applicability.Zone[0]));
    }
  }
}
