package org.kumiki.trial.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.MomentsResult;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.Result;

/** Predicts the mean of the training targets: what every other model has to beat. */
record MeanFamily(SortedMap<String, Object> settings) implements ModelFamily {
  static final String NAME = "mean";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean needsFeatures() {
    return false;
  }

  @Override
  public ModelFamily corrector() {
    return this;
  }

  @Override
  public Method method(List<String> material) {
    return new Method.Statistics();
  }

  @Override
  public Predictor predictor(Result fitted) {
    double mean = ((MomentsResult) fitted).means()[0];
    return rows -> {
      double[] predictions = new double[rows.rows()];
      Arrays.fill(predictions, mean);
      return predictions;
    };
  }

  @Override
  public Optional<LinearPart> linearPart(Result fitted, List<String> features) {
    return Optional.empty();
  }
}
