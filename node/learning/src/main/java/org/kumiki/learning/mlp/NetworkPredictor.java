package org.kumiki.learning.mlp;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.NetworkModel;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.Spread;

/** What a {@link NetworkModel} predicts. Thread-safe. */
public final class NetworkPredictor implements Predictor {
  private final NetworkModel model;
  private final Layers layers;
  private final double[] weights;

  public NetworkPredictor(NetworkModel model) {
    this.model = model;
    this.layers = AveragingRound.layers(model.computation(), model.spreads());
    this.weights = model.weights().toArray();
  }

  @Override
  public double[] predict(Batch batch) {
    double[] predictions = new double[batch.rows()];
    forEachRow(
        batch,
        (i, values) ->
            predictions[i] =
                model.target().mean() + model.target().std() * values[values.length - 1][0]);
    return predictions;
  }

  /** What the last hidden layer's units say of each row: the features that the output weighs. */
  public double[][] features(Batch batch) {
    double[][] features = new double[batch.rows()][];
    forEachRow(batch, (i, values) -> features[i] = values[values.length - 2].clone());
    return features;
  }

  /**
   * One layer.
   *
   * @param weights one row a unit below, one column a unit; the lowest units are the features that
   *     are not left out
   * @param offsets one a unit
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Layer(double[][] weights, double[] offsets) {}

  /** Hidden layers from below, then the output, which predicts in scales of the target. */
  public List<Layer> layers() {
    List<Layer> all = new ArrayList<>();
    for (int layer = 1; layer <= layers.count(); layer++) {
      double[][] units = layers.ofUnits(weights, layer);
      int below = units[0].length - 1;
      double[][] byInput = new double[below][units.length];
      double[] offsets = new double[units.length];
      for (int unit = 0; unit < units.length; unit++) {
        for (int i = 0; i < below; i++) {
          byInput[i][unit] = units[unit][i];
        }
        offsets[unit] = units[unit][below];
      }
      all.add(new Layer(byInput, offsets));
    }
    return all;
  }

  /** What to do with a row's place and the values of all units. */
  private interface RowAction {
    void accept(int row, double[][] values);
  }

  private void forEachRow(Batch batch, RowAction action) {
    List<Spread> spreads = model.spreads();
    int given = batch.columns().length;
    if (given != spreads.size() && given != spreads.size() + 1) {
      throw new IllegalArgumentException(
          given + " columns for a model of " + spreads.size() + " features");
    }
    double[][] values = layers.room();
    for (int i = 0; i < batch.rows(); i++) {
      int input = 0;
      for (int j = 0; j < spreads.size(); j++) {
        if (!spreads.get(j).leftOut()) {
          values[0][input++] =
              spreads.get(j).standardise(batch.columns()[j][i], model.computation().clip());
        }
      }
      layers.value(weights, values);
      action.accept(i, values);
    }
  }
}
