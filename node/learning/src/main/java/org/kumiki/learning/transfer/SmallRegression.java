package org.kumiki.learning.transfer;

import java.util.Arrays;
import org.kumiki.learning.matrix.BorderedTridiagonal;
import org.kumiki.learning.matrix.BorderedTridiagonal.Shifted;
import org.kumiki.learning.matrix.Cholesky;

/**
 * Bayesian regression on few rows by a Gaussian process (Rasmussen and Williams, Gaussian Processes
 * for Machine Learning, MIT Press 2006, chapter 2): y = m + g(z) + noise, with the covariance
 * v·k(z, z′) of g and the variance r·v of the noise. k is linear, zᵀz′/p, which is ridge
 * regression, or exp(−‖z − z′‖²/2η²). Kernel, η and r are those of the largest marginal likelihood,
 * under the v that maximises it; r runs over a grid. O(n³) in the rows n. Immutable.
 */
final class SmallRegression {
  /** η in typical distances of two rows, √(2p); 0 stands for the linear kernel. */
  private static final double[] WIDTHS = {0, 0.25, 0.5, 1, 2};

  private static final int FIRST_STEP = -20;
  private static final int LAST_STEP = 12;
  private static final double STEPS_A_DECADE = 4;

  /** Where the fit is perfect rounding alone is left of v. */
  private static final double LEAST_VARIANCE = 1e-12;

  private final InputScale scale;
  private final double[][] rows;
  private final double mean;
  private final double std;
  private final double width;
  private final Choice choice;
  private final double[] alpha;
  private final Cholesky covariance;

  /** r and v, and what was minimised: −log p up to a constant. */
  private record Choice(double width, double ratio, double variance, double loss) {}

  private SmallRegression(InputScale scale, double[][] rows, double[] target) {
    this.scale = scale;
    this.rows = rows;
    this.mean = Arrays.stream(target).average().orElseThrow();
    double squares = Arrays.stream(target).map(y -> (y - mean) * (y - mean)).sum();
    double deviation = Math.sqrt(squares / target.length);
    // The scale cancels where the target does not vary.
    this.std = deviation > 0 ? deviation : 1;
    double[] t = Arrays.stream(target).map(y -> (y - mean) / std).toArray();
    this.choice = choose(t);
    this.width = choice.width();
    this.covariance = Cholesky.of(lower(choice.ratio()));
    this.alpha = covariance.solve(t);
  }

  /**
   * @param inputs one row a row, at least 2; NaN where missing
   * @param target one a row, finite
   * @param commonScale see {@link InputScale}
   */
  static SmallRegression fit(double[][] inputs, double[] target, boolean commonScale) {
    InputScale scale = InputScale.of(inputs, commonScale);
    double[][] rows = Arrays.stream(inputs).map(scale::of).toArray(double[][]::new);
    return new SmallRegression(scale, rows, target);
  }

  /** The mean of a measurement, in the target's unit. */
  double mean(double[] input) {
    double[] z = scale.of(input);
    double value = 0;
    for (int i = 0; i < rows.length; i++) {
      value += alpha[i] * kernel(width, rows[i], z);
    }
    return mean + std * value;
  }

  /** The standard deviation of a measurement about the mean, in the target's unit. */
  double deviation(double[] input) {
    double[] z = scale.of(input);
    double[] k = Arrays.stream(rows).mapToDouble(row -> kernel(width, row, z)).toArray();
    double explained = Arrays.stream(covariance.half(k)).map(half -> half * half).sum();
    double left = Math.max(0, kernel(width, z, z) - explained) + choice.ratio();
    return std * Math.sqrt(choice.variance() * left);
  }

  private Choice choose(double[] t) {
    Choice best = null;
    for (double candidate : WIDTHS) {
      double eta = candidate * Math.sqrt(2.0 * scale.inputs());
      BorderedTridiagonal reduced = BorderedTridiagonal.of(square(eta), t);
      for (int step = FIRST_STEP; step <= LAST_STEP; step++) {
        double ratio = Math.pow(10, step / STEPS_A_DECADE);
        Shifted shifted = reduced.shifted(ratio);
        double variance = Math.max(LEAST_VARIANCE, shifted.quadratic() / t.length);
        double loss = (t.length * Math.log(variance) + shifted.logDeterminant()) / 2;
        if (Double.isFinite(loss) && (best == null || loss < best.loss())) {
          best = new Choice(eta, ratio, variance, loss);
        }
      }
    }
    // A target that does not vary leaves nothing to choose.
    return best != null ? best : new Choice(0, 1, LEAST_VARIANCE, 0);
  }

  private double kernel(double eta, double[] a, double[] b) {
    double sum = 0;
    if (eta == 0) {
      for (int j = 0; j < a.length; j++) {
        sum += a[j] * b[j];
      }
      return sum / scale.inputs();
    }
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return Math.exp(-sum / (2 * eta * eta));
  }

  private double[] square(double eta) {
    int n = rows.length;
    double[] square = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        square[i * n + j] = kernel(eta, rows[i], rows[j]);
        square[j * n + i] = square[i * n + j];
      }
    }
    return square;
  }

  private double[][] lower(double ratio) {
    double[][] lower = new double[rows.length][];
    for (int i = 0; i < lower.length; i++) {
      lower[i] = new double[i + 1];
      for (int j = 0; j <= i; j++) {
        lower[i][j] = kernel(width, rows[i], rows[j]);
      }
      lower[i][i] += ratio;
    }
    return lower;
  }
}
