package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki node vocabulary report | release | propose}: what a steward lets go by hand. */
final class ReleaseCommands {
  private static final String API = "/api/v1/released";

  private ReleaseCommands() {}

  @Command(
      name = "report",
      description = {
        "Show what a usage report would say, exactly, and what was released before.",
        "Nothing leaves by this."
      },
      mixinStandardHelpOptions = true)
  static final class Report implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode possible = folder.api().get(API + "/possible");
      if (json) {
        System.out.println(possible);
        return ExitCode.DONE;
      }
      System.out.println("A report would name these terms and nothing else:");
      possible.path("terms").forEach(term -> System.out.println("  " + shown(term)));
      System.out.println(
          "The coordinator's operator could read the list; other members see a term only if at"
              + " least three members report it, and never who.");
      if (!possible.path("keptHere").isEmpty()) {
        System.out.println("These terms of columns are not of the shared vocabulary and stay:");
        possible.path("keptHere").forEach(term -> System.out.println("  " + shown(term)));
      }
      if (!possible.path("headersWithoutTerm").isEmpty()) {
        System.out.println("Headers without a term; 'propose' releases one of them:");
        possible
            .path("headersWithoutTerm")
            .forEach(header -> System.out.println("  " + header.asText()));
      }
      print(folder.api().get(API));
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "release",
      description = {
        "Release which terms the columns are mapped to, as 'report' shows it.",
        "It replaces what was released before; --none takes it back."
      },
      mixinStandardHelpOptions = true)
  static final class Release implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--except", paramLabel = "TERM", description = "keep this term here")
    List<String> except = List.of();

    @Option(names = "--none", description = "release an empty report")
    boolean none;

    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "default: ${DEFAULT-VALUE}",
        defaultValue = "${sys:user.name}")
    String by;

    @Override
    public Integer call() {
      Set<String> kept = new HashSet<>();
      except.forEach(term -> kept.add(Names.expand(term)));
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("by", by);
      ArrayNode terms = body.putArray("terms");
      if (!none) {
        for (JsonNode term : folder.api().get(API + "/possible").path("terms")) {
          if (!kept.contains(term.asText())) {
            terms.add(term.asText());
          }
        }
      }
      JsonNode released = folder.api().postJson(API + "/terms", body);
      System.out.printf("Released: %d terms.%n", released.get(0).path("terms").size());
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "propose",
      description = {
        "Release a header as a proposal for a term: its text, its unit and the sort of its cells.",
        "No value leaves. Curators see it without the name of the organisation."
      },
      mixinStandardHelpOptions = true)
  static final class Propose implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "HEADER")
    String header;

    @Option(names = "--unit", paramLabel = "UNIT", description = "as it is written")
    String unit = "";

    @Option(
        names = "--cells",
        paramLabel = "SORT",
        description = "numbers, words or unknown (default: ${DEFAULT-VALUE})",
        defaultValue = "unknown")
    String cells;

    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "default: ${DEFAULT-VALUE}",
        defaultValue = "${sys:user.name}")
    String by;

    @Override
    public Integer call() {
      ObjectNode body =
          JsonNodeFactory.instance
              .objectNode()
              .put("header", header)
              .put("unit", unit)
              .put("cells", cells)
              .put("by", by);
      folder.api().postJson(API + "/headers", body);
      System.out.println("Released; it is sent when the coordinator is reached.");
      return ExitCode.DONE;
    }
  }

  private static String shown(JsonNode term) {
    return Names.shorten(term.asText());
  }

  private static void print(JsonNode released) {
    System.out.println(released.isEmpty() ? "Nothing was released so far." : "Released so far:");
    for (JsonNode one : released) {
      String what =
          one.path("header").isTextual()
              ? "header '" + one.path("header").asText() + "'"
              : one.path("terms").size() + " terms";
      String sent =
          !one.path("sentAt").isTextual()
              ? "waits"
              : one.path("refused").asBoolean() ? "refused" : "sent";
      System.out.printf(
          "  %d  %s  %s by %s, %s%n",
          one.path("number").asLong(),
          one.path("at").asText(),
          what,
          one.path("by").asText(),
          sent);
    }
  }
}
