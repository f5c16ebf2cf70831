package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ring;

/** What a coordinator sees of one member: smoke tests of uniformity, each with its control. */
class MaskedVectorTest {
  /**
   * Chi-square of 255 degrees of freedom has mean 255 and deviation 22.6; the limits are more than
   * six deviations away, so a right mask fails once in a billion seeds. The seeds are fixed.
   */
  private static final double LOW = 120;

  private static final double HIGH = 400;

  private static final int LENGTH = 1 << 16;

  @Test
  void aMaskedVectorOfSmallNumbersLooksUniform() {
    byte[] masked = bytes(masked(small(), true));
    double statistic = chiSquare(masked);
    assertTrue(statistic > LOW && statistic < HIGH, "chi-square " + statistic);
    assertTrue(Math.abs(serialCorrelation(masked)) < 0.01);
  }

  @Test
  void theSameVectorWithoutItsMaskIsFoundByTheSameTest() {
    double statistic = chiSquare(bytes(masked(small(), false)));
    assertTrue(statistic > 100 * HIGH, "chi-square " + statistic);
  }

  @Test
  void aMaskThatIsUsedTwiceIsFoundByTheDifference() {
    // The control of key reuse: two vectors under one mask differ by the plain difference.
    long[] first = masked(small(), true);
    long[] second = masked(new long[LENGTH], true);
    long[] difference = new long[LENGTH];
    Arrays.setAll(difference, i -> first[i] - second[i]);
    assertTrue(chiSquare(bytes(difference)) > 100 * HIGH);
  }

  @Test
  void callsOfTheCipherStayWithinSixteenKibibytes() {
    assertEquals(16 * 1024, PairwiseMask.CHUNK_BYTES, "beyond, AES-CTR leaves its intrinsic");
  }

  private static long[] masked(long[] values, boolean withMask) {
    byte[] bytes = bytes(values);
    if (withMask) {
      mask().lane().addTo(bytes, 0, bytes.length);
    }
    return VectorBytes.toArray(bytes, Ring.Z64);
  }

  private static PairwiseMask mask() {
    TreeMap<String, PairKeys> peers = new TreeMap<>();
    peers.put("a", new PairKeys(filled(1), filled(2), filled(3)));
    peers.put("c", new PairKeys(filled(4), filled(5), filled(6)));
    return PairwiseMask.next("b", peers, ByteString.of(filled(7)), Ring.Z64);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static long[] small() {
    return new Random(8).longs(LENGTH, -1000, 1000).toArray();
  }

  private static double chiSquare(byte[] bytes) {
    long[] counts = new long[256];
    for (byte b : bytes) {
      counts[b & 0xff]++;
    }
    double expected = bytes.length / 256.0;
    double statistic = 0;
    for (long count : counts) {
      statistic += (count - expected) * (count - expected) / expected;
    }
    return statistic;
  }

  private static double serialCorrelation(byte[] bytes) {
    double sum = 0;
    for (int i = 1; i < bytes.length; i++) {
      sum += ((bytes[i] & 0xff) - 127.5) * ((bytes[i - 1] & 0xff) - 127.5);
    }
    double variance = (256.0 * 256.0 - 1) / 12;
    return sum / (bytes.length - 1) / variance;
  }

  private static byte[] bytes(long[] vector) {
    return VectorBytes.of(vector, Ring.Z64);
  }
}
