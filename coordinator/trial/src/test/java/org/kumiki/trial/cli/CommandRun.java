package org.kumiki.trial.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.FailureReporting;
import picocli.CommandLine;

/** A command run in this process, with what it wrote to each stream. */
record CommandRun(int exitCode, String out, String err) {
  static CommandRun of(Object command, String... arguments) {
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
      int exitCode =
          FailureReporting.install(new CommandLine(command), Console.standardError())
              .execute(arguments);
      return new CommandRun(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
  }
}
