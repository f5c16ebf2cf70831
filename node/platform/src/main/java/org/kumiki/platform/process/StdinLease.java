package org.kumiki.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kumiki.platform.cli.ExitCode;

/**
 * Ends this JVM when its standard input ends: the child's half of {@link ChildProcess}. A service
 * takes the lease only when its parent asks for it, because a service manager starts it with an
 * empty standard input.
 */
public final class StdinLease {
  /** The command-line option by which a parent asks a service to take the lease. */
  public static final String OPTION = "--lease-stdin";

  /**
   * How long an orderly end may take. Together with the 6 s that {@code supervise.sh} grants
   * PostgreSQL it must stay under the 10 s within which everything of a killed launcher is gone.
   */
  static final Duration GRACE = Duration.ofSeconds(3);

  private StdinLease() {}

  /**
   * Takes the lease: from now on the end of standard input ends this JVM, first by {@code exit}
   * with its shutdown hooks, and after 3 s by {@code halt}.
   */
  public static void take() {
    watch(System.in, StdinLease::endThisJvm);
  }

  /** Runs {@code onEnd} once, on a thread of its own, when {@code stream} ends or breaks. */
  static void watch(InputStream stream, Runnable onEnd) {
    Thread watcher =
        new Thread(
            () -> {
              awaitEnd(stream);
              onEnd.run();
            },
            "stdin-lease");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void awaitEnd(InputStream stream) {
    byte[] ignored = new byte[256];
    try {
      while (stream.read(ignored) >= 0) {
        // A parent that writes is a parent that lives.
      }
    } catch (IOException e) {
      // A broken pipe ends the lease as well as a closed one.
      return;
    }
  }

  private static void endThisJvm() {
    Thread halt =
        new Thread(
            () -> {
              awaitNothing(GRACE);
              Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            },
            "stdin-lease-halt");
    halt.setDaemon(true);
    halt.start();
    Runtime.getRuntime().exit(ExitCode.INTERRUPTED);
  }

  private static void awaitNothing(Duration time) {
    try {
      boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
      assert !never;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
