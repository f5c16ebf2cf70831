package org.kumiki.trial.seeded;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** The random source of a member's keys, from a seed: a run must be the same each time. */
final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  private final transient SplittableRandom source;

  SeededRandom(long seed) {
    this.source = new SplittableRandom(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    source.nextBytes(bytes);
  }
}
