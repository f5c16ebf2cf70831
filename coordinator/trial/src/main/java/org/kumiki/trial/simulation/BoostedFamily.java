package org.kumiki.trial.simulation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Result;

/**
 * Gradient boosting of trees.
 *
 * @param method what is asked for; its terms are those of {@link Question}
 */
record BoostedFamily(SortedMap<String, Object> settings, Method.BoostedTrees method)
    implements ModelFamily {
  static final String NAME = "gbdt";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean needsFeatures() {
    return true;
  }

  /** As many trees as the rows held out liked, grown on all rows. */
  @Override
  public ModelFamily fixedBy(Result fitted) {
    int trees = Math.max(1, ((BoostedModel) fitted).trees().size());
    return new BoostedFamily(
        settings,
        new Method.BoostedTrees(
            trees,
            method.depth(),
            method.learningRate(),
            method.bins(),
            method.lambda(),
            method.minRows(),
            method.loss(),
            method.rising(),
            method.falling(),
            0,
            method.clip()));
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
