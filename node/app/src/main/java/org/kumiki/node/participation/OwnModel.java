package org.kumiki.node.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.StudyStore.Entry;

/** The model of a study trained on the rows alone that this node gave to it. It stays here. */
public final class OwnModel {
  /** Numbers that are kept in memory (160 MB) rather than read again for each of many rounds. */
  private static final long KEPT_NUMBERS = 20_000_000;

  private final Entry entry;
  private final DatasetStore datasets;
  private final DatasetVersion version;
  private final byte[] holdOutKey;
  private final List<Batch> kept = new ArrayList<>();

  private OwnModel(Entry entry, DatasetStore datasets, DatasetVersion version, byte[] holdOutKey) {
    this.entry = entry;
    this.datasets = datasets;
    this.version = version;
    this.holdOutKey = holdOutKey;
  }

  /**
   * Of a regression; empty if no own rows were given to its study, as where its model was fetched.
   *
   * @param holdOutKey by which this node draws what trains nothing
   */
  public static Optional<OwnModel> of(Entry entry, DatasetStore datasets, byte[] holdOutKey) {
    return entry
        .datasetVersion()
        .flatMap(datasets::find)
        .map(version -> new OwnModel(entry, datasets, version, holdOutKey));
  }

  /** Empty if the rows determine none. */
  public Optional<RegressionModel> train() {
    return determined(this::run);
  }

  /** What predicts by it; empty if the rows determine none. */
  Optional<Predictor> predictor() {
    return train().flatMap(model -> determined(() -> Predictors.of(model)));
  }

  /**
   * What follows from own rows, if anything does. Whatever they may break ends here: an error that
   * depends on them would be seen outside by the round that stops.
   */
  static <T> Optional<T> determined(Supplier<T> ofOwnRows) {
    try {
      return Optional.of(ofOwnRows.get());
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private RegressionModel run() {
    Computation computation = entry.study().computation();
    Stage stage = start(computation);
    while (stage instanceof State state) {
      Partial partial = Algorithms.of(computation).localStep(state).start();
      forEachBatch(partial::add);
      stage = Algorithms.of(computation).merge(state, partial.vector(), 1);
    }
    return (RegressionModel) stage;
  }

  /** The mean of the target over those rows; the middle of its domain if there is none. */
  double targetMean() {
    Computation computation = entry.study().computation();
    Partial rows = Algorithms.of(computation).localStep(start(computation)).start();
    double[] sum = new double[1];
    forEachBatch(
        batch -> {
          for (int i : rows.add(batch)) {
            sum[0] += batch.columns()[batch.columns().length - 1][i];
          }
        });
    return rows.rowsUsed() == 0
        ? computation.variables().get(computation.variables().size() - 1).middle()
        : sum[0] / rows.rowsUsed();
  }

  private static State start(Computation computation) {
    return Algorithms.of(computation).start(computation);
  }

  private void forEachBatch(Consumer<Batch> action) {
    if (!kept.isEmpty()) {
      kept.forEach(action);
      return;
    }
    long numbers = version.rowCount() * entry.study().computation().variables().size();
    Consumer<Batch> reading =
        numbers > KEPT_NUMBERS
            ? action
            : batch -> {
              kept.add(batch);
              action.accept(batch);
            };
    StudyRows.Batches batches =
        StudyRows.ofStudy(entry.study(), version.columns(), holdOutKey).batches(reading);
    datasets.forEachRow(version.id(), batches::add);
    batches.flush();
  }
}
