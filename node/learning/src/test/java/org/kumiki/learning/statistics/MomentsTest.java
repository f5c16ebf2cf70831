package org.kumiki.learning.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Moments;
import org.kumiki.learning.computation.MomentsResult;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;

class MomentsTest {
  private static final double NaN = Double.NaN;
  private final Algorithm algorithm = new MomentsAlgorithm();

  @Test
  void momentsEqualThoseOfAllRowsInExactArithmetic() {
    List<Variable> variables =
        List.of(
            new Variable("strength", 200, 2000),
            new Variable("far from zero", 1e9, 1e9 + 8),
            new Variable("tiny", -1e-9, 1e-9));
    Random random = new Random(3);
    List<Batch> members = new ArrayList<>();
    for (int rows : new int[] {1, 400, 90}) {
      double[][] columns = new double[3][rows];
      for (int i = 0; i < rows; i++) {
        columns[0][i] = i % 4 == 3 ? NaN : 200 + 1800 * random.nextDouble();
        columns[1][i] = 1e9 + 8 * random.nextDouble();
        columns[2][i] = 1e-9 * (2 * random.nextDouble() - 1);
      }
      members.add(new Batch(rows, columns));
    }
    MomentsResult result = (MomentsResult) Federation.run(new Moments(variables, 400), members);

    Batch pooled = Federation.pool(members);
    for (int j = 0; j < 3; j++) {
      Oracle oracle = new Oracle(pooled.columns()[j]);
      double halfWidth = variables.get(j).halfWidth();
      assertEquals(oracle.count, result.counts()[j]);
      double digits = Math.max(halfWidth * 1e-13, Math.ulp(oracle.mean));
      assertEquals(oracle.mean, result.means()[j], digits);
      assertEquals(oracle.variance, result.variances()[j], 1e-12 * oracle.variance);
    }
    assertEquals(491, result.rows());
    assertEquals(3, result.contributors());
  }

  @Test
  void aVariableThatNobodyReportsHasNoMean() {
    Moments moments = new Moments(List.of(new Variable("x", 0, 1)), 10);
    Batch gaps = new Batch(2, new double[][] {{NaN, NaN}});
    MomentsResult result = (MomentsResult) Federation.run(moments, List.of(gaps, gaps));
    assertEquals(0, result.counts()[0]);
    assertTrue(Double.isNaN(result.means()[0]) && Double.isNaN(result.variances()[0]));
    assertEquals(4, result.rows());
  }

  @Test
  void aConstantColumnHasItsValueAsMeanAndNoVariance() {
    Moments moments =
        new Moments(List.of(new Variable("x", 7, 7), new Variable("wide", 0, 1e6)), 10);
    Batch rows = new Batch(3, new double[][] {{7, 7, 7}, {0.1, 0.1, 0.1}});
    MomentsResult result = (MomentsResult) Federation.run(moments, List.of(rows, rows));
    assertEquals(7, result.means()[0]);
    assertEquals(0, result.variances()[0]);
    assertEquals(0.1, result.means()[1], 1e-9);
    assertEquals(0, Math.sqrt(result.variances()[1]), 1e-9);
  }

  @Test
  void boundsAreTheCapOnRowsWhateverTheUnit() {
    State start = algorithm.start(new Moments(List.of(new Variable("x", -5, 1e9)), 1000));
    assertEquals(
        List.of(new Block(2, 1000, 0), new Block(1, 1000 * (1 + 0x1p-30), 30)),
        algorithm.encoding(start).blocks());
  }

  @Test
  void aDomainTwoRoundingsWideStillObeysItsBound() {
    double upper = Math.nextUp(1.0);
    State start = algorithm.start(new Moments(List.of(new Variable("x", 1, upper)), 3));
    Partial partial = algorithm.localStep(start).start();
    partial.add(new Batch(3, new double[][] {{upper, upper, upper}}));
    assertArrayEquals(new double[] {3, 3, 3}, partial.vector());
  }

  @Test
  void sumsThatNoRowsCouldMakeAreRefused() {
    State start = algorithm.start(new Moments(List.of(new Variable("x", 0, 1)), 1000));
    double[][] impossible = {
      {5, 5, 5.1}, {5, 5, -5.1}, {5, 6, 0}, {5, 2.5, 0}, {-1, 0, 0}, {5, 5, NaN}, {5, 5}, {5, 0, 1}
    };
    for (double[] sum : impossible) {
      assertThrows(UnusableSumException.class, () -> algorithm.merge(start, sum, 3));
    }
    State scaling = (State) algorithm.merge(start, new double[] {5, 5, 0}, 3);
    for (double[] sum : new double[][] {{5, 21}, {5, -1}, {4, 1}}) {
      assertThrows(UnusableSumException.class, () -> algorithm.merge(scaling, sum, 3));
    }
  }

  @Test
  void anAlgorithmRefusesAnotherComputation() {
    Variable x = new Variable("x", 0, 1);
    Ridge ridge = new Ridge(List.of(x), new Variable("y", 0, 1), 1, 4, 10);
    Moments moments = new Moments(List.of(x), 10);
    State ridgeStart = Algorithms.of(ridge).start(ridge);
    assertThrows(IllegalArgumentException.class, () -> algorithm.start(ridge));
    assertThrows(IllegalArgumentException.class, () -> algorithm.encoding(ridgeStart));
    assertThrows(IllegalArgumentException.class, () -> Algorithms.of(ridge).start(moments));
  }

  /** Mean and variance of decimal numbers, as a definition reads. */
  private static final class Oracle {
    private final int count;
    private final double mean;
    private final double variance;

    Oracle(double[] column) {
      List<BigDecimal> values = new ArrayList<>();
      for (double value : column) {
        if (!Double.isNaN(value)) {
          values.add(new BigDecimal(value));
        }
      }
      this.count = values.size();
      BigDecimal n = new BigDecimal(count);
      MathContext digits = new MathContext(60);
      BigDecimal exactMean =
          values.stream().reduce(BigDecimal.ZERO, BigDecimal::add).divide(n, digits);
      this.mean = exactMean.doubleValue();
      this.variance =
          values.stream()
              .map(value -> value.subtract(exactMean).pow(2))
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .divide(n, digits)
              .doubleValue();
    }
  }
}
