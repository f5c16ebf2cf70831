package org.kumiki.learning.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Spread;

/**
 * What each feature does to a prediction, told from the model alone and so from nothing but sums:
 * how much the prediction changes when the feature rises by one standard deviation about its mean,
 * while all others stay at theirs. For a linear model that is its weight. What features do only
 * together is not seen by it.
 */
public final class FeatureEffects {
  private FeatureEffects() {}

  /**
   * A feature's effect.
   *
   * @param feature its name in the computation
   * @param change of the prediction, in the target's unit, for one standard deviation more
   * @param std that standard deviation, in the feature's unit; 0 for a feature that is left out
   */
  public record Effect(String feature, double change, double std) {}

  /**
   * The effects in the order of the model's features. Costs two predictions a feature.
   *
   * @param predictor what predicts by the model
   */
  public static List<Effect> of(RegressionModel model, Predictor predictor) {
    List<Spread> spreads = model.spreads();
    int features = spreads.size();
    double[][] columns = new double[features][2 * features];
    for (int j = 0; j < features; j++) {
      Spread spread = spreads.get(j);
      Arrays.fill(columns[j], spread.mean());
      columns[j][2 * j] = spread.mean() - spread.std();
      columns[j][2 * j + 1] = spread.mean() + spread.std();
    }
    double[] predicted = predictor.predict(new Batch(2 * features, columns));
    List<Effect> effects = new ArrayList<>();
    for (int j = 0; j < features; j++) {
      double change = (predicted[2 * j + 1] - predicted[2 * j]) / 2;
      effects.add(
          new Effect(model.computation().features().get(j).name(), change, spreads.get(j).std()));
    }
    return effects;
  }
}
