package org.kumiki.learning.computation;

/** The integers modulo a power of two in which vectors are masked and added. */
public enum Ring {
  Z32(32),
  Z64(64);

  private final int bits;

  Ring(int bits) {
    this.bits = bits;
  }

  /** The width of an entry. */
  public int bits() {
    return bits;
  }

  public int bytes() {
    return bits / Byte.SIZE;
  }

  /**
   * The ring of this width.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Ring ofBits(int bits) {
    for (Ring ring : values()) {
      if (ring.bits == bits) {
        return ring;
      }
    }
    throw new IllegalArgumentException("a ring has 32 or 64 bits, not " + bits);
  }
}
