package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Gaussian-process regression by random Fourier features, as in COMBO (Ueno et al., Materials
 * Discovery 4, 2016): φᵢ(z) = √(2/l)·cos(ωᵢᵀz/η + bᵢ), so that φ(z)ᵀφ(z′) ≈ exp(−‖z − z′‖²/2η²),
 * and Bayesian linear regression of the standardised target on φ. Exact: the posterior of pooling
 * the rows. Three rounds: {@link Centring}, {@link Scaling}, {@link Standardised}. Immutable.
 *
 * @param features the columns to predict from; a missing cell counts as the mean
 * @param target the column to predict; a row without it is left out
 * @param randomFeatures l, 1 to {@value #MAX_RANDOM_FEATURES}
 * @param seed of ω and b, the same for all members; public
 * @param material which features, by their places, tell what a row's material is; all if none is
 *     named. Rows of one material are never split between training and validation.
 * @param folds into so many parts materials are drawn to choose width, noise and amplitude by the
 *     error on materials that trained nothing; 1 to choose them by the marginal likelihood, which
 *     overrates widths that interpolate within a material of many rows
 * @param lengthscale η in standard deviations of the features; 0 to choose it
 * @param noise the standard deviation of a measurement in standard deviations of the target; 0 to
 *     choose it
 * @param amplitude the prior standard deviation of what is measured, in standard deviations of the
 *     target; 0 to choose it
 * @param clip standardised features are cut at ± this; infinity for none
 * @param maxRowsPerMember the public cap on one member's rows
 */
public record GaussianProcess(
    List<Variable> features,
    Variable target,
    int randomFeatures,
    long seed,
    List<Integer> material,
    int folds,
    double lengthscale,
    double noise,
    double amplitude,
    double clip,
    long maxRowsPerMember)
    implements Regression {
  /** More would make a model of above four megabytes, and Gram sums of minutes. */
  public static final int MAX_RANDOM_FEATURES = 1000;

  /** Each fold sends Gram sums of its own. */
  public static final int MAX_FOLDS = 8;

  /** Beyond it a width is flat and a noise or amplitude hides everything. */
  public static final double MAX_SCALE = 1e6;

  /** Below it a width separates equal rows, and a noise is less than the rounding of a sum. */
  public static final double MIN_SCALE = 1e-6;

  /**
   * Refuses what no study can ask for.
   *
   * @throws IllegalArgumentException as {@link Regression#check} says, or if a setting is out of
   *     range
   */
  public GaussianProcess {
    features = List.copyOf(features);
    material = List.copyOf(material);
    Regression.check(features, target, clip, maxRowsPerMember);
    if (randomFeatures < 1 || randomFeatures > MAX_RANDOM_FEATURES) {
      throw new IllegalArgumentException(
          "random features are 1 to " + MAX_RANDOM_FEATURES + ", not " + randomFeatures);
    }
    if (folds < 1 || folds > MAX_FOLDS) {
      throw new IllegalArgumentException("folds are 1 to " + MAX_FOLDS + ", not " + folds);
    }
    int last = -1;
    for (int place : material) {
      if (place <= last || place >= features.size()) {
        throw new IllegalArgumentException("a material is told by features, in their order");
      }
      last = place;
    }
    lengthscale = scale("lengthscale", lengthscale);
    noise = scale("noise", noise);
    amplitude = scale("amplitude", amplitude);
  }

  @Override
  public String code() {
    return "gp";
  }

  @Override
  public <T> T foldRegression(
      Function<? super Ridge, ? extends T> ridge,
      Function<? super SparseRegression, ? extends T> sparse,
      Function<? super GaussianProcess, ? extends T> gaussian,
      Function<? super BoostedTrees, ? extends T> boosted,
      Function<? super NeuralNetwork, ? extends T> network) {
    return gaussian.apply(this);
  }

  private static double scale(String what, double value) {
    if (value != 0 && !(value >= MIN_SCALE && value <= MAX_SCALE)) {
      throw new IllegalArgumentException(
          what + " is " + MIN_SCALE + " to " + MAX_SCALE + ", or 0 to choose it, not " + value);
    }
    return value + 0.0;
  }
}
