package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node vocabulary …}: which release of the vocabulary this node uses. */
@Command(
    name = "vocabulary",
    description = {
      "See which release of the vocabulary this node uses; use another.",
      "Show and release what helps the curators: terms in use, a header without a term."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      VocabularyCommands.Show.class,
      VocabularyCommands.Upgrade.class,
      ReleaseCommands.Report.class,
      ReleaseCommands.Release.class,
      ReleaseCommands.Propose.class
    })
final class VocabularyCommands {
  private static final String API = "/api/v1/vocabulary";

  private VocabularyCommands() {}

  @Command(
      name = "show",
      description = "The release in use, those that are here, and what the newest would change.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--to", paramLabel = "VERSION", description = "compare with this release")
    Integer to;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode view = folder.api().get(API + (to == null ? "" : "?to=" + to));
      if (json) {
        System.out.println(view);
        return ExitCode.DONE;
      }
      System.out.printf("in use: %s, %d terms%n", inUse(view), view.path("terms").asInt());
      for (JsonNode release : view.path("releases")) {
        System.out.printf(
            "release %d of %s, %d statements, sha256 %s%s%n",
            release.path("version").asInt(),
            release.path("releasedAt").asText(),
            release.path("statements").asLong(),
            release.path("sha256").asText(),
            release.path("here").asBoolean() ? "" : " (its content is not here)");
      }
      standing(view).ifPresent(System.out::println);
      if (view.path("newest").isNumber()) {
        print(view.path("upgrade"), to == null ? view.path("newest").asInt() : to);
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "upgrade",
      description = {
        "Use the newest release, or another that is here, from now on.",
        "What it changes is shown first, and asked at a terminal."
      },
      mixinStandardHelpOptions = true)
  static final class Upgrade implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--to", paramLabel = "VERSION", description = "the release (default: newest)")
    Integer to;

    @Option(names = "--yes", description = "do not ask")
    boolean yes;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode before = folder.api().get(API + (to == null ? "" : "?to=" + to));
      if (to == null && !before.path("newest").isNumber()) {
        throw CommandFailure.refused(
            "there is no release to use yet",
            standing(before).orElse("wait for the coordinator to publish one"));
      }
      // What was shown is what is used, whatever comes in between.
      int version = to == null ? before.path("newest").asInt() : to;
      if (!json) {
        print(before.path("upgrade"), version);
      }
      requireConsent(version);
      ObjectNode wish = JsonNodeFactory.instance.objectNode().put("version", version);
      JsonNode after = folder.api().postJson(API + "/upgrade", wish);
      if (json) {
        System.out.println(after);
        return ExitCode.DONE;
      }
      System.out.printf("in use: %s, %d terms%n", inUse(after), after.path("terms").asInt());
      return ExitCode.DONE;
    }

    private void requireConsent(int version) {
      if (yes) {
        return;
      }
      Optional<String> answer =
          Questions.of(json).ask("Use release " + version + " from now on? [yes/no]");
      if (!answer.map(String::strip).filter("yes"::equalsIgnoreCase).isPresent()) {
        throw CommandFailure.refused(
            "release " + version + " is not used: nobody said yes",
            "look at what it changes, then say yes, or use --yes");
      }
    }
  }

  /** What to wait for; empty when the newest release that is known can be used. */
  static Optional<String> standing(JsonNode view) {
    JsonNode newest = view.path("releases").path(0);
    if (newest.isMissingNode()) {
      return Optional.of("no release is known yet: it comes once the coordinator publishes one");
    }
    return newest.path("here").asBoolean()
        ? Optional.empty()
        : Optional.of(
            "the content of release "
                + newest.path("version").asInt()
                + " is still being fetched; ask again in a moment");
  }

  private static String inUse(JsonNode view) {
    return view.path("inUse").isNumber()
        ? "release " + view.path("inUse").asInt()
        : "the vocabulary that ships with Kumiki";
  }

  private static void print(JsonNode upgrade, int version) {
    if (upgrade.isEmpty()) {
      System.out.printf(
          "release %d changes none of the terms that this node's columns are mapped to%n", version);
    }
    for (JsonNode term : upgrade) {
      System.out.printf("%s (%s)%n", term.path("label").asText(), term.path("iri").asText());
      term.path("changes").forEach(change -> System.out.println("    " + change.asText()));
      if (term.path("reload").asBoolean()) {
        System.out.println("    load the files with this column again: the unit is another");
      }
    }
  }
}
