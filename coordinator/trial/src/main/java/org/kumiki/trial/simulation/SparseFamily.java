package org.kumiki.trial.simulation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.LinearModel;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.SparseModel;

/**
 * Elastic-net regression on standardised features.
 *
 * @param alpha 0 to choose it
 */
record SparseFamily(SortedMap<String, Object> settings, double alpha, double l1Ratio, double clip)
    implements ModelFamily {
  static final String NAME = "sparse";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean needsFeatures() {
    return true;
  }

  @Override
  public ModelFamily fixedBy(Result fitted) {
    double chosen = ((SparseModel) fitted).alpha();
    return new SparseFamily(settings, chosen, l1Ratio, clip);
  }

  @Override
  public ModelFamily corrector() {
    return RidgeFamily.correcting(clip);
  }

  @Override
  public Method method(List<String> material) {
    return new Method.SparseRegression(alpha, l1Ratio, clip);
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
