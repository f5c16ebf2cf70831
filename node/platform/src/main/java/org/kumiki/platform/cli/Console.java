package org.kumiki.platform.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard error as a person sees it: progress is written where a terminal shows it and nowhere
 * else, so that a pipe or a log file stays quiet. Safe for use by many threads.
 */
public final class Console {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final PrintStream stream;
  private final boolean terminal;

  Console(PrintStream stream, boolean terminal) {
    this.stream = stream;
    this.terminal = terminal;
  }

  /** The console of this process. */
  public static Console standardError() {
    return new Console(System.err, isTerminal());
  }

  /** Says how far long work has come; on a terminal only. */
  public void progress(String line) {
    if (terminal) {
      stream.println(line);
    }
  }

  /** Says that something lasts longer than anybody expects; always, and so not often. */
  public void notice(String line) {
    stream.println("kumiki: " + line);
  }

  /** Says why the command fails; always, and on one line. */
  public void failure(String line) {
    stream.println("kumiki: " + line);
  }

  private static boolean isTerminal() {
    // System.console() asks about standard input and output; progress goes to standard error.
    try {
      Path target = Files.readSymbolicLink(STANDARD_ERROR);
      return target.startsWith("/dev/pts")
          || target.getFileName().toString().startsWith("tty")
          || target.equals(Path.of("/dev/console"));
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}
