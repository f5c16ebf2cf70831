package org.kumiki.learning.computation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Algorithms;

class PartialTest {
  private static final double NaN = Double.NaN;
  private static final Variable X = new Variable("x", 0, 10);
  private static final Variable Y = new Variable("y", 0, 100);
  private static final Ridge RIDGE = new Ridge(List.of(X), Y, 1, 4, 3);

  @Test
  void rowsLeftOutAreCountedByReasonAndTheTargetIsAskedFirst() {
    Partial partial = start(RIDGE);
    partial.add(
        new Batch(
            6,
            new double[][] {
              {5, 11, NaN, 11, 0, Double.POSITIVE_INFINITY}, {50, 50, 50, NaN, 101, 1}
            }));
    assertEquals(2, partial.rowsUsed());
    assertEquals(1, partial.rowsWithoutTarget());
    assertEquals(3, partial.rowsOutsideDomain());
    assertArrayEquals(new double[] {2, 1, 2, 0, 0}, partial.vector());
  }

  @Test
  void statisticsKeepRowsWithGapsInAnyColumn() {
    Partial partial = start(new Moments(List.of(X, Y), 3));
    partial.add(new Batch(2, new double[][] {{5, NaN}, {NaN, NaN}}));
    assertEquals(2, partial.rowsUsed());
    assertEquals(0, partial.rowsWithoutTarget());
  }

  @Test
  void moreRowsThanTheCapShowInRowsUsed() {
    Partial partial = start(RIDGE);
    for (int i = 0; i < 4; i++) {
      partial.add(new Batch(1, new double[][] {{5}, {50}}));
    }
    assertTrue(partial.rowsUsed() > RIDGE.maxRowsPerMember());
  }

  @Test
  void aBatchOfOtherColumnsIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> start(RIDGE).add(new Batch(1, new double[][] {{5}})));
    assertThrows(IllegalArgumentException.class, () -> new Batch(2, new double[][] {{5, 6}, {7}}));
  }

  @Test
  void partialsOfDifferentComputationsDoNotCombine() {
    Ridge other = new Ridge(List.of(X), Y, 2, 4, 3);
    assertThrows(IllegalArgumentException.class, () -> start(RIDGE).combine(start(other)));
    Partial itself = start(RIDGE);
    assertThrows(IllegalArgumentException.class, () -> itself.combine(itself));
  }

  @Test
  void smallTermsSurviveBesideLargeOnesWhereAPlainSumLosesThem() {
    double[] terms = new double[10_001];
    Arrays.fill(terms, 1e-16);
    terms[0] = 1;
    CompensatedSums sums = new CompensatedSums(1);
    double plain = 0;
    for (double term : terms) {
      sums.add(0, term);
      plain += term;
    }
    assertEquals(1, plain);
    assertEquals(1 + 1e-12, sums.toArray()[0], 3e-16);
    CompensatedSums twice = new CompensatedSums(1);
    twice.addAll(sums);
    twice.addAll(sums);
    assertEquals(2 + 2e-12, twice.toArray()[0], 6e-16);
  }

  private static Partial start(Computation computation) {
    Algorithm algorithm = Algorithms.of(computation);
    return algorithm.localStep(algorithm.start(computation)).start();
  }
}
