package org.kumiki.learning.matrix;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.hessenberg.TridiagonalDecompositionHouseholder_DDRM;

/**
 * Answers questions about G + sI for any shift s ≥ 0 in O(l), after one reduction of O(l³): G =
 * QTQᵀ with T tridiagonal and Qᵀc = βe₁, so that cᵀ(G + sI)⁻¹c = β²[(T + sI)⁻¹]₁₁. Bordering G with
 * c makes the first Householder vector that of c (Golub and Van Loan, Matrix Computations, sections
 * 8.3.1 and 10.1); no eigenvalue is needed.
 *
 * <p>The reduction is EJML's one class for it, named outright: it has no tunable, no second kernel
 * and one thread, and a golden test holds its bits. Immutable.
 */
public final class BorderedTridiagonal {
  private final int size;
  private final double beta;
  private final double[] diagonal;
  private final double[] off;
  private final double[] reflections;

  private BorderedTridiagonal(int size, double[] diagonal, double[] off, double[] reflections) {
    this.size = size;
    this.beta = off[0];
    this.diagonal = diagonal;
    this.off = off;
    this.reflections = reflections;
  }

  /**
   * @param gram G, l × l, symmetric and positive semidefinite up to rounding, row by row; only its
   *     upper triangle is read
   * @param border c
   */
  public static BorderedTridiagonal of(double[] gram, double[] border) {
    int size = border.length;
    int width = size + 1;
    DMatrixRMaj bordered = new DMatrixRMaj(width, width);
    for (int i = 0; i < size; i++) {
      bordered.data[i + 1] = border[i];
      bordered.data[(i + 1) * width] = border[i];
      for (int j = i; j < size; j++) {
        bordered.data[(i + 1) * width + j + 1] = gram[i * size + j];
        bordered.data[(j + 1) * width + i + 1] = gram[i * size + j];
      }
    }
    var reduction = new TridiagonalDecompositionHouseholder_DDRM();
    reduction.decompose(bordered);
    double[] diagonal = new double[width];
    double[] off = new double[width];
    reduction.getDiagonal(diagonal, off);
    return new BorderedTridiagonal(size, diagonal, off, reduction.getQT().data.clone());
  }

  /**
   * What the evidence needs for one shift.
   *
   * @param quadratic cᵀ(G + sI)⁻¹c
   * @param logDeterminant log det(G + sI)
   */
  public record Shifted(double quadratic, double logDeterminant) {}

  /** NaN where G + sI is not positive definite to working precision. */
  public Shifted shifted(double shift) {
    double pivot = diagonal[size] + shift;
    double logDeterminant = StrictMath.log(pivot);
    for (int i = size - 1; i >= 1; i--) {
      pivot = diagonal[i] + shift - off[i] * off[i] / pivot;
      logDeterminant += StrictMath.log(pivot);
    }
    return new Shifted(beta * beta / pivot, logDeterminant);
  }

  /** (G + sI)⁻¹c. */
  public double[] solve(double shift) {
    double[] pivots = new double[size + 1];
    pivots[size] = diagonal[size] + shift;
    for (int i = size - 1; i >= 1; i--) {
      pivots[i] = diagonal[i] + shift - off[i] * off[i] / pivots[i + 1];
    }
    double[] y = new double[size + 1];
    y[1] = beta / pivots[1];
    for (int i = 1; i < size; i++) {
      y[i + 1] = -off[i] / pivots[i + 1] * y[i];
    }
    reflect(y);
    double[] solution = new double[size];
    System.arraycopy(y, 1, solution, 0, size);
    return solution;
  }

  // Q is the product of reflections I − 2uuᵀ/uᵀu. Row k holds u from place k + 2 on, and 1 is at k
  // +
  // 1, where the decomposition has stored the element beside the diagonal; it is 0 where nothing
  // was
  // reflected.
  private void reflect(double[] y) {
    int width = size + 1;
    for (int k = size - 1; k >= 0; k--) {
      if (off[k] != 0) {
        double squares = 1;
        double product = y[k + 1];
        for (int i = k + 2; i < width; i++) {
          double u = reflections[k * width + i];
          squares += u * u;
          product += u * y[i];
        }
        double factor = 2 * product / squares;
        y[k + 1] -= factor;
        for (int i = k + 2; i < width; i++) {
          y[i] -= factor * reflections[k * width + i];
        }
      }
    }
  }
}
