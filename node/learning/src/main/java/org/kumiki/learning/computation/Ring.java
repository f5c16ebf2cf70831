package org.kumiki.learning.computation;

/**
 * The integers modulo 2^k that vectors are added in. {@link #Z64} for everything exact, {@link
 * #Z32} for model updates, which bear rounding and are half as long on the wire.
 *
 * <p>An entry stands for its signed representative, from −2^(k−1) to 2^(k−1) − 1.
 */
public enum Ring {
  /** Modulo 2^32. */
  Z32(Integer.SIZE),
  /** Modulo 2^64. */
  Z64(Long.SIZE);

  private final int bits;

  Ring(int bits) {
    this.bits = bits;
  }

  /**
   * @throws IllegalArgumentException if there is no ring of so many bits
   */
  public static Ring ofBits(int bits) {
    for (Ring ring : values()) {
      if (ring.bits == bits) {
        return ring;
      }
    }
    throw new IllegalArgumentException("there is no ring of " + bits + " bits");
  }

  /** Bits of an entry: k. */
  public int bits() {
    return bits;
  }

  /** Bytes of an entry on the wire. */
  public int bytes() {
    return bits / Byte.SIZE;
  }

  /** The signed representative of any integer. */
  public long signed(long value) {
    return this == Z64 ? value : (int) value;
  }
}
