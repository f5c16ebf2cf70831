package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.cli.CoordinatorCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.consortium.Invitation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki coordinator invite}. */
@Command(
    name = "invite",
    description = {
      "Write an invitation for a new member. Hand the file over on a way of its own:",
      "whoever holds it may ask to join, once, until it expires."
    },
    mixinStandardHelpOptions = true)
final class InviteCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/invitations";

  @Mixin Folder folder;

  @Parameters(paramLabel = "ORGANISATION", description = "its identifier: a-z, 0-9 and -")
  String organisation;

  @Option(names = "--name", paramLabel = "NAME", description = "the member's name for people")
  String name;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "how long it may be used (default: ${DEFAULT-VALUE})")
  int days = 7;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "the invitation file (default: ORGANISATION.invite.json)")
  Path out;

  @Option(names = "--revoke", description = "take the organisation's invitation back instead")
  boolean revoke;

  @Override
  public Integer call() {
    String who = CoordinatorCommand.name(organisation);
    if (revoke) {
      boolean done = folder.api().delete(PATH + "/" + who).path("takenBack").asBoolean();
      System.out.println(
          done ? "The invitation of " + who + " is taken back." : who + " has no invitation.");
      return ExitCode.DONE;
    }
    JsonNode answer =
        folder
            .api()
            .postJson(
                PATH,
                JsonNodeFactory.instance
                    .objectNode()
                    .put("organisation", who)
                    .put("name", name == null ? who : name)
                    .put("days", days));
    Invitation invitation = invitation(answer);
    Path file = out == null ? Path.of(who + ".invite.json") : out;
    invitation.write(file);
    System.out.println("Invitation for " + who + ", until " + invitation.expiresAt() + ": " + file);
    System.out.println("It holds a one-time secret: hand it over encrypted or in person.");
    System.out.println(
        "The member calls with six words; 'kumiki coordinator approve " + who + " --words \"…\"'.");
    return ExitCode.DONE;
  }

  private static Invitation invitation(JsonNode answer) {
    return new Invitation(
        answer.path("consortium").asText(),
        answer.path("coordinator").asText(),
        answer.path("organisation").asText(),
        answer.path("name").asText(),
        answer.path("token").asText(),
        answer.path("rootSha256").asText(),
        answer.path("expiresAt").asText());
  }
}
