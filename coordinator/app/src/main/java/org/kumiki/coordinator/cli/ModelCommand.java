package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.cli.CoordinatorCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kumiki coordinator model …}. */
@Command(
    name = "model",
    description = "The registry's models and their cards.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModelCommand.ListModels.class, ModelCommand.Card.class})
final class ModelCommand {
  private ModelCommand() {}

  @Command(
      name = "list",
      description = "All models, newest first.",
      mixinStandardHelpOptions = true)
  static final class ListModels implements Callable<Integer> {
    @Mixin Folder folder;

    @Override
    public Integer call() {
      for (JsonNode card : folder.api().get("/api/v1/models")) {
        System.out.printf(
            "%s  %s: %s on %d rows of %d organisations, roster %s%n",
            card.path("studyHash").asText(),
            card.path("title").asText(),
            card.path("kind").asText(),
            card.path("rows").asLong(),
            card.path("contributors").asInt(),
            card.path("rosterVersion").asText("1"));
        for (JsonNode gone : card.path("departed")) {
          System.out.printf(
              "  contains %s, which was a member until roster %d%n",
              gone.path("organisation").asText(), gone.path("untilRoster").asInt());
        }
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "card",
      description = "One model's card, as JSON.",
      mixinStandardHelpOptions = true)
  static final class Card implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "HASH")
    String hash;

    @Override
    public Integer call() {
      System.out.println(
          folder.api().get("/api/v1/models/" + StudyHash.require(hash)).toPrettyString());
      return ExitCode.DONE;
    }
  }
}
