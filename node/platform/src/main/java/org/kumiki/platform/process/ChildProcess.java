package org.kumiki.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A child that lives no longer than this JVM: its standard input is a pipe that only we hold, and
 * the operating system closes it even when we are killed. The child must end when it reads the end
 * of the stream ({@link StdinLease} in a JVM of ours, {@code supervise.sh} for PostgreSQL).
 *
 * <p>Safe for use by many threads.
 */
public final class ChildProcess implements AutoCloseable {
  /** Longer than any child of ours takes to end by itself, {@code supervise.sh} included. */
  private static final Duration GRACE = Duration.ofSeconds(9);

  private static final Duration FORCED = Duration.ofSeconds(2);

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts {@code builder}'s command. Its standard input becomes the lease; the other streams stay
   * as the builder says.
   *
   * @throws UncheckedIOException if the program cannot be started
   */
  public static ChildProcess start(ProcessBuilder builder) {
    try {
      return new ChildProcess(builder.redirectInput(ProcessBuilder.Redirect.PIPE).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The child's process identifier. */
  public long pid() {
    return process.pid();
  }

  /** Whether the child still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes with the exit code when the child has ended, for whatever reason. */
  public CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** What the child writes to standard output, if the builder left that a pipe. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** Waits at most {@code timeout} for the child to end; true if it has. */
  public boolean awaitExit(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets go of the lease without waiting. The child begins to end. */
  public void release() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The pipe is already broken: the child is gone, or has closed its end.
      return;
    }
  }

  /** Lets go of the lease and waits; a child that does not end by itself is killed. */
  @Override
  public void close() {
    release();
    try {
      if (!awaitExit(GRACE)) {
        process.destroyForcibly();
        awaitExit(FORCED);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
