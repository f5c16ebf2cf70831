package org.kumiki.learning.matrix;

import org.kumiki.learning.computation.UnusableSumException;

/**
 * Solves Ax = b for a symmetric positive definite A by A = LLᵀ (Golub and Van Loan, Matrix
 * Computations, algorithm 4.2.1, row by row).
 *
 * <p>Our own, because every node must get the same bits: EJML chooses between kernels by tunable
 * static parameters and by size. Here each number is a sum in ascending order of products, a
 * quotient or a square root, all of which Java 17 rounds as IEEE 754 says; a compiler may neither
 * reorder nor fuse them. Immutable.
 */
public final class Cholesky {
  /**
   * A pivot that is this small beside its diagonal entry is what rounding leaves of zero. The entry
   * itself carries 16 digits, of which a sum of products loses two or three.
   */
  private static final double SINGULAR = 1e-13;

  private final double[][] factor;

  private Cholesky(double[][] factor) {
    this.factor = factor;
  }

  /**
   * @param lower the lower triangle of A, row i of length i + 1; overwritten by L
   * @throws UnusableSumException if A is not positive definite to working precision
   */
  public static Cholesky of(double[][] lower) {
    factorise(lower);
    return new Cholesky(lower);
  }

  /** x with Ax = b; b is left as it is. */
  public double[] solve(double[] rightHandSide) {
    return backward(factor, half(rightHandSide));
  }

  /** L⁻¹b, whose squares add up to bᵀA⁻¹b; b is left as it is. */
  public double[] half(double[] rightHandSide) {
    return forward(factor, rightHandSide);
  }

  private static void factorise(double[][] lower) {
    for (int i = 0; i < lower.length; i++) {
      double[] row = lower[i];
      for (int j = 0; j < i; j++) {
        row[j] = (row[j] - dot(row, lower[j], j)) / lower[j][j];
      }
      double pivot = row[i] - dot(row, row, i);
      if (!(pivot > SINGULAR * row[i])) {
        throw new UnusableSumException(
            "the features depend on each other and have no unique weights: raise lambda");
      }
      row[i] = Math.sqrt(pivot);
    }
  }

  static double[] forward(double[][] lower, double[] rightHandSide) {
    double[] solution = rightHandSide.clone();
    for (int i = 0; i < solution.length; i++) {
      solution[i] = (solution[i] - dot(lower[i], solution, i)) / lower[i][i];
    }
    return solution;
  }

  static double[] backward(double[][] lower, double[] rightHandSide) {
    double[] solution = rightHandSide.clone();
    for (int i = solution.length - 1; i >= 0; i--) {
      solution[i] /= lower[i][i];
      for (int j = 0; j < i; j++) {
        solution[j] -= lower[i][j] * solution[i];
      }
    }
    return solution;
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int k = 0; k < length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
