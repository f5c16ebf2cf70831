package org.kumiki.learning.gaussian;

import java.util.Arrays;

/**
 * The same posterior by another formula (Rasmussen and Williams, Gaussian Processes for Machine
 * Learning, equations 2.25 and 2.26): over rows instead of features, by Gaussian elimination. Slow
 * and obvious.
 */
final class KernelForm {
  private final double[][] phi;
  private final double ratio;
  private final double[][] covariance;
  private final double[] target;

  /**
   * @param phi random features of the training rows
   * @param target standardised
   */
  KernelForm(double[][] phi, double[] target, double ratio) {
    this.phi = phi;
    this.ratio = ratio;
    this.target = target;
    this.covariance = new double[phi.length][phi.length];
    for (int i = 0; i < phi.length; i++) {
      for (int j = 0; j < phi.length; j++) {
        covariance[i][j] = dot(phi[i], phi[j]) + (i == j ? ratio : 0);
      }
    }
  }

  double mean(double[] row) {
    return dot(cross(row), solve(target));
  }

  /** Of what is measured, over the noise's variance. */
  double relativeVariance(double[] row) {
    double[] cross = cross(row);
    return (dot(row, row) - dot(cross, solve(cross))) / ratio;
  }

  private double[] cross(double[] row) {
    return Arrays.stream(phi).mapToDouble(other -> dot(other, row)).toArray();
  }

  double[] solve(double[] rightHandSide) {
    int n = rightHandSide.length;
    double[][] a = Arrays.stream(covariance).map(double[]::clone).toArray(double[][]::new);
    double[] x = rightHandSide.clone();
    for (int k = 0; k < n; k++) {
      for (int i = k + 1; i < n; i++) {
        double factor = a[i][k] / a[k][k];
        for (int j = k; j < n; j++) {
          a[i][j] -= factor * a[k][j];
        }
        x[i] -= factor * x[k];
      }
    }
    for (int k = n - 1; k >= 0; k--) {
      for (int j = k + 1; j < n; j++) {
        x[k] -= a[k][j] * x[j];
      }
      x[k] /= a[k][k];
    }
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
