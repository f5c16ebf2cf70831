package org.kumiki.learning.sparse;

import org.kumiki.learning.computation.SparseModel;
import org.kumiki.learning.computation.SparseRegression;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.ridge.GramSums;

/**
 * Coordinate descent on sums (Friedman, Hastie and Tibshirani, J. Stat. Softw. 33, 2010, "covariance
 * updates"): with G = ZᵀZ/N and c = Zᵀt/N about the means,
 *
 * <pre>
 *   wⱼ ← S(cⱼ − Σ_{k≠j} Gⱼₖwₖ, αρ) / (Gⱼⱼ + α(1 − ρ)),    S(x, a) = sign(x)·max(|x| − a, 0).
 * </pre>
 *
 * α runs down from the least that leaves no weight, each solution the start of the next; where none
 * is given, the one with the least N log(RSS/N) + k log N is kept, k being the features in use (Zou,
 * Hastie and Tibshirani, Ann. Statist. 35, 2007). Not thread-safe; one use.
 */
final class ElasticNet {
  /** As scikit-learn: a hundred penalties over three decades. */
  private static final int PATH = 100;

  private static final double DECADES = 3;

  /** Weights are in standard deviations, so a step this small is below what anybody reads. */
  private static final double TOLERANCE = 1e-12;

  /** Nearly equal columns converge slowly; a path that comes here is still a good start. */
  private static final int MAX_SWEEPS = 10_000;

  /** Of N log 0; a fit that good is chosen for its few features. */
  private static final double LEAST_SQUARES = 1e-24;

  private final SparseRegression sparse;
  private final GramSums sums;
  private final long rows;
  private final double[][] gram;
  private final double[] moments;
  private final double[] weights;

  /** c − Gw. */
  private final double[] gradient;

  ElasticNet(SparseRegression sparse, GramSums sums, long rows) {
    this.sparse = sparse;
    this.sums = sums;
    this.rows = rows;
    int features = sums.features();
    this.gram = new double[features][features];
    this.moments = new double[features];
    for (int j = 0; j < features; j++) {
      moments[j] = sums.moment(j) / rows;
      for (int k = j; k < features; k++) {
        gram[j][k] = sums.product(j, k) / rows;
        gram[k][j] = gram[j][k];
      }
    }
    this.weights = new double[features];
    this.gradient = moments.clone();
  }

  SparseModel model(int contributors) {
    double[] best = weights.clone();
    double bestAlpha = largestAlpha();
    double bestCriterion = Double.POSITIVE_INFINITY;
    for (double alpha : path()) {
      descend(alpha);
      double criterion = criterion();
      if (sparse.alpha() > 0 || criterion < bestCriterion) {
        best = weights.clone();
        bestAlpha = alpha;
        bestCriterion = criterion;
      }
    }
    System.arraycopy(best, 0, weights, 0, best.length);
    return new SparseModel(
        sparse,
        rows,
        contributors,
        sums.slopes(best),
        sums.intercept(best),
        bestAlpha,
        sums.rootMean(rows * residual()),
        sums.rootMean(sums.targetSquares()));
  }

  /** Down to a given α, or over three decades. */
  private double[] path() {
    double largest = largestAlpha();
    if (!(largest < Double.POSITIVE_INFINITY)) {
      throw new UnusableSumException("the sums have no finite solution");
    }
    if (sparse.alpha() > 0) {
      return new double[] {sparse.alpha()};
    }
    double[] path = new double[largest > 0 ? PATH : 0];
    for (int i = 0; i < path.length; i++) {
      path[i] = largest * StrictMath.pow(10, -DECADES * i / (PATH - 1));
    }
    return path;
  }

  private double largestAlpha() {
    double largest = 0;
    for (double moment : moments) {
      largest = Math.max(largest, Math.abs(moment));
    }
    return largest / sparse.l1Ratio();
  }

  private void descend(double alpha) {
    double change = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < MAX_SWEEPS && change > TOLERANCE; sweep++) {
      change = 0;
      for (int j = 0; j < weights.length; j++) {
        change = Math.max(change, Math.abs(step(j, alpha)));
      }
    }
  }

  private double step(int j, double alpha) {
    double diagonal = gram[j][j] + alpha * (1 - sparse.l1Ratio());
    if (!(diagonal > 0)) {
      return 0;
    }
    double pull = gradient[j] + gram[j][j] * weights[j];
    double shrunk = Math.max(0, Math.abs(pull) - alpha * sparse.l1Ratio());
    double weight = (pull < 0 ? -shrunk : shrunk) / diagonal;
    double change = weight - weights[j];
    if (change != 0) {
      weights[j] = weight;
      for (int k = 0; k < gradient.length; k++) {
        gradient[k] -= change * gram[j][k];
      }
    }
    return change;
  }

  private double criterion() {
    int used = 0;
    for (double weight : weights) {
      used += weight != 0 ? 1 : 0;
    }
    double residual = Math.max(LEAST_SQUARES, residual());
    return rows * StrictMath.log(residual) + used * StrictMath.log(rows);
  }

  /** RSS/N = tᵀt/N − 2wᵀc + wᵀGw. */
  private double residual() {
    double squares = sums.targetSquares() / rows;
    for (int j = 0; j < weights.length; j++) {
      double fitted = 0;
      for (int k = 0; k < weights.length; k++) {
        fitted += gram[j][k] * weights[k];
      }
      squares += weights[j] * (fitted - 2 * moments[j]);
    }
    return Math.max(0, squares);
  }
}
