package org.kumiki.exchange.disclosure;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Exact elimination on rows of integers, without fractions. */
final class IntegerRows {
  private IntegerRows() {}

  /** A reduced echelon form of a matrix: in a pivot's column all other rows are zero. */
  private record Reduced(BigInteger[][] rows, int[] pivots) {}

  /** Independent rows with the same row space. */
  static BigInteger[][] basis(BigInteger[][] rows) {
    return reduce(rows).rows();
  }

  /**
   * The vector of the row space that is zero in the given columns.
   *
   * @param basis r independent rows
   * @param columns r − 1 of them
   * @return unique but for its scale; empty if the columns are dependent, so that there are others
   */
  static Optional<BigInteger[]> vanishingOn(BigInteger[][] basis, int[] columns) {
    int rank = basis.length;
    BigInteger[][] equations = new BigInteger[columns.length][rank];
    for (int i = 0; i < columns.length; i++) {
      for (int k = 0; k < rank; k++) {
        equations[i][k] = basis[k][columns[i]];
      }
    }
    Reduced reduced = reduce(equations);
    if (reduced.rows().length < columns.length) {
      return Optional.empty();
    }
    return Optional.of(combine(basis, kernel(reduced, rank)));
  }

  /** The one solution, but for its scale, of rank − 1 independent equations in rank unknowns. */
  private static BigInteger[] kernel(Reduced reduced, int unknowns) {
    boolean[] bound = new boolean[unknowns];
    BigInteger scale = BigInteger.ONE;
    for (int i = 0; i < reduced.pivots().length; i++) {
      int pivot = reduced.pivots()[i];
      bound[pivot] = true;
      scale = scale.multiply(reduced.rows()[i][pivot]);
    }
    int free = 0;
    while (bound[free]) {
      free++;
    }
    BigInteger[] solution = new BigInteger[unknowns];
    solution[free] = scale;
    for (int i = 0; i < reduced.pivots().length; i++) {
      BigInteger[] row = reduced.rows()[i];
      int pivot = reduced.pivots()[i];
      solution[pivot] = row[free].negate().multiply(scale.divide(row[pivot]));
    }
    return solution;
  }

  private static BigInteger[] combine(BigInteger[][] rows, BigInteger[] factors) {
    BigInteger[] sum = new BigInteger[rows[0].length];
    Arrays.fill(sum, BigInteger.ZERO);
    for (int k = 0; k < rows.length; k++) {
      for (int j = 0; j < sum.length; j++) {
        sum[j] = sum[j].add(rows[k][j].multiply(factors[k]));
      }
    }
    return sum;
  }

  private static Reduced reduce(BigInteger[][] matrix) {
    List<BigInteger[]> rest = new ArrayList<>();
    Arrays.stream(matrix).map(BigInteger[]::clone).forEach(rest::add);
    List<BigInteger[]> done = new ArrayList<>();
    List<Integer> pivots = new ArrayList<>();
    int width = matrix.length == 0 ? 0 : matrix[0].length;
    for (int j = 0; j < width; j++) {
      int column = j;
      Optional<BigInteger[]> found =
          rest.stream().filter(row -> row[column].signum() != 0).findFirst();
      if (found.isPresent()) {
        BigInteger[] pivot = found.get();
        rest.remove(pivot);
        rest.forEach(row -> eliminate(row, pivot, column));
        done.forEach(row -> eliminate(row, pivot, column));
        done.add(pivot);
        pivots.add(column);
      }
    }
    return new Reduced(
        done.toArray(BigInteger[][]::new), pivots.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Makes the row zero in the column, and divides it by what its entries have in common. */
  private static void eliminate(BigInteger[] row, BigInteger[] pivot, int column) {
    BigInteger factor = row[column];
    BigInteger common = BigInteger.ZERO;
    for (int j = 0; j < row.length; j++) {
      row[j] = row[j].multiply(pivot[column]).subtract(pivot[j].multiply(factor));
      common = common.gcd(row[j]);
    }
    if (common.signum() != 0) {
      for (int j = 0; j < row.length; j++) {
        row[j] = row[j].divide(common);
      }
    }
  }
}
