package org.kumiki.trial.leak;

import java.util.ArrayList;
import java.util.List;

/**
 * Gaussian elimination modulo the prime 2^31 − 1. Coefficients of the forms are 0 and ±1 and the
 * matrices are small: a determinant that is not zero is below the prime (Hadamard's bound, ten rows
 * of six entries: 6^5), so ranks are those over the rationals.
 */
final class Elimination {
  private static final long PRIME = 2_147_483_647L;

  private Elimination() {}

  /**
   * All combinations of rows whose left part vanishes, as a basis of their right parts.
   *
   * @param left what must vanish, one row a form; overwritten
   * @param right what is left of a form then; overwritten
   */
  static List<long[]> withoutLeft(long[][] left, long[][] right) {
    boolean[] used = new boolean[left.length];
    int columns = left.length == 0 ? 0 : left[0].length;
    for (int column = 0; column < columns; column++) {
      int pivot = pivot(left, used, column);
      if (pivot < 0) {
        continue;
      }
      used[pivot] = true;
      long inverse = inverse(left[pivot][column]);
      for (int row = 0; row < left.length; row++) {
        if (!used[row] && left[row][column] != 0) {
          long factor = left[row][column] * inverse % PRIME;
          subtract(left[row], left[pivot], factor);
          subtract(right[row], right[pivot], factor);
        }
      }
    }
    List<long[]> free = new ArrayList<>();
    for (int row = 0; row < left.length; row++) {
      if (!used[row]) {
        free.add(right[row]);
      }
    }
    return free;
  }

  /** True if the vector is a combination of these. */
  static boolean spans(List<long[]> basis, long[] vector) {
    List<long[]> rows = new ArrayList<>();
    basis.forEach(row -> rows.add(row.clone()));
    long[] rest = vector.clone();
    for (int column = 0; column < rest.length; column++) {
      long[] pivot = null;
      for (long[] row : rows) {
        if (row[column] != 0) {
          pivot = row;
          break;
        }
      }
      if (pivot == null) {
        if (rest[column] != 0) {
          return false;
        }
        continue;
      }
      rows.remove(pivot);
      long inverse = inverse(pivot[column]);
      for (long[] row : rows) {
        subtract(row, pivot, row[column] * inverse % PRIME);
      }
      subtract(rest, pivot, rest[column] * inverse % PRIME);
    }
    return true;
  }

  static long reduced(long value) {
    return Math.floorMod(value, PRIME);
  }

  private static int pivot(long[][] rows, boolean[] used, int column) {
    for (int row = 0; row < rows.length; row++) {
      if (!used[row] && rows[row][column] != 0) {
        return row;
      }
    }
    return -1;
  }

  private static void subtract(long[] from, long[] row, long factor) {
    if (factor != 0) {
      for (int i = 0; i < from.length; i++) {
        from[i] = Math.floorMod(from[i] - factor * row[i] % PRIME, PRIME);
      }
    }
  }

  /** By Fermat: a^(p − 2). */
  private static long inverse(long value) {
    long result = 1;
    long base = value;
    for (long exponent = PRIME - 2; exponent > 0; exponent >>= 1) {
      if ((exponent & 1) == 1) {
        result = result * base % PRIME;
      }
      base = base * base % PRIME;
    }
    return result;
  }
}
