package org.kumiki.trial.cli;

import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.FailureReporting;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code kumiki demo}, {@code simulate} and {@code bench}: the whole federation on one machine. */
@Command(
    name = "kumiki",
    description = "Try a consortium on this machine.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DemoCommand.class, SimulateCommand.class, BenchCommand.class})
public final class TrialCommand {
  private TrialCommand() {}

  public static void main(String[] arguments) {
    System.exit(line(Console.standardError()).execute(arguments));
  }

  static CommandLine line(Console console) {
    return FailureReporting.install(new CommandLine(new TrialCommand()), console);
  }
}
