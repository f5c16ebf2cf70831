package org.kumiki.exchange.disclosure;

import java.util.Arrays;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Collects values into a digest that does not depend on their order: two sums modulo 2^64 of
 * SipHash-2-4 (Aumasson and Bernstein, 2012) under two secret keys. Values come one by one, and
 * nothing of them is kept. Not thread-safe.
 */
public final class MultisetDigest {
  /** Two SipHash keys. */
  public static final int KEY_BYTES = 32;

  private final SipHash first = new SipHash();
  private final SipHash second = new SipHash();
  private final byte[] number = new byte[Double.BYTES];
  private long firstSum;
  private long secondSum;
  private long count;

  /**
   * @param key the node's own, never sent
   */
  public MultisetDigest(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a digest key has " + KEY_BYTES + " bytes");
    }
    int half = KEY_BYTES / 2;
    first.init(new KeyParameter(Arrays.copyOf(key, half)));
    second.init(new KeyParameter(Arrays.copyOfRange(key, half, KEY_BYTES)));
  }

  /** Adds a number; both zeros are one value, and so are all NaN. */
  public void add(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    for (int i = 0; i < number.length; i++) {
      number[i] = (byte) (bits >>> (Byte.SIZE * i));
    }
    add(number);
  }

  public void add(byte[] value) {
    firstSum += hash(first, value);
    secondSum += hash(second, value);
    count++;
  }

  /** What was added so far, as the column of this term. */
  public ColumnDigest of(String term) {
    return new ColumnDigest(term, firstSum, secondSum, count);
  }

  private static long hash(SipHash mac, byte[] value) {
    mac.update(value, 0, value.length);
    return mac.doFinal();
  }
}
