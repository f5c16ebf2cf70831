package org.kumiki.trial.federation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Looks at processes of this machine. */
final class Processes {
  private Processes() {}

  /** Whether it still does anything; one that has ended and was not collected yet does not. */
  static boolean runs(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      // proc(5): the state follows the command's name, which stands in brackets.
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/postgres")).isPresent();
  }

  /** Those that run. */
  static String describe(Collection<ProcessHandle> processes) {
    return processes.stream()
        .filter(Processes::runs)
        .map(process -> process.pid() + " " + process.info().commandLine().orElse("?"))
        .collect(Collectors.joining("; "));
  }
}
