package org.kumiki.node.participation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to rest before the next try: twice as long after each failure up to a bound, and then
 * somewhere in the upper half of that, so that the members of a consortium do not all come back at
 * the same moment. Not thread-safe.
 */
final class Backoff {
  private final long firstMillis;
  private final long longestMillis;
  private final RandomGenerator random;
  private long nextMillis;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    if (first.toMillis() < 2 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("A rest has a length, and the longest is no shorter");
    }
    this.firstMillis = first.toMillis();
    this.longestMillis = longest.toMillis();
    this.random = random;
    this.nextMillis = firstMillis;
  }

  /**
   * For what another machine or the network between causes: soon again, and never later than half a
   * minute, since nobody tells the node when it is mended.
   */
  static Backoff ofNetwork(RandomGenerator random) {
    return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), random);
  }

  /** For a fault of this machine, each of which costs the consortium an epoch. */
  static Backoff ofOwnFaults(RandomGenerator random) {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), random);
  }

  /** The rest after one more failure, in milliseconds. */
  long nextMillis() {
    long whole = nextMillis;
    nextMillis = Math.min(2 * whole, longestMillis);
    return random.nextLong(whole / 2, whole + 1);
  }

  /** Something worked. */
  void reset() {
    nextMillis = firstMillis;
  }
}
