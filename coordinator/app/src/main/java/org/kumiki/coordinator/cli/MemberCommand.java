package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.cli.CoordinatorCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kumiki coordinator member}. */
@Command(
    name = "member",
    description = "One member's node.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = MemberCommand.Reset.class)
final class MemberCommand {
  private static final long SOON_DAYS = 10;

  /** What the operator should look at, as clauses; empty if nothing. */
  static String remarks(JsonNode member) {
    StringBuilder remarks = new StringBuilder();
    if (member.hasNonNull("certificateDaysLeft") && !member.hasNonNull("revokedAt")) {
      long days = member.path("certificateDaysLeft").asLong();
      if (days < 0) {
        remarks.append(", CERTIFICATE EXPIRED; approve --renewal when its node asks");
      } else if (days < SOON_DAYS) {
        remarks.append(", CERTIFICATE ENDS in ").append(days).append(" days");
      }
    }
    if (member.hasNonNull("copiedAt")) {
      remarks.append(", TWO COPIES of its node at once since ");
      remarks.append(member.path("copiedAt").asText());
      remarks.append(": refused until 'kumiki coordinator member reset'");
    } else if (member.hasNonNull("olderStartAt")) {
      remarks.append(", started from an older copy of its folder at ");
      remarks.append(member.path("olderStartAt").asText());
      remarks.append(": ask whether it was restored");
    }
    return remarks.toString();
  }

  @Command(
      name = "reset",
      description = {
        "Let a member's node go on after two copies of it were noticed at once.",
        "First find out by phone which one is the member's. If the other was stolen, revoke the",
        "member and invite it anew instead: a thief has its keys."
      },
      mixinStandardHelpOptions = true)
  static final class Reset implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "ORGANISATION")
    String organisation;

    @Override
    public Integer call() {
      String who = CoordinatorCommand.name(organisation);
      folder.api().postJson("/api/v1/members/" + who + "/reset", MissingNode.getInstance());
      System.out.println("The next run of " + who + "'s node that comes is taken for its own.");
      return ExitCode.DONE;
    }
  }
}
