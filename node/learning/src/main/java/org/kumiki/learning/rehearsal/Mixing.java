package org.kumiki.learning.rehearsal;

import org.kumiki.learning.computation.RehearsalState;

/**
 * Well-spread numbers from counters, after SplitMix64 (Steele, Lea and Flood, Fast splittable
 * pseudorandom number generators, OOPSLA 2014). No secret depends on them. Stateless.
 */
final class Mixing {
  /** 2⁶⁴ divided by the golden ratio, made odd: neighbouring counters land far apart. */
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private Mixing() {}

  /** The start of a round's stream and of its digest. */
  static long seed(RehearsalState state) {
    return mixed(Double.doubleToLongBits(state.carry()), state.round());
  }

  /** Value number {@code counter} of the stream from a seed. */
  static long mixed(long seed, int counter) {
    long z = seed + GOLDEN * (counter + 1L);
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * A digest with one more entry in it. For a given entry this is a bijection of the digest, and
   * for a given digest an injection of the entry: two sums that differ in one entry never have one
   * digest.
   */
  static long absorbed(long digest, double entry) {
    long z = (digest ^ Double.doubleToLongBits(entry + 0.0)) * GOLDEN;
    return z ^ (z >>> 32);
  }

  /** The upper 53 bits as a number in [−1, 1): exact in a double. */
  static double fraction(long bits) {
    return (bits >>> 11) * 0x1p-52 - 1;
  }
}
