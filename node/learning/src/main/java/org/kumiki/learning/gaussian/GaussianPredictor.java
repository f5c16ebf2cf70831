package org.kumiki.learning.gaussian;

import java.util.stream.IntStream;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.matrix.Cholesky;

/**
 * The posterior of a {@link GaussianModel}: mean φᵀ(G + rI)⁻¹c and variance r·v·φᵀ(G + rI)⁻¹φ in
 * scales of the target, to which the variance of a measurement, r·v, is added. Making one takes
 * O(l³), a prediction O(l·p), a deviation O(l²). Thread-safe.
 */
public final class GaussianPredictor implements Predictor {
  private final GaussianModel model;
  private final RandomFeatures features;
  private final int[] kept;
  private final Cholesky posterior;
  private final double[] weights;

  public GaussianPredictor(GaussianModel model) {
    this.model = model;
    this.kept =
        IntStream.range(0, model.spreads().size())
            .filter(j -> !model.spreads().get(j).leftOut())
            .toArray();
    this.features =
        new RandomFeatures(
            model.computation().seed(), model.computation().randomFeatures(), kept.length);
    this.posterior = Cholesky.of(shiftedGram(model, 1));
    this.weights = posterior.solve(model.moments().toArray());
  }

  @Override
  public double[] predict(Batch batch) {
    double[] means = new double[batch.rows()];
    StandardRow rows = rows(batch);
    for (int i = 0; i < means.length; i++) {
      double[] phi = phi(rows.of(batch, i));
      double mean = 0;
      for (int k = 0; k < phi.length; k++) {
        mean += weights[k] * phi[k];
      }
      means[i] = model.target().mean() + model.target().std() * mean;
    }
    return means;
  }

  @Override
  public double[] deviations(Batch batch) {
    double[] deviations = new double[batch.rows()];
    StandardRow rows = rows(batch);
    for (int i = 0; i < deviations.length; i++) {
      double spread = Math.sqrt(1 + relativeVariance(phi(rows.of(batch, i))));
      deviations[i] = model.target().std() * model.noise() * spread;
    }
    return deviations;
  }

  @Override
  public double[] unknownShares(Batch batch) {
    double[] shares = new double[batch.rows()];
    StandardRow rows = rows(batch);
    for (int i = 0; i < shares.length; i++) {
      double[] phi = phi(rows.of(batch, i));
      double prior = 0;
      for (double feature : phi) {
        prior += feature * feature;
      }
      shares[i] = Math.min(1, model.ratio() * relativeVariance(phi) / prior);
    }
    return shares;
  }

  /** φ of each row: what the posterior is linear in. */
  public double[][] features(Batch batch) {
    double[][] phis = new double[batch.rows()][];
    StandardRow rows = rows(batch);
    for (int i = 0; i < phis.length; i++) {
      phis[i] = phi(rows.of(batch, i));
    }
    return phis;
  }

  /** (G + rI)⁻¹c: one weight a random feature, in scales of the target. */
  public double[] weights() {
    return weights.clone();
  }

  /** ωᵢ, one row a random feature, over the features that are not left out. */
  public double[][] directions() {
    return features.directions();
  }

  /** bᵢ of each random feature. */
  public double[] phases() {
    return features.phases();
  }

  /** L⁻ᵀ with LLᵀ = G + rI: the squares of φᵀL⁻ᵀ add up to φᵀ(G + rI)⁻¹φ. */
  public double[][] transposedInverseFactor() {
    int l = weights.length;
    double[][] transposed = new double[l][];
    double[] unit = new double[l];
    for (int i = 0; i < l; i++) {
      unit[i] = 1;
      // Column i of L⁻¹ is row i of its transpose.
      transposed[i] = posterior.half(unit);
      unit[i] = 0;
    }
    return transposed;
  }

  /** φᵀ(G + rI)⁻¹φ: the variance of what is measured over that of the measurement. */
  private double relativeVariance(double[] phi) {
    double squares = 0;
    for (double half : posterior.half(phi)) {
      squares += half * half;
    }
    return squares;
  }

  private double[] phi(double[] z) {
    double[] phi = new double[features.count()];
    features.fill(features.project(z), model.lengthscale(), phi, 0);
    return phi;
  }

  private StandardRow rows(Batch batch) {
    int given = batch.columns().length;
    if (given != model.spreads().size() && given != model.spreads().size() + 1) {
      throw new IllegalArgumentException(
          given + " columns for a model of " + model.spreads().size() + " features");
    }
    return new StandardRow(model.spreads(), kept, model.computation().clip());
  }

  /** The lower triangle of wG + rI. */
  static double[][] shiftedGram(GaussianModel model, double weight) {
    int l = model.moments().size();
    double[][] lower = new double[l][];
    for (int i = 0; i < l; i++) {
      lower[i] = new double[i + 1];
    }
    int at = 0;
    for (int i = 0; i < l; i++) {
      for (int j = i; j < l; j++) {
        lower[j][i] = weight * model.gram().get(at++);
      }
      lower[i][i] += model.ratio();
    }
    return lower;
  }
}
