package org.kumiki.learning.gbdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.learning.computation.Binning;
import org.kumiki.learning.computation.Numbers;

/** Bins that counts alone find. */
class PartitionTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 16, 255})
  void binsOfASkewedColumnHoldAboutEqualCounts(int bins) {
    Random random = new Random(1);
    double[] values = random.doubles(50_000).map(u -> Math.exp(12 * u)).toArray();

    int[] counts = counts(values, cuts(values, 0, 2e5, bins));

    assertEquals(bins, counts.length);
    double fair = 50_000.0 / bins;
    int most = Arrays.stream(counts).max().orElseThrow();
    // The last bin has what is left, and one interval in some may be coarse.
    int nearlyLeast = Arrays.stream(counts).sorted().toArray()[bins / 20];
    assertTrue(most <= 2 * fair && nearlyLeast >= fair / 3, () -> nearlyLeast + " to " + most);
  }

  @Test
  void fewValuesHaveABinEachCutInTheMiddleOfTheGap() {
    double[] values = IntStream.range(0, 900).mapToDouble(i -> i % 3 * 0.37).toArray();

    double[] cuts = cuts(values, -5, 5, 255);

    assertEquals(2, cuts.length);
    assertEquals(0.185, cuts[0], 1e-3);
    assertEquals(0.555, cuts[1], 1e-3);
  }

  @Test
  void aValueOfManyRowsDoesNotTakeTheBinsOfTheOthers() {
    Random random = new Random(2);
    double[] values = new double[20_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 5 < 4 ? 0.25 : random.nextDouble();
    }
    int[] counts = counts(values, cuts(values, 0, 1, 64));

    assertTrue(counts.length >= 60, () -> counts.length + " bins");
    int[] others = Arrays.stream(counts).filter(count -> count < 1000).toArray();
    assertEquals(counts.length - 1, others.length);
    assertTrue(Arrays.stream(others).max().orElseThrow() < 4 * 4000 / 63);
  }

  @Test
  void valuesBeyondTheRangeFallIntoTheOutermostBins() {
    double[] cuts = {0.0, 1.0};
    assertEquals(0, Partition.bin(cuts, -1e9));
    assertEquals(1, Partition.bin(cuts, -0.0));
    assertEquals(1, Partition.bin(cuts, 0.5));
    assertEquals(2, Partition.bin(cuts, 1.0));
    double[] ends = {0, 1, 2, 3};
    assertEquals(0, Partition.intervals(ends).reached(-7));
    assertEquals(1, Partition.intervals(ends).reached(1));
    assertEquals(2, Partition.intervals(ends).reached(99));
    assertEquals(0, Partition.intervals(new double[] {0, 1}).reached(99));
  }

  @Test
  void aRangeOfAFewDoublesIsNotDividedBeyondThem() {
    double upper = Math.nextUp(Math.nextUp(1.0));
    Numbers ends = Partition.equal(1.0, upper);
    assertTrue(ends.size() <= 3);
    Numbers finer = Partition.refined(ends, new double[] {10, 10}, 255);
    assertTrue(finer.size() <= 3);
  }

  /** As the rounds do it, of the values themselves. */
  private static double[] cuts(double[] values, double lower, double upper, int bins) {
    Numbers partition = Partition.equal(lower, upper);
    for (int round = 1; round < Binning.ROUNDS; round++) {
      partition = Partition.refined(partition, intervals(values, partition), bins);
      assertTrue(partition.size() <= Partition.MOST_ENDS);
    }
    return Partition.cuts(partition, intervals(values, partition), bins).toArray();
  }

  private static double[] intervals(double[] values, Numbers partition) {
    double[] counts = new double[partition.size() - 1];
    for (double value : values) {
      counts[Partition.intervals(partition.toArray()).reached(value)]++;
    }
    return counts;
  }

  private static int[] counts(double[] values, double[] cuts) {
    int[] counts = new int[cuts.length + 1];
    for (double value : values) {
      counts[Partition.bin(cuts, value)]++;
    }
    return counts;
  }
}
