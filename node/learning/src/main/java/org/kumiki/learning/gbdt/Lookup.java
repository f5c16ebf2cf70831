package org.kumiki.learning.gbdt;

import java.util.Arrays;

/**
 * Counts how many of some ascending limits a value reaches, as a binary search over all of them
 * would, in a fraction of its time: a grid of equal cells says between which limits to search.
 * Which cell a value falls into never decreases with the value, however it is rounded, and that is
 * all that the search relies on. Immutable; holds its array without a copy.
 */
final class Lookup {
  /** Cells a limit: most cells then hold one limit or none. */
  private static final int CELLS_PER_LIMIT = 2;

  private final double[] limits;
  private final double lower;
  private final double perUnit;

  /** Before cell c there are so many limits in lower cells; one entry more than there are cells. */
  private final int[] before;

  Lookup(double[] limits) {
    this.limits = limits;
    int cells = Math.max(1, CELLS_PER_LIMIT * limits.length);
    this.before = new int[cells + 1];
    this.lower = limits.length == 0 ? 0 : limits[0];
    double width = limits.length == 0 ? 0 : limits[limits.length - 1] - lower;
    double scale = cells / width;
    // Limits that are all one, or too close or far apart to divide, share a cell.
    this.perUnit = Double.isFinite(scale) ? scale : 0;
    for (double limit : limits) {
      before[cell(limit) + 1]++;
    }
    for (int cell = 1; cell <= cells; cell++) {
      before[cell] += before[cell - 1];
    }
  }

  /** The number of limits ≤ x, of a value that is not NaN. */
  int reached(double x) {
    int cell = cell(x);
    int from = before[cell];
    int to = before[cell + 1];
    if (from == to) {
      return from;
    }
    // Without its sign: binarySearch orders -0.0 below 0.0, and a split does not.
    int at = Arrays.binarySearch(limits, from, to, x + 0.0);
    return at >= 0 ? at + 1 : -at - 1;
  }

  private int cell(double x) {
    // What lies beyond becomes the first or the last cell; so does what overflows.
    double place = (x - lower) * perUnit;
    return (int) Math.max(0, Math.min(before.length - 2, place));
  }
}
