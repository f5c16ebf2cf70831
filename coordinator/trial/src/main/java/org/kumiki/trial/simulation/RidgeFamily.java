package org.kumiki.trial.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.RidgeModel;

/** Ridge regression on standardised features. */
record RidgeFamily(SortedMap<String, Object> settings, double lambda, double clip)
    implements ModelFamily {
  static final String NAME = "ridge";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean needsFeatures() {
    return true;
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
    RidgeModel model = (RidgeModel) fitted;
    Map<String, Double> weights = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    for (int j = 0; j < features.size(); j++) {
      weights.put(features.get(j), model.slopes().get(j).weight());
      if (model.slopes().get(j).spread().leftOut()) {
        leftOut.add(features.get(j));
      }
    }
    return Optional.of(new LinearPart(weights, model.intercept(), leftOut));
  }
}
