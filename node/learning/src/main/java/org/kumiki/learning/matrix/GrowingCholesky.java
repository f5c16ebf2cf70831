package org.kumiki.learning.matrix;

/**
 * The factor L of a symmetric positive definite A = LLᵀ that follows A + xxᵀ in O(l²), by plane
 * rotations that turn x into L (Golub and Van Loan, Matrix Computations, section 6.5.4; Gill,
 * Golub, Murray and Saunders, Mathematics of Computation 28, 1974). Adding a square never makes A
 * less definite, so an update cannot fail. Not thread-safe.
 */
public final class GrowingCholesky {
  private final double[][] factor;

  private GrowingCholesky(double[][] factor) {
    this.factor = factor;
  }

  /**
   * @param lower the lower triangle of A, row i of length i + 1; overwritten
   * @throws org.kumiki.learning.computation.UnusableSumException if A is not positive definite
   */
  public static GrowingCholesky of(double[][] lower) {
    Cholesky.of(lower);
    return new GrowingCholesky(lower);
  }

  /** Another that grows by itself. */
  public GrowingCholesky copy() {
    double[][] rows = new double[factor.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = factor[i].clone();
    }
    return new GrowingCholesky(rows);
  }

  /** A becomes A + xxᵀ; x is left as it is. */
  public void add(double[] x) {
    int size = factor.length;
    double[] cosines = new double[size];
    double[] sines = new double[size];
    // Row by row, each after all rotations of the rows above: memory is read in its order.
    for (int i = 0; i < size; i++) {
      double[] row = factor[i];
      double rest = x[i];
      for (int k = 0; k < i; k++) {
        double turned = cosines[k] * row[k] + sines[k] * rest;
        rest = cosines[k] * rest - sines[k] * row[k];
        row[k] = turned;
      }
      double length = Math.sqrt(row[i] * row[i] + rest * rest);
      cosines[i] = row[i] / length;
      sines[i] = rest / length;
      row[i] = length;
    }
  }

  /** y with Ay = b; b is left as it is. */
  public double[] solve(double[] rightHandSide) {
    return Cholesky.backward(factor, half(rightHandSide));
  }

  /** L⁻¹b, whose squares add up to bᵀA⁻¹b; b is left as it is. */
  public double[] half(double[] rightHandSide) {
    return Cholesky.forward(factor, rightHandSide);
  }

  /** L⁻ᵀb, which has the covariance A⁻¹ if b has the covariance I; b is left as it is. */
  public double[] otherHalf(double[] rightHandSide) {
    return Cholesky.backward(factor, rightHandSide);
  }
}
