package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Waits for a state by looking again, with a deadline that fails the test and says what was seen.
 */
public final class Await {
  /** Generous: two cores, five PostgreSQL servers. What is fast returns at once. */
  public static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final long LOOK_AGAIN_MILLIS = 25;

  private Await() {}

  /** A condition that may have to ask a process. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  public static void until(String what, Condition condition) {
    until(what, PATIENCE, condition, () -> "");
  }

  /**
   * @param seen what is there instead, for the message of the failure
   */
  public static void until(
      String what, Duration atMost, Condition condition, Supplier<String> seen) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      while (!condition.holds()) {
        if (System.nanoTime() > end) {
          fail("after " + atMost.toSeconds() + " s still not: " + what + " " + seen.get());
        }
        pause(LOOK_AGAIN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted while waiting until " + what);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("while waiting until " + what, e);
    }
  }

  /** A rest between two looks. */
  static void pause(long millis) throws InterruptedException {
    boolean counted = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    assert !counted;
  }
}
