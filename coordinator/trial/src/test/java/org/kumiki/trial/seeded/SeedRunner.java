package org.kumiki.trial.seeded;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

/**
 * Runs many seeds. It is called inside a class loader in which the roster's class asks {@link
 * SignatureMemory} for signatures that were checked before; see {@code attack.ChangedClasses}.
 */
public final class SeedRunner {
  private SeedRunner() {}

  /**
   * Runs seeds on all cores.
   *
   * @return what they did
   * @throws AssertionError naming the lowest of the seeds that were found to fail
   */
  public static String run(long from, long count) {
    AtomicReference<Failure> first = new AtomicReference<>();
    SeedTally tally =
        LongStream.range(from, from + count)
            .parallel()
            .filter(seed -> first.get() == null)
            .mapToObj(seed -> quietly(seed, first))
            .collect(SeedTally::new, SeedTally::add, SeedTally::add);
    Failure failure = first.get();
    if (failure != null) {
      throw new AssertionError(
          "seed "
              + failure.seed()
              + " fails; './kumiki test --seed "
              + failure.seed()
              + "' runs it alone and tells each step",
          failure.cause());
    }
    return tally.toString();
  }

  /** Runs one seed and returns all its steps; a failure carries them. */
  public static String trace(long seed) {
    List<String> steps = new ArrayList<>();
    try {
      String tally = SeededRun.run(seed, steps::add).toString();
      return String.join("\n", steps) + "\n" + tally;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + " fails after\n  " + String.join("\n  ", steps), e);
    }
  }

  private record Failure(long seed, Throwable cause) {}

  private static SeedTally quietly(long seed, AtomicReference<Failure> first) {
    try {
      return SeededRun.run(seed, step -> {});
    } catch (AssertionError | RuntimeException e) {
      Failure failure = new Failure(seed, e);
      first.accumulateAndGet(
          failure, (old, now) -> old == null || now.seed() < old.seed() ? now : old);
      return new SeedTally();
    }
  }
}
