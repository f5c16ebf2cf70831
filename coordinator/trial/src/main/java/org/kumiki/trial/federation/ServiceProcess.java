package org.kumiki.trial.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.process.ChildProcess;
import org.kumiki.platform.process.StdinLease;

/**
 * One node or coordinator as a process of its own, which ends when this one does. Not thread-safe.
 */
public final class ServiceProcess implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /** A first start unpacks and founds a PostgreSQL, on a busy machine beside four others. */
  private static final Duration LONGEST_START = Duration.ofMinutes(5);

  private final Program program;
  private final Path folder;
  private final Path log;
  private ChildProcess process;

  /** Which service, and where the build left it. */
  public enum Program {
    NODE("node/app", "kumiki-node", "org.kumiki.node.cli.NodeCommand"),
    COORDINATOR(
        "coordinator/app", "kumiki-coordinator", "org.kumiki.coordinator.cli.CoordinatorCommand");

    private final String module;
    private final String artifact;
    private final String main;

    Program(String module, String artifact, String main) {
      this.module = module;
      this.artifact = artifact;
      this.main = main;
    }

    /** The command line of {@code kumiki node …} or {@code kumiki coordinator …}. */
    public List<String> command(JvmProfile profile, String... arguments) {
      Path target = Path.of(System.getProperty("kumiki.root"), module, "target");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(profile.options());
      // A service that has lost a thread to a lack of memory must not look alive.
      command.add("-XX:+ExitOnOutOfMemoryError");
      command.add("-Dfile.encoding=UTF-8");
      command.add("-cp");
      command.add(target.resolve(artifact + "-0.1.0-SNAPSHOT.jar") + ":" + classPath(target));
      command.add(main);
      command.addAll(List.of(arguments));
      return command;
    }

    private static String classPath(Path target) {
      try {
        return Files.readString(target.resolve("classpath.txt")).strip();
      } catch (IOException e) {
        throw CommandFailure.refused(
            "the build is incomplete", "run './kumiki' again, or 'mvn package'", e);
      }
    }
  }

  ServiceProcess(Program program, Path folder, Path log) {
    this.program = program;
    this.folder = folder;
    this.log = log;
  }

  /** Starts the process without waiting for it. */
  void launch(JvmProfile profile) {
    try {
      Files.deleteIfExists(folder.resolve(LocalApi.ADDRESS_FILE));
      ProcessBuilder builder =
          new ProcessBuilder(
              program.command(profile, "start", "--dir", folder.toString(), StdinLease.OPTION));
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      process = ChildProcess.start(builder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the service answers people. */
  void awaitReady() throws InterruptedException {
    await("it answers", () -> Files.exists(folder.resolve(LocalApi.ADDRESS_FILE)));
  }

  /**
   * Waits until something is so.
   *
   * @param what in words, for a failure
   */
  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!condition.getAsBoolean()) {
      if (process.awaitExit(LOOK_AGAIN)) {
        throw CommandFailure.refused(
            "the service of " + folder + " ended before " + what, "read " + log);
      }
      if (System.nanoTime() > end) {
        throw CommandFailure.refused(
            "the service of " + folder + " runs, and still not: " + what, "read " + log);
      }
    }
  }

  /** Ends the process as a power cut would. */
  public void kill() throws InterruptedException {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    if (!process.awaitExit(Duration.ofSeconds(30))) {
      throw new IllegalStateException("process " + process.pid() + " survived a kill");
    }
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  public Path folder() {
    return folder;
  }

  /** What the service wrote. */
  public Path log() {
    return log;
  }

  /** Its people's listener. */
  public LocalApi api() {
    return LocalApi.of(folder);
  }

  /** Lets go without waiting. */
  void release() {
    if (process != null) {
      process.release();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
