package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.cli.CoordinatorCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki coordinator model …}. */
@Command(
    name = "model",
    aliases = "models",
    description = "The registry's models and their cards.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelCommand.ListModels.class,
      ModelCommand.Card.class,
      ModelCommand.Withdraw.class
    })
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
            "%s  %s, version %s: %s on %d rows of %d organisations, roster %s%n",
            card.path("studyHash").asText(),
            card.path("title").asText(),
            card.path("version").asText("–"),
            card.path("kind").asText(),
            card.path("rows").asLong(),
            card.path("contributors").asInt(),
            card.path("rosterVersion").asText("1"));
        if (card.path("withdrawal").isObject()) {
          System.out.printf(
              "  withdrawn: %s / %s%n",
              card.path("withdrawal").path("reasonEn").asText(),
              card.path("withdrawal").path("reasonJa").asText());
        }
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
      aliases = "show",
      description = "One model's card and what is known since, as JSON.",
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

  @Command(
      name = "withdraw",
      description = "Give a model out no more, for good, and tell all who may hold it.",
      mixinStandardHelpOptions = true)
  static final class Withdraw implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "HASH")
    String hash;

    @Option(names = "--reason-en", paramLabel = "TEXT", required = true, description = "why")
    String english;

    @Option(
        names = "--reason-ja",
        paramLabel = "TEXT",
        required = true,
        description = "the same in Japanese")
    String japanese;

    @Option(names = "--by", paramLabel = "NAME", description = "who (default: operator)")
    String by = "operator";

    @Override
    public Integer call() {
      ObjectNode request = new ObjectMapper().createObjectNode();
      request.put("reasonEn", english).put("reasonJa", japanese).put("by", by);
      JsonNode answer =
          folder
              .api()
              .postJson("/api/v1/models/" + StudyHash.require(hash) + "/withdrawal", request);
      System.out.println(
          answer.path("now").asBoolean()
              ? "Withdrawn. Members that may hold it are told."
              : "It was withdrawn before; the first reason stays.");
      return ExitCode.DONE;
    }
  }
}
