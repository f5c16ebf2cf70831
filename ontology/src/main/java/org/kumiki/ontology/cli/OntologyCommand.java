package org.kumiki.ontology.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * {@code kumiki ontology}: search, column suggestions, checks, export and comparison. Answers go to
 * standard output, failures in one line to standard error. Exit codes: 0 done, 1 refused, failed or
 * found something, 2 wrong usage.
 */
@Command(
    name = "kumiki ontology",
    description = "Work with the shared vocabulary; no server is needed.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SearchCommand.class,
      SuggestCommand.class,
      ValidateCommand.class,
      ExportCommand.class,
      DiffCommand.class
    })
public final class OntologyCommand {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  private OntologyCommand() {}

  public static void main(String[] arguments) {
    // Jena and Lucene log through SLF4J, which would complain that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int exit = line(out, err).execute(arguments);
    out.flush();
    System.exit(out.checkError() && exit == DONE ? FAILED : exit);
  }

  static CommandLine line(PrintWriter out, PrintWriter err) {
    return new CommandLine(new OntologyCommand())
        .setOut(out)
        .setErr(err)
        // A header may begin with an at sign.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(
            (failure, arguments) -> {
              String name = failure.getCommandLine().getCommandSpec().qualifiedName();
              return fail(err, failure.getMessage() + "; see '" + name + " --help'", USAGE);
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof Refusal) {
                return fail(err, failure.getMessage(), FAILED);
              }
              throw failure;
            });
  }

  private static int fail(PrintWriter err, String message, int exit) {
    err.println("kumiki: " + message.replaceAll("\\s+", " "));
    err.flush();
    return exit;
  }
}
