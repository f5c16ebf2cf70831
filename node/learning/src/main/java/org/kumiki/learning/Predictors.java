package org.kumiki.learning;

import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.gaussian.GaussianPredictor;
import org.kumiki.learning.mlp.NetworkPredictor;

/** The closed catalogue: what predicts by which model. Stateless. */
public final class Predictors {
  private Predictors() {}

  /** What predicts by a model; making one may take as long as fitting it. */
  public static Predictor of(RegressionModel model) {
    return model.foldModel(
        linear -> linear, GaussianPredictor::new, boosted -> boosted, NetworkPredictor::new);
  }
}
