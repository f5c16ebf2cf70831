package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.kumiki.exchange.roster.KeyReplacement;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kumiki node roster history}: the chain of rosters. */
@Command(
    name = "history",
    description = "Every roster that was in force, with its words and who signed it.",
    mixinStandardHelpOptions = true)
final class RosterHistory implements Callable<Integer> {
  @Mixin Folder folder;

  @Override
  public Integer call() {
    for (JsonNode step : folder.api().get(KnownRosters.API + "/history")) {
      RosterSuccession succession =
          RosterSuccession.decode(ByteString.fromHex(step.asText()).toByteArray());
      RosterSnapshot roster = succession.successor().roster();
      System.out.println("Roster " + roster.version() + "  " + RosterWords.of(roster.hash()));
      System.out.println(
          "  signed by "
              + String.join(
                  ", ",
                  succession.successor().signatures().stream()
                      .map(signature -> signature.organisation())
                      .toList())
              + (succession.successor().isComplete() ? "" : ", by two thirds"));
      succession
          .replacements()
          .forEach(
              replaced ->
                  System.out.println(
                      "  "
                          + replaced.statement().organisation()
                          + " has a new key, by "
                          + (replaced.warrant() instanceof KeyReplacement.OldKey
                              ? "its old one"
                              : "the votes of all others")));
    }
    return ExitCode.DONE;
  }
}
