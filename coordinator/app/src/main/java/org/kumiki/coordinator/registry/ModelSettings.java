package org.kumiki.coordinator.registry;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.NetworkModel;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.SparseModel;
import org.kumiki.platform.plot.Figures;

/** The settings of a model as pages list them: what was asked for, and what the sums chose. */
final class ModelSettings {
  private final Map<String, String> settings = new LinkedHashMap<>();

  private ModelSettings() {}

  /** By the keys of the room's words, each with its value. */
  static Map<String, String> of(RegressionModel model) {
    ModelSettings settings = new ModelSettings();
    model.foldModel(
        linear -> linear.foldLinear(settings::ridge, settings::sparse),
        settings::gaussian,
        settings::boosted,
        settings::network);
    return settings.settings;
  }

  private Void ridge(RidgeModel model) {
    put("lambda", model.computation().lambda());
    put("clip", model.computation().clip());
    return null;
  }

  private Void sparse(SparseModel model) {
    put("alpha", model.alpha());
    put("l1-ratio", model.computation().l1Ratio());
    put("features-used", model.used());
    put("clip", model.computation().clip());
    return null;
  }

  private Void gaussian(GaussianModel model) {
    put("random-features", model.computation().randomFeatures());
    put("seed", model.computation().seed());
    put("lengthscale", model.lengthscale());
    put("amplitude", model.amplitude());
    put("noise", model.noise());
    put("clip", model.computation().clip());
    return null;
  }

  private Void boosted(BoostedModel model) {
    put("trees", model.trees().size());
    put("depth", model.computation().depth());
    put("bins", model.computation().bins());
    put("learning-rate", model.computation().learningRate());
    put("lambda", model.computation().lambda());
    put("min-rows", model.computation().minRows());
    return null;
  }

  private Void network(NetworkModel model) {
    settings.put("hidden", model.computation().hidden().toString());
    put("rounds", model.computation().rounds());
    put("local-epochs", model.computation().localEpochs());
    put("clip", model.computation().clip());
    return null;
  }

  private void put(String key, double value) {
    settings.put(key, Figures.text(value));
  }
}
