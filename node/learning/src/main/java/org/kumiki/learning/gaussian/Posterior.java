package org.kumiki.learning.gaussian;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.matrix.GrowingCholesky;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * The posterior of a {@link GaussianModel} that takes further rows one by one: A = G + rI becomes A
 * + φφᵀ and c becomes c + φt, which is what a fit with these rows in its sums would give for the
 * same features, scales and hyperparameters (COMBO, section 4 of Ueno et al., 2016). O(l²) a row.
 *
 * <p>Values are in the target's unit. Rows are features in the model's order, in their own units; a
 * missing one counts as its mean. Not thread-safe.
 */
public final class Posterior {
  private final GaussianModel model;
  private final RandomFeatures features;
  private final int[] kept;
  private final GrowingCholesky precision;
  private final double[] moments;
  private double[] weights;

  private Posterior(
      GaussianModel model,
      RandomFeatures features,
      int[] kept,
      GrowingCholesky precision,
      double[] moments) {
    this.model = model;
    this.features = features;
    this.kept = kept;
    this.precision = precision;
    this.moments = moments;
    this.weights = precision.solve(moments);
  }

  /** With all its sums. */
  public static Posterior of(GaussianModel model) {
    return of(model, 1);
  }

  /**
   * With its sums as if each row in them counted as a share of one.
   *
   * @param weight the share, 0 to 1
   */
  public static Posterior of(GaussianModel model, double weight) {
    int[] kept =
        IntStream.range(0, model.spreads().size())
            .filter(j -> !model.spreads().get(j).leftOut())
            .toArray();
    return new Posterior(
        model,
        new RandomFeatures(
            model.computation().seed(), model.computation().randomFeatures(), kept.length),
        kept,
        GrowingCholesky.of(GaussianPredictor.shiftedGram(model, weight)),
        Arrays.stream(model.moments().toArray()).map(moment -> weight * moment).toArray());
  }

  /** Another that takes rows by itself. */
  public Posterior copy() {
    return new Posterior(model, features, kept, precision.copy(), moments.clone());
  }

  public GaussianModel model() {
    return model;
  }

  /** z of a row: the features that vary, in standard deviations from the mean. */
  public double[] standardised(double[] row) {
    if (row.length != model.spreads().size()) {
      throw new IllegalArgumentException(
          row.length + " values for a model of " + model.spreads().size() + " features");
    }
    double[] z = new double[kept.length];
    for (int k = 0; k < z.length; k++) {
      z[k] = model.spreads().get(kept[k]).standardise(row[kept[k]], model.computation().clip());
    }
    return z;
  }

  /** φ of a row. */
  public double[] phi(double[] row) {
    double[] phi = new double[features.count()];
    features.fill(features.project(standardised(row)), model.lengthscale(), phi, 0);
    return phi;
  }

  /** A measured row. */
  public void add(double[] phi, double measured) {
    add(phi, measured, 1);
  }

  /**
   * A measured row that counts as a share of one.
   *
   * @param weight the share, at least 0
   */
  public void add(double[] phi, double measured, double weight) {
    double t = (measured - model.target().mean()) / model.target().std();
    double root = Math.sqrt(weight);
    precision.add(Arrays.stream(phi).map(feature -> root * feature).toArray());
    for (int i = 0; i < moments.length; i++) {
      moments[i] += weight * phi[i] * t;
    }
    weights = precision.solve(moments);
  }

  /**
   * A row as if its mean had been measured. The mean stays what it is everywhere, the variance
   * becomes what it would be whatever was measured.
   */
  public void believe(double[] phi) {
    add(phi, mean(phi));
  }

  /** The mean of a measurement. */
  public double mean(double[] phi) {
    return valueOf(weights, phi);
  }

  /** The standard deviation of what is measured, without the noise of a measurement. */
  public double deviation(double[] phi) {
    return model.target().std() * model.noise() * Math.sqrt(relativeVariance(phi));
  }

  /** The standard deviation of a measurement: with its noise. */
  public double measurementDeviation(double[] phi) {
    return model.target().std() * model.noise() * Math.sqrt(1 + relativeVariance(phi));
  }

  /** {@link #deviation} before any row: the amplitude, as far as the features reach it. */
  public double priorDeviation(double[] phi) {
    double squares = 0;
    for (double feature : phi) {
      squares += feature * feature;
    }
    return model.target().std() * model.amplitude() * Math.sqrt(squares);
  }

  /** Weights of one function from the posterior: w + √(rv)·L⁻ᵀn with n normal. */
  public double[] draw(SeededNumbers numbers) {
    double[] drawn = precision.otherHalf(numbers.normals(moments.length));
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = weights[i] + model.noise() * drawn[i];
    }
    return drawn;
  }

  /** The value of a function of given weights. */
  public double valueOf(double[] ofWeights, double[] phi) {
    double value = 0;
    for (int i = 0; i < phi.length; i++) {
      value += ofWeights[i] * phi[i];
    }
    return model.target().mean() + model.target().std() * value;
  }

  private double relativeVariance(double[] phi) {
    double squares = 0;
    for (double half : precision.half(phi)) {
      squares += half * half;
    }
    return squares;
  }
}
