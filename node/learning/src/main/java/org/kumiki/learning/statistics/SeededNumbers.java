package org.kumiki.learning.statistics;

/**
 * Well-spread numbers from a public seed, the same on every machine: SplitMix64 (Steele, Lea and
 * Flood, Fast splittable pseudorandom number generators, OOPSLA 2014), and normal deviates by Box
 * and Muller (1958). No secret depends on them. Not thread-safe.
 */
public final class SeededNumbers {
  /** 2⁶⁴ divided by the golden ratio, made odd: neighbouring counters land far apart. */
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  public SeededNumbers(long seed) {
    this.state = seed;
  }

  /** The next 64 bits. */
  public long bits() {
    state += GOLDEN;
    return mixed(state);
  }

  /** A bijection that spreads each bit over all. */
  public static long mixed(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Uniform in (0, 1): the middle of one of 2⁵³ equal parts, so that a logarithm is finite. */
  public double uniform() {
    return ((bits() >>> 11) + 0.5) * 0x1p-53;
  }

  /** Normal deviates of mean 0 and variance 1. */
  public double[] normals(int count) {
    double[] normals = new double[count];
    for (int i = 0; i < count; i += 2) {
      double radius = Math.sqrt(-2 * StrictMath.log(uniform()));
      double angle = 2 * Math.PI * uniform();
      normals[i] = radius * StrictMath.cos(angle);
      if (i + 1 < count) {
        normals[i + 1] = radius * StrictMath.sin(angle);
      }
    }
    return normals;
  }
}
