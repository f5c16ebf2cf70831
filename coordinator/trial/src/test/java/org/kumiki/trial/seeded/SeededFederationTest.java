package org.kumiki.trial.seeded;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.kumiki.trial.attack.ChangedClasses;

/**
 * Whole federations from seeds. {@code -Dkumiki.simulation.seeds} says how many, {@code
 * -Dkumiki.simulation.from} the first; {@code -Dkumiki.simulation.seed} runs one alone and tells
 * each of its steps.
 */
class SeededFederationTest {
  private static final long SEEDS = Long.getLong("kumiki.simulation.seeds", 2_000);
  private static final long FROM = Long.getLong("kumiki.simulation.from", 0);
  private static final long ALONE = Long.getLong("kumiki.simulation.seed", -1);

  @Test
  void whateverIsDroppedRepeatedReorderedGarbledOrRestartedEveryStudyEndsAsItShould() {
    ChangedClasses classes = ChangedClasses.quick();
    if (ALONE >= 0) {
      System.out.println(classes.traceSeed(ALONE));
      return;
    }
    long start = System.nanoTime();
    String tally = classes.runSeeds(FROM, SEEDS);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println("simulation from " + FROM + ": " + tally + "; " + millis + " ms");
  }

  /** What the remembered signatures stand for: the same seeds with all arithmetic done. */
  @Test
  void theSameSeedsHoldWithEverySignatureVerifiedEachTime() {
    assertTrue(SeedRunner.run(FROM, 5).startsWith("5 seeds"));
  }

  @Test
  void aSeedIsTheSameRunEachTime() {
    ChangedClasses classes = ChangedClasses.quick();
    String once = classes.traceSeed(7);
    assertTrue(once.lines().count() > 100, once);
    assertTrue(once.equals(classes.traceSeed(7)), "a run depends on something besides its seed");
  }
}
