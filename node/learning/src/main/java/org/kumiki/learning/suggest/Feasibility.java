package org.kumiki.learning.suggest;

import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.matrix.Cholesky;

/**
 * The probability that an experiment succeeds, from own successes and failures: Gaussian-process
 * classification with a probit likelihood by Laplace's approximation (Rasmussen and Williams,
 * Gaussian Processes for Machine Learning, 2006, algorithms 3.1 and 3.2, equation 3.82). What an
 * experiment is worth is multiplied by it, as Gelbart, Snoek and Adams (UAI 2014) do.
 *
 * <p>Far from all experiments it is about Laplace's rule of succession, (s + 1)/(n + 2). Width and
 * strength of the influence of one experiment are those of a small grid with the largest marginal
 * likelihood. Without a failure it is 1: nothing is known that could steer. Immutable.
 */
final class Feasibility {
  /** The cost is cubic: of more experiments the last ones count. */
  static final int MAX_EXPERIMENTS = 400;

  /** Times the width of the model of the property. */
  private static final double[] WIDTHS = {0.5, 1, 2};

  /** Prior standard deviation of the latent function; the likelihood's is 1. */
  private static final double[] STRENGTHS = {0.5, 1, 2};

  private static final int MAX_STEPS = 100;
  private static final double CONVERGED = 1e-10;

  private final double[][] points;
  private final double lengthscale;
  private final double strength;
  private final double mean;
  private final double[] gradient;
  private final double[] rootWeights;
  private final Cholesky factor;
  private final double logEvidence;

  private Feasibility(Mode mode, double[][] points, double lengthscale, double strength) {
    this.points = points;
    this.lengthscale = lengthscale;
    this.strength = strength;
    this.mean = mode.mean;
    this.gradient = mode.gradient;
    this.rootWeights = mode.rootWeights;
    this.factor = mode.factor;
    this.logEvidence = mode.logEvidence;
  }

  /** An experiment that was made, at a point of standardised features. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Outcome(double[] at, boolean succeeded) {}

  /**
   * @param lengthscale of the model of the property, in standard deviations of the features
   */
  static Feasibility of(List<Outcome> outcomes, double lengthscale) {
    List<Outcome> last =
        outcomes.subList(Math.max(0, outcomes.size() - MAX_EXPERIMENTS), outcomes.size());
    if (last.stream().allMatch(Outcome::succeeded)) {
      return new Feasibility(new Mode(0), new double[0][], 1, 1);
    }
    Feasibility best = null;
    for (double width : WIDTHS) {
      for (double strength : STRENGTHS) {
        Feasibility fitted = of(last, width * lengthscale, strength);
        if (best == null || fitted.logEvidence > best.logEvidence) {
          best = fitted;
        }
      }
    }
    return best;
  }

  static Feasibility of(List<Outcome> outcomes, double lengthscale, double strength) {
    double[][] points = outcomes.stream().map(Outcome::at).toArray(double[][]::new);
    double[][] kernel = new double[points.length][points.length];
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < points.length; j++) {
        kernel[i][j] = kernel(points[i], points[j], lengthscale, strength);
      }
    }
    double[] signs = outcomes.stream().mapToDouble(o -> o.succeeded() ? 1 : -1).toArray();
    Mode mode = new Mode(points.length);
    mode.find(kernel, signs);
    return new Feasibility(mode, points, lengthscale, strength);
  }

  /** The probability that an experiment at a point succeeds. */
  double probability(double[] point) {
    if (points.length == 0) {
      return 1;
    }
    double latent = mean;
    double[] weighted = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      double k = kernel(points[i], point, lengthscale, strength);
      latent += k * gradient[i];
      weighted[i] = rootWeights[i] * k;
    }
    double variance = strength * strength;
    for (double half : factor.half(weighted)) {
      variance -= half * half;
    }
    return NormalLaw.cumulative(latent / Math.sqrt(1 + Math.max(0, variance)));
  }

  private static double kernel(double[] a, double[] b, double lengthscale, double strength) {
    double squares = 0;
    for (int j = 0; j < a.length; j++) {
      squares += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return strength * strength * StrictMath.exp(-squares / (2 * lengthscale * lengthscale));
  }

  /** Where the posterior of the latent function is highest, and its curvature there. */
  private static final class Mode {
    private final int size;
    private final double[] gradient;
    private final double[] rootWeights;
    private double mean;
    private double[] latent;
    private Cholesky factor;
    private double logEvidence;

    Mode(int size) {
      this.size = size;
      this.gradient = new double[size];
      this.rootWeights = new double[size];
      this.latent = new double[size];
    }

    void find(double[][] kernel, double[] signs) {
      long successes = Arrays.stream(signs).filter(sign -> sign > 0).count();
      mean = NormalLaw.quantile((successes + 1.0) / (size + 2.0));
      double before = Double.NEGATIVE_INFINITY;
      for (int step = 0; step < MAX_STEPS; step++) {
        logEvidence = newton(kernel, signs);
        if (Math.abs(logEvidence - before) < CONVERGED) {
          break;
        }
        before = logEvidence;
      }
      curvature(signs);
      factor = Cholesky.of(scaled(kernel));
    }

    // The probit likelihood is log-concave, so that Newton's full steps find the one mode.
    private double newton(double[][] kernel, double[] signs) {
      curvature(signs);
      double[][] lower = scaled(kernel);
      Cholesky b = Cholesky.of(lower);
      double[] pull = new double[size];
      for (int i = 0; i < size; i++) {
        pull[i] = rootWeights[i] * rootWeights[i] * latent[i] + gradient[i];
      }
      double[] solved = b.solve(times(rootWeights, product(kernel, pull)));
      for (int i = 0; i < size; i++) {
        pull[i] -= rootWeights[i] * solved[i];
      }
      latent = product(kernel, pull);
      double log = 0;
      for (int i = 0; i < size; i++) {
        log += NormalLaw.logCumulative(signs[i] * (mean + latent[i])) - pull[i] * latent[i] / 2;
        log -= StrictMath.log(lower[i][i]);
      }
      return log;
    }

    private void curvature(double[] signs) {
      for (int i = 0; i < size; i++) {
        double z = signs[i] * (mean + latent[i]);
        double ratio = NormalLaw.inverseMills(z);
        gradient[i] = signs[i] * ratio;
        rootWeights[i] = Math.sqrt(Math.max(0, ratio * (ratio + z)));
      }
    }

    /** The lower triangle of I + W½KW½. */
    private double[][] scaled(double[][] kernel) {
      double[][] lower = new double[size][];
      for (int i = 0; i < size; i++) {
        lower[i] = new double[i + 1];
        for (int j = 0; j <= i; j++) {
          lower[i][j] = rootWeights[i] * kernel[i][j] * rootWeights[j];
        }
        lower[i][i] += 1;
      }
      return lower;
    }

    private static double[] product(double[][] matrix, double[] vector) {
      double[] product = new double[vector.length];
      for (int i = 0; i < product.length; i++) {
        for (int j = 0; j < product.length; j++) {
          product[i] += matrix[i][j] * vector[j];
        }
      }
      return product;
    }

    private static double[] times(double[] a, double[] b) {
      double[] product = new double[a.length];
      for (int i = 0; i < product.length; i++) {
        product[i] = a[i] * b[i];
      }
      return product;
    }
  }
}
