package org.kumiki.learning.ridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;

class GramRoundTest {
  private static final double NaN = Double.NaN;

  @Test
  void blocksShareTheClipAndTheTargetKeepsItsOwnBound() {
    Encoding encoding = GramRound.encoding(state(4, 100));
    double slack = 1 + 0x1p-30;
    // Factors 1, z, z, t with bounds 1, 4, 4, 2: the third feature is left out.
    assertEquals(
        List.of(
            new Block(1, 100, 0),
            new Block(2, 400 * slack, 30),
            new Block(1, 200 * slack, 30),
            new Block(2, 1600 * slack, 30),
            new Block(1, 800 * slack, 30),
            new Block(1, 1600 * slack, 30),
            new Block(1, 800 * slack, 30),
            new Block(1, 400 * slack, 30)),
        encoding.blocks());
    assertEquals(10, encoding.length());
  }

  @Test
  void boundsFollowTheDomainWhereNothingIsClipped() {
    Encoding encoding = GramRound.encoding(state(Double.POSITIVE_INFINITY, 100));
    // (upper − mean)/std is 3 for the first feature, 2 for the second: powers of two above.
    assertEquals(new Block(1, 400 * (1 + 0x1p-30), 30), encoding.blocks().get(1));
    assertEquals(new Block(2, 200 * (1 + 0x1p-30), 30), encoding.blocks().get(2));
  }

  @Test
  void rowsBecomeTheProductsOfTheirFactors() {
    Partial partial = GramRound.localStep(state(2, 100)).start();
    // z = (x − 4)/2 cut at ±2, (x − 0)/0.5, left out; t = (y − 10)/5
    partial.add(new Batch(2, new double[][] {{10, 2}, {0.5, NaN}, {1, 1}, {15, 0}}));
    assertArrayEquals(
        new double[] {
          2,
          2 - 1,
          1 + 0,
          1 - 2, // 1
          4 + 1,
          2 + 0,
          2 + 2, // z1
          1,
          1 + 0, // z2
          1 + 4 // t
        },
        partial.vector(),
        1e-15);
  }

  @Test
  void manyBlocksOfRowsAddUpAsOneByOne() {
    Random random = new Random(5);
    int rows = 2000;
    double[][] columns = new double[4][rows];
    for (int i = 0; i < rows; i++) {
      columns[0][i] = 10 * random.nextDouble();
      columns[1][i] = i % 3 == 0 ? NaN : 2 * random.nextDouble() - 1;
      columns[2][i] = 1;
      columns[3][i] = i % 5 == 0 ? NaN : 20 * random.nextDouble();
    }
    Partial whole = GramRound.localStep(state(4, 5000)).start();
    whole.add(new Batch(rows, columns));
    Partial single = GramRound.localStep(state(4, 5000)).start();
    for (int i = 0; i < rows; i++) {
      double[][] row = new double[4][1];
      for (int j = 0; j < 4; j++) {
        row[j][0] = columns[j][i];
      }
      single.add(new Batch(1, row));
    }
    assertEquals(400, whole.rowsWithoutTarget());
    assertArrayEquals(single.vector(), whole.vector(), 1e-10);
  }

  @Test
  void aRoundOverOtherRowsThanTheRoundsBeforeIsRefused() {
    Standardised state = state(4, 100);
    double[] sum = {6, 0, 0, 0, 1, 0, 0, 1, 0, 1};
    var refused =
        assertThrows(
            UnusableSumException.class,
            () -> RidgeSolution.merge((Ridge) state.computation(), state, sum, 3));
    assertTrue(refused.getMessage().contains("rows changed"), refused.getMessage());
  }

  @Test
  void sumsThatNoRowsCouldMakeAreRefusedAndNeverBecomeAModel() {
    Standardised state = state(4, 100);
    double[][] impossible = {
      {5, 0, 0, 0, -9, 0, 0, 1, 0, 1},
      {5, 0, 0, 0, NaN, 0, 0, 1, 0, 1},
      {5, 0, 0, 0, 1e300, 1e300, 0, 1e-3, 1e300, 1},
      {5, 1e200, 1e200, 1, 1, 1, 1, 1, 1, 1},
      {5, 0, 0},
      {5.5, 0, 0, 0, 1, 0, 0, 1, 0, 1},
      {-5, 0, 0, 0, 1, 0, 0, 1, 0, 1},
    };
    for (double[] sum : impossible) {
      assertThrows(
          UnusableSumException.class,
          () -> RidgeSolution.merge((Ridge) state.computation(), state, sum, 3));
    }
  }

  private static Standardised state(double clip, long cap) {
    List<Variable> features =
        List.of(new Variable("a", 0, 10), new Variable("b", -1, 1), new Variable("c", 0, 5));
    Ridge ridge = new Ridge(features, new Variable("y", 0, 20), 1, clip, cap);
    List<Spread> spreads = List.of(new Spread(5, 4, 2), new Spread(5, 0, 0.5), new Spread(5, 1, 0));
    return new Standardised(ridge, 5, 3, spreads, new Spread(5, 10, 5));
  }
}
