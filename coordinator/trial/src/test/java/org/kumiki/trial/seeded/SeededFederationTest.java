package org.kumiki.trial.seeded;

import org.junit.jupiter.api.Test;

class SeededFederationTest {
  @Test
  void plain() {
    long t = System.nanoTime();
    System.out.println(SeedRunner.run(0, Long.getLong("kumiki.simulation.seeds", 200)));
    System.out.println((System.nanoTime() - t) / 1_000_000 + " ms");
  }
}
