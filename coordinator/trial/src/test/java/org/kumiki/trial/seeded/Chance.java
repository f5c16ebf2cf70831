package org.kumiki.trial.seeded;

import java.util.List;
import java.util.SplittableRandom;

/** All that is random in one run, drawn from its seed in one order. Not thread-safe. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  double uniform() {
    return random.nextDouble();
  }

  <T> T pick(List<T> among) {
    return among.get(random.nextInt(among.size()));
  }

  /** The bytes as a bad line delivers them: cut short, or with one bit changed. */
  byte[] garble(byte[] bytes) {
    if (oneIn(2)) {
      return java.util.Arrays.copyOf(bytes, below(bytes.length));
    }
    byte[] changed = bytes.clone();
    changed[below(bytes.length)] ^= (byte) (1 << below(8));
    return changed;
  }
}
