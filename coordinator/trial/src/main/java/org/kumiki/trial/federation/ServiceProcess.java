package org.kumiki.trial.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final int LAST_LINES = 25;

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
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(profile.options());
      // A service that has lost a thread to a lack of memory must not look alive.
      command.add("-XX:+ExitOnOutOfMemoryError");
      archive().ifPresent(file -> command.add("-XX:SharedArchiveFile=" + file));
      command.add("-Dfile.encoding=UTF-8");
      command.add("-cp");
      command.add(jar() + ":" + classPath(target()));
      command.add(main);
      command.addAll(List.of(arguments));
      return command;
    }

    private Path target() {
      return Path.of(System.getProperty("kumiki.root"), module, "target");
    }

    private Path jar() {
      return target().resolve(artifact + "-0.1.0-SNAPSHOT.jar");
    }

    private Path archiveFile() {
      return target().resolve("classes.jsa");
    }

    /** Where a class archive of this build lies, if one was made. */
    Optional<Path> archive() {
      try {
        Path file = archiveFile();
        boolean current =
            Files.exists(file)
                && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar())) > 0;
        return current ? Optional.of(file) : Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
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

  /**
   * Starts the service again and ends it, so that its Java machine leaves an archive of the classes
   * that a start loads. The service must have been started before.
   */
  void archiveClasses(JvmProfile profile) throws InterruptedException {
    close();
    Path file = program.archiveFile();
    Path part = file.resolveSibling("classes.jsa.part");
    try {
      Files.deleteIfExists(file);
      launch(profile.with("-XX:ArchiveClassesAtExit=" + part));
      awaitReady();
      process.release();
      if (!process.awaitExit(LONGEST_START)) {
        throw new IllegalStateException("the service of " + folder + " does not end");
      }
      // A machine that was stopped while it wrote leaves no file that looks whole.
      Files.move(part, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the service answers people. */
  void awaitReady() throws InterruptedException {
    await("it answers", () -> Files.exists(folder.resolve(LocalApi.ADDRESS_FILE)));
  }

  /** The end of the log, because the folder is often gone when somebody could read it. */
  private String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "nothing that can be read: " + e;
    }
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
            "the service of "
                + folder
                + " ended before "
                + what
                + "; it said last:\n"
                + lastWords(),
            "read " + log);
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
