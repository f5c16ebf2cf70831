package org.kumiki.learning.rehearsal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Centring;
import org.kumiki.learning.computation.Moments;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.RehearsalResult;
import org.kumiki.learning.computation.RehearsalState;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;

class RehearsalAlgorithmTest {
  private static final int MEMBERS = 3;
  private final Rehearsal rehearsal = new Rehearsal(1000, 3, Ring.Z64);
  private final Algorithm algorithm = Algorithms.of(rehearsal);

  @Test
  void itRunsAsManyRoundsAsItSaysAndEndsWithADigest() {
    Stage stage = algorithm.start(rehearsal);
    int rounds = 0;
    while (stage instanceof State state) {
      rounds++;
      stage = algorithm.merge(state, sum((RehearsalState) state), MEMBERS);
    }
    assertEquals(3, rounds);
    RehearsalResult result = assertInstanceOf(RehearsalResult.class, stage);
    assertEquals(MEMBERS, result.contributors());
    assertEquals(0, result.rows());
    // Computed by another program (Python's integers and floats) from the description alone.
    assertEquals(0x8e2df872972f7e14L, result.digest());
  }

  @Test
  void theNumbersStayWithinTheirBoundAndDoNotRepeat() {
    double[] vector = RehearsalAlgorithm.vector(first());
    Set<Double> distinct = new HashSet<>();
    for (double entry : vector) {
      assertTrue(Math.abs(entry) <= 1, () -> "entry " + entry);
      distinct.add(entry);
    }
    assertEquals(vector.length, distinct.size());
    double mean = Arrays.stream(vector).average().orElseThrow();
    assertEquals(0, mean, 0.1, "made-up numbers fill the range, as those of a real study may");
  }

  @Test
  void everyRoundHasOtherNumbers() {
    double[] before = RehearsalAlgorithm.vector(first());
    assertNotEquals(before[0], RehearsalAlgorithm.vector(new RehearsalState(rehearsal, 2, 0))[0]);
    assertNotEquals(before[0], RehearsalAlgorithm.vector(new RehearsalState(rehearsal, 1, 0.5))[0]);
    assertArrayEquals(before, RehearsalAlgorithm.vector(first()));
  }

  @Test
  void oneWrongBitOfASumChangesTheNextState() {
    double[] right = sum(first());
    State next = (State) algorithm.merge(first(), right, MEMBERS);
    for (int at : List.of(0, 1, 500, 999)) {
      for (int bit : List.of(0, 1, 31, 51, 52, 63)) {
        double[] wrong = right.clone();
        wrong[at] = Double.longBitsToDouble(Double.doubleToLongBits(wrong[at]) ^ (1L << bit));
        assertNotEquals(next, algorithm.merge(first(), wrong, MEMBERS), at + ", bit " + bit);
      }
    }
    double[] swapped = right.clone();
    swapped[0] = right[1];
    swapped[1] = right[0];
    assertNotEquals(next, algorithm.merge(first(), swapped, MEMBERS));
  }

  @Test
  void aSumOfAnotherLengthOrWithoutNumbersIsUnusable() {
    assertThrows(
        UnusableSumException.class, () -> algorithm.merge(first(), new double[999], MEMBERS));
    double[] sum = sum(first());
    sum[7] = Double.NaN;
    assertThrows(UnusableSumException.class, () -> algorithm.merge(first(), sum, MEMBERS));
  }

  @Test
  void thereIsNoFoldOverRows() {
    assertTrue(rehearsal.variables().isEmpty());
    assertEquals(0, rehearsal.maxRowsPerMember());
    assertThrows(IllegalArgumentException.class, () -> algorithm.localStep(first()));
  }

  @Test
  void itIsNoStudyOfRows() {
    Moments moments = new Moments(List.of(new Variable("x", 0, 1)), 10);
    assertThrows(IllegalArgumentException.class, () -> algorithm.start(moments));
    assertThrows(IllegalArgumentException.class, () -> algorithm.encoding(new Centring(moments)));
    assertThrows(IllegalArgumentException.class, () -> Algorithms.of(moments).encoding(first()));
  }

  private RehearsalState first() {
    return (RehearsalState) algorithm.start(rehearsal);
  }

  private static double[] sum(RehearsalState state) {
    double[] sum = RehearsalAlgorithm.vector(state);
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= MEMBERS;
    }
    return sum;
  }
}
