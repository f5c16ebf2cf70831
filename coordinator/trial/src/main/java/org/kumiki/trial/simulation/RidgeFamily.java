package org.kumiki.trial.simulation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.LinearModel;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Result;

/** Ridge regression on standardised features. */
record RidgeFamily(SortedMap<String, Object> settings, double lambda, double clip)
    implements ModelFamily {
  static final String NAME = "ridge";

  /**
   * The penalty of a correction: what is left over is small and a member's rows are few, so it is
   * held closer to none than a model is.
   */
  private static final double CORRECTING_LAMBDA = 10;

  static RidgeFamily correcting(double clip) {
    return new RidgeFamily(new TreeMap<>(), CORRECTING_LAMBDA, clip);
  }

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
    return correcting(clip);
  }

  @Override
  public Method method(List<String> material) {
    return new Method.RidgeRegression(lambda, clip);
  }

  @Override
  public Predictor predictor(Result fitted) {
    return Predictors.of((RegressionModel) fitted);
  }

  @Override
  public Optional<LinearPart> linearPart(Result fitted, List<String> features) {
    return Optional.of(LinearPart.of((LinearModel) fitted, features));
  }
}
