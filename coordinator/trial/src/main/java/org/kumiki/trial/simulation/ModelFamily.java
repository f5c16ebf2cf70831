package org.kumiki.trial.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.LinearModel;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.Result;

/** A kind of model that can be trained by sums, with its settings. Immutable. */
public sealed interface ModelFamily
    permits MeanFamily, RidgeFamily, SparseFamily, GaussianFamily, BoostedFamily, NetworkFamily {
  /** As {@code --model} names it. */
  String name();

  /** Every setting, given or not, by its key. */
  SortedMap<String, Object> settings();

  /** Whether it predicts from features; if not, it reads the target alone. */
  boolean needsFeatures();

  /**
   * The computation to ask for, as a study names it.
   *
   * @param material terms of the features that tell what a row's material is; none where the file
   *     has no composition
   */
  Method method(List<String> material);

  /** What predicts rows whose columns are the features, then the target. */
  Predictor predictor(Result fitted);

  /** The same model with what a fit has chosen for itself as given settings. */
  default ModelFamily fixedBy(Result fitted) {
    return this;
  }

  /** What a member models with that a federated model of this family leaves over on its rows. */
  ModelFamily corrector();

  /** The linear part, if the model has one. */
  Optional<LinearPart> linearPart(Result fitted, List<String> features);

  /**
   * The penalty-free description of a linear model on standardised features.
   *
   * @param weights by feature, the target's units a standard deviation; 0 where it is left out
   * @param leftOut features that do not vary
   */
  record LinearPart(Map<String, Double> weights, double intercept, List<String> leftOut) {
    static LinearPart of(LinearModel model, List<String> features) {
      Map<String, Double> weights = new LinkedHashMap<>();
      List<String> leftOut = new ArrayList<>();
      for (int j = 0; j < features.size(); j++) {
        weights.put(features.get(j), model.slopes().get(j).weight());
        if (model.slopes().get(j).spread().leftOut()) {
          leftOut.add(features.get(j));
        }
      }
      return new LinearPart(weights, model.intercept(), leftOut);
    }
  }
}
