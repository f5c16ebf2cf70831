package org.kumiki.learning.mlp;

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
    List<Spread> spreads = model.spreads();
    int given = batch.columns().length;
    if (given != spreads.size() && given != spreads.size() + 1) {
      throw new IllegalArgumentException(
          given + " columns for a model of " + spreads.size() + " features");
    }
    double[] predictions = new double[batch.rows()];
    double[][] values = layers.room();
    for (int i = 0; i < predictions.length; i++) {
      int input = 0;
      for (int j = 0; j < spreads.size(); j++) {
        if (!spreads.get(j).leftOut()) {
          values[0][input++] =
              spreads.get(j).standardise(batch.columns()[j][i], model.computation().clip());
        }
      }
      predictions[i] = model.target().mean() + model.target().std() * layers.value(weights, values);
    }
    return predictions;
  }
}
