package org.kumiki.platform.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Makes every failure of a picocli command one line on standard error and one {@link ExitCode}. */
public final class FailureReporting {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReporting.class);

  private FailureReporting() {}

  /** Installs the handlers in {@code command} and all its subcommands; returns it. */
  public static CommandLine install(CommandLine command, Console console) {
    return command
        .setParameterExceptionHandler((failure, arguments) -> wrongUsage(failure, console))
        .setExecutionExceptionHandler((failure, failed, parsed) -> exitCode(failure, console));
  }

  private static int wrongUsage(ParameterException failure, Console console) {
    String name = failure.getCommandLine().getCommandSpec().qualifiedName();
    console.failure(oneLine(failure.getMessage()) + "; see '" + name + " --help'");
    return ExitCode.USAGE;
  }

  private static int exitCode(Exception failure, Console console) {
    if (failure instanceof CommandFailure known) {
      console.failure(known.line());
      return known.exitCode();
    }
    if (failure instanceof InterruptedException) {
      console.failure("interrupted; nothing is left running");
      return ExitCode.INTERRUPTED;
    }
    // No message: nobody has looked whether it repeats a cell of somebody's table.
    LOG.error("unexpected failure", failure);
    console.failure(
        "unexpected "
            + failure.getClass().getSimpleName()
            + "; this is a defect of Kumiki, report it with the lines above");
    return ExitCode.FAILED;
  }

  private static String oneLine(String message) {
    return message == null ? "wrong usage" : message.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
