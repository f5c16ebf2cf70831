package org.kumiki.trial.simulation;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Result;

/**
 * Gaussian-process regression by random Fourier features.
 *
 * @param folds of materials to choose hyperparameters by; 0 for the default: {@value
 *     #DEFAULT_FOLDS} where a composition tells materials, else 1, the marginal likelihood
 * @param lengthscale and {@code noise}, {@code amplitude}: 0 to choose it
 */
record GaussianFamily(
    SortedMap<String, Object> settings,
    int features,
    long seed,
    int folds,
    double lengthscale,
    double noise,
    double amplitude,
    double clip)
    implements ModelFamily {
  static final String NAME = "gp";
  private static final int DEFAULT_FOLDS = 4;

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
    int chosen = material.isEmpty() ? 1 : DEFAULT_FOLDS;
    return new Method.GaussianProcess(
        features, seed, material, folds == 0 ? chosen : folds, lengthscale, noise, amplitude, clip);
  }

  @Override
  public ModelFamily fixedBy(Result fitted) {
    GaussianModel model = (GaussianModel) fitted;
    double least = GaussianProcess.MIN_SCALE;
    return new GaussianFamily(
        settings,
        features,
        seed,
        1,
        model.lengthscale(),
        Math.max(least, model.noise()),
        Math.max(least, model.amplitude()),
        clip);
  }

  @Override
  public ModelFamily corrector() {
    return RidgeFamily.correcting(clip);
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
