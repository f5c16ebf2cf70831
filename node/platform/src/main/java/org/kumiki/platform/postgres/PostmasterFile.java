package org.kumiki.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kumiki.platform.cli.CommandFailure;

/**
 * What {@code postmaster.pid} says: line 1 is the postmaster's process, line 8 its state
 * (PostgreSQL's {@code pidfile.h}).
 *
 * <p>PostgreSQL itself overlooks a file whose process is gone. It does not overlook one whose
 * number was meanwhile given to another program, as happens after the machine was killed; that one
 * case is settled here.
 */
final class PostmasterFile {
  private static final int STATE_LINE = 7;

  /** Longer than {@code supervise.sh} needs to end a PostgreSQL whose JVM was killed. */
  private static final Duration ENDING = Duration.ofSeconds(12);

  private final Path directory;
  private final Duration patience;

  PostmasterFile(Path directory) {
    this(directory, ENDING);
  }

  PostmasterFile(Path directory, Duration patience) {
    this.directory = directory;
    this.patience = patience;
  }

  /** Whether the postmaster {@code pid} accepts connections. */
  boolean saysReady(long pid) {
    List<String> lines = lines();
    return lines.size() > STATE_LINE
        && pidIn(lines).equals(OptionalLong.of(pid))
        && lines.get(STATE_LINE).strip().equals("ready");
  }

  /**
   * Waits until a predecessor that is just ending is gone, and removes a file that only seems to
   * name a postmaster.
   *
   * @throws CommandFailure with exit code 75 if PostgreSQL really runs in this directory
   */
  void awaitNobody() {
    OptionalLong pid = pidIn(lines());
    if (pid.isEmpty()) {
      return;
    }
    ProcessHandle process = ProcessHandle.of(pid.getAsLong()).orElse(null);
    if (process == null) {
      return;
    }
    if (worksElsewhere(process)) {
      delete();
      return;
    }
    awaitEnd(process);
  }

  private void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw CommandFailure.tryLater(
          "a PostgreSQL (pid " + process.pid() + ") already runs in " + directory,
          "stop it before you start Kumiki on this folder");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.tryLater("interrupted while PostgreSQL was ending", "start again");
    } catch (ExecutionException e) {
      throw new IllegalStateException("Waiting for a process does not fail", e);
    }
  }

  /**
   * A postmaster's working directory is its data directory; a process that has ended and was not
   * collected yet has none. Where we may not look, the process may be one, and the answer is no.
   */
  private boolean worksElsewhere(ProcessHandle process) {
    try {
      Path workingDirectory = Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"));
      return !workingDirectory.equals(directory);
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(directory.resolve("postmaster.pid"));
    } catch (IOException e) {
      // Absent, or just being replaced: there is nothing to read yet.
      return List.of();
    }
  }

  private static OptionalLong pidIn(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).strip().matches("[1-9][0-9]{0,9}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(lines.get(0).strip()));
  }

  private void delete() {
    try {
      Files.deleteIfExists(directory.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot remove the left-over " + directory.resolve("postmaster.pid"),
          "remove it by hand",
          e);
    }
  }
}
