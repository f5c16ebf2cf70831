package org.kumiki.trial.simulation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Result;

/** A neural network by federated averaging. */
record NetworkFamily(SortedMap<String, Object> settings, Method.NeuralNetwork method)
    implements ModelFamily {
  static final String NAME = "mlp";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean needsFeatures() {
    return true;
  }

  @Override
  public ModelFamily corrector() {
    return RidgeFamily.correcting(method.clip());
  }

  @Override
  public Method method(List<String> material) {
    return method;
  }

  @Override
  public Predictor predictor(Result fitted) {
    return Predictors.of((RegressionModel) fitted);
  }

  @Override
  public Optional<LinearPart> linearPart(Result fitted, List<String> features) {
    return Optional.empty();
  }
}
