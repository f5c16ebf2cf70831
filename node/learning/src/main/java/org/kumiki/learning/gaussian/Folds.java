package org.kumiki.learning.gaussian;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * Draws each material into one fold, by its values and the public seed alone: every row of it, at
 * whichever member and in whichever batch, falls into the same. Immutable.
 */
final class Folds {
  private final long seed;
  private final int count;
  private final int[] material;

  Folds(GaussianProcess process) {
    this.seed = process.seed();
    this.count = process.folds();
    this.material =
        process.material().isEmpty()
            ? IntStream.range(0, process.features().size()).toArray()
            : process.material().stream().mapToInt(Integer::intValue).toArray();
  }

  /** The rows of each fold, ascending. */
  int[][] split(Batch batch, int[] rows) {
    int[][] byFold = new int[count][rows.length];
    int[] sizes = new int[count];
    for (int row : rows) {
      int fold = of(batch, row);
      byFold[fold][sizes[fold]++] = row;
    }
    for (int fold = 0; fold < count; fold++) {
      byFold[fold] = Arrays.copyOf(byFold[fold], sizes[fold]);
    }
    return byFold;
  }

  // In single precision, so that a value converted between units on one machine and not on another
  // is still the same material.
  private int of(Batch batch, int row) {
    long hash = SeededNumbers.mixed(seed);
    for (int j : material) {
      int bits = Float.floatToIntBits((float) batch.columns()[j][row] + 0.0f);
      hash = SeededNumbers.mixed(hash ^ bits);
    }
    return (int) Math.floorMod(hash, (long) count);
  }
}
