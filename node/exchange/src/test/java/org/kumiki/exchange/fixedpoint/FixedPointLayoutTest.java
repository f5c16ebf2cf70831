package org.kumiki.exchange.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Encoding;

class FixedPointLayoutTest {
  @Property
  void theLargestSumOfAllMembersNeverOverflowsAndComesBackWhole(
      @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e9) double bound,
      @ForAll @IntRange(min = 3, max = 300) int members) {
    FixedPointLayout layout = layout(bound, members, 0);
    long one = layout.quantise(new double[] {bound}).orElseThrow()[0];
    long sum = Math.multiplyExact(one, (long) members);
    double restored = layout.restore(new long[] {sum}).orElseThrow()[0];
    assertEquals(bound * members, restored, bound * members * 1e-9);
  }

  @Property
  void theScaleIsTheLargestThatCannotOverflow(
      @ForAll @Scale(6) @DoubleRange(min = 1e-3, max = 1e9) double bound,
      @ForAll @IntRange(min = 3, max = 300) int members) {
    int bits = layout(bound, members, 0).fractionalBits().get(0);
    assertTrue(members * (bound * Math.scalb(1.0, bits) + 1) < Math.scalb(1.0, 63));
    assertTrue(
        bits == 62 || members * (bound * Math.scalb(1.0, bits + 1) + 1) >= Math.scalb(1.0, 63));
  }

  @Test
  void aValueOutsideItsBoundIsRefusedAndNeverWrapped() {
    FixedPointLayout layout = layout(100, 4, 0);
    assertTrue(layout.quantise(new double[] {100.1}).isEmpty());
    assertTrue(layout.quantise(new double[] {-100.1}).isEmpty());
    assertTrue(layout.quantise(new double[] {Double.NaN}).isEmpty());
    assertTrue(layout.quantise(new double[] {Double.POSITIVE_INFINITY}).isEmpty());
  }

  @Test
  void aSumBeyondWhatTheMembersCanReachIsRefused() {
    FixedPointLayout layout = layout(1, 3, 0);
    long one = layout.quantise(new double[] {1}).orElseThrow()[0];
    assertTrue(layout.restore(new long[] {3 * one}).isPresent());
    assertTrue(layout.restore(new long[] {3 * one + 4}).isEmpty());
    assertTrue(layout.restore(new long[] {Long.MIN_VALUE}).isEmpty());
  }

  @Test
  void boundsThatLeaveTooFewFractionalBitsAreRefusedBeforeAnyRound() {
    BoundsTooWideException refusal =
        assertThrows(BoundsTooWideException.class, () -> layout(1e12, 10, 30));
    assertTrue(refusal.getMessage().contains("fewer than 30 fractional bits"));
  }

  @Test
  void otherBoundsGiveAnotherHash() {
    assertTrue(!layout(100, 4, 0).hash().equals(layout(101, 4, 0).hash()));
    assertEquals(layout(100, 4, 0).hash(), layout(100, 4, 0).hash());
  }

  private static FixedPointLayout layout(double bound, int members, int minimumBits) {
    return FixedPointLayout.of(new Encoding(List.of(new Block(1, bound, minimumBits))), members);
  }
}
