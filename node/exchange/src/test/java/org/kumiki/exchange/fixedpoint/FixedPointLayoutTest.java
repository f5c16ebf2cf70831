package org.kumiki.exchange.fixedpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Ring;

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
  void theScaleIsTheLargestThatCannotOverflowItsRing(
      @ForAll @Scale(6) @DoubleRange(min = 1e-3, max = 1e6) double bound,
      @ForAll @IntRange(min = 3, max = 300) int members,
      @ForAll Ring ring) {
    int bits = layout(bound, members, 0, ring).fractionalBits().get(0);
    assertTrue(overflow(bound, members, bits, ring) < 0);
    assertTrue(bits == ring.bits() - 2 || overflow(bound, members, bits + 1, ring) >= 0);
  }

  /** The sign of n · (b · 2^f + 1) − 2^(k−1), exactly. */
  private static int overflow(double bound, int members, int bits, Ring ring) {
    BigDecimal limit = new BigDecimal(BigInteger.TWO.pow(ring.bits() - 1));
    return new BigDecimal(bound)
        .multiply(new BigDecimal(BigInteger.TWO.pow(bits)))
        .add(BigDecimal.ONE)
        .multiply(BigDecimal.valueOf(members))
        .compareTo(limit);
  }

  @Property
  void sumsOfTheSmallerRingComeBackWholeAtBothEndsOfTheRange(
      @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e5) double bound,
      @ForAll @IntRange(min = 3, max = 300) int members) {
    FixedPointLayout layout = layout(bound, members, 0, Ring.Z32);
    for (double value : new double[] {bound, -bound}) {
      long one = layout.quantise(new double[] {value}).orElseThrow()[0];
      long sum = one * members;
      assertEquals(sum, Ring.Z32.signed(sum), "it does not wrap");
      int bits = layout.fractionalBits().get(0);
      double restored = layout.restore(new long[] {sum}).orElseThrow()[0];
      assertEquals(value * members, restored, members * Math.scalb(0.5, -bits) * (1 + 1e-9));
    }
  }

  @Test
  void exactlyAtTheRingsEdgeOneBitFewerIsTaken() {
    // n · (b · 2^f + 1) = 2^31 exactly for n = 4, b = 2^29 − 1, f = 0: not below, so refused.
    double bound = (1 << 29) - 1;
    assertThrows(BoundsTooWideException.class, () -> layout(bound, 4, 0, Ring.Z32));
    FixedPointLayout below = layout(bound - 1, 4, 0, Ring.Z32);
    assertEquals(List.of(0), below.fractionalBits());
    long most = 4 * (long) bound;
    assertTrue(below.restore(new long[] {most}).isPresent());
    assertTrue(below.restore(new long[] {-most}).isPresent());
    assertTrue(below.restore(new long[] {most + 1}).isEmpty());
    assertTrue(below.restore(new long[] {Integer.MIN_VALUE}).isEmpty());
  }

  @Test
  void theSmallerRingHasRoomForThirtyFractionalBitsAtTheMost() {
    assertEquals(List.of(30), layout(1e-6, 3, 0, Ring.Z32).fractionalBits());
    assertEquals(List.of(62), layout(1e-6, 3, 0, Ring.Z64).fractionalBits());
    assertThrows(BoundsTooWideException.class, () -> layout(1e-6, 3, 31, Ring.Z32));
  }

  @Test
  void anotherRingGivesAnotherHash() {
    FixedPointLayout small = layout(500, 4, 0, Ring.Z32);
    assertTrue(!layout(500, 4, 0, Ring.Z64).hash().equals(small.hash()));
    assertEquals(Ring.Z32, small.ring());
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
    return layout(bound, members, minimumBits, Ring.Z64);
  }

  private static FixedPointLayout layout(double bound, int members, int minimumBits, Ring ring) {
    Encoding encoding = new Encoding(List.of(new Block(1, bound, minimumBits)), ring);
    return FixedPointLayout.of(encoding, members);
  }
}
