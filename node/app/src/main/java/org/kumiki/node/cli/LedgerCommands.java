package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What left, and whether the record of it is whole: {@code kumiki node ledger [verify]}. */
final class LedgerCommands {
  private LedgerCommands() {}

  @Command(
      name = "ledger",
      description = "What was released from this node, and what was not, oldest first.",
      mixinStandardHelpOptions = true,
      subcommands = Verify.class)
  static final class Ledger implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode entries = folder.api().get("/api/v1/ledger");
      if (json) {
        System.out.println(entries);
        return ExitCode.DONE;
      }
      for (JsonNode entry : entries) {
        System.out.printf(
            "%s  %s  study %s round %d: %s; %d numbers under the masks of %d organisations%s%n",
            entry.path("at").asText(),
            entry.path("verdict").asText(),
            entry.path("studyHash").asText().substring(0, 12),
            entry.path("round").asInt(),
            entry.path("subject").asText(),
            entry.path("length").asInt(),
            entry.path("cohort").asInt() - 1,
            entry.path("reason").asText().isEmpty()
                ? ""
                : " (" + entry.path("reason").asText() + ")");
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "verify",
      description =
          "Read every entry again: against its leaf, the signed head, and what others have seen.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode report = folder.api().get("/api/v1/ledger/verification");
      if (json) {
        System.out.println(report);
      } else {
        print(report);
      }
      if (report.path("inOrder").asBoolean()) {
        return ExitCode.DONE;
      }
      throw CommandFailure.refused(
          "the release ledger is not in order",
          "keep this database for the auditor and restore the newest copy that verifies");
    }
  }

  private static void print(JsonNode report) {
    System.out.printf(
        "%d entries read, %d under the signed head%nroot %s%n%n%s%n",
        report.path("entries").asLong(),
        report.path("size").asLong(),
        report.path("root").asText(),
        report.path("note").asText());
    for (JsonNode fault : report.path("faults")) {
      System.out.printf(
          "entry %d %s%n", fault.path("number").asLong(), fault.path("fault").asText());
    }
    long unlisted = report.path("faultCount").asLong() - report.path("faults").size();
    if (unlisted > 0) {
      System.out.printf("and %d more%n", unlisted);
    }
    for (JsonNode witness : report.path("witnesses")) {
      System.out.printf(
          "%s has seen %d entries: %s%n",
          witness.path("organisation").asText(),
          witness.path("size").asLong(),
          witness.path("standing").asText());
    }
    if (report.path("witnesses").isEmpty()) {
      System.out.println("no other member has shown a head of this ledger yet");
    }
    System.out.println(report.path("status").asText());
  }
}
