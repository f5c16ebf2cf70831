package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.cli.NodeCommand.StudyHash;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a steward decides: {@code kumiki node studies | approve | decline | questions | rule}. */
final class StudyCommands {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StudyCommands() {}

  @Command(
      name = "studies",
      description = "Studies that were proposed here, newest first.",
      mixinStandardHelpOptions = true)
  static final class Studies implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode studies = folder.api().get("/api/v1/studies");
      if (json) {
        System.out.println(studies);
        return ExitCode.DONE;
      }
      for (JsonNode study : studies) {
        print(study);
      }
      return ExitCode.DONE;
    }
  }

  /** What a steward must know before deciding. */
  private static void print(JsonNode study) {
    System.out.printf("%s  %s%n", study.path("hash").asText(), study.path("title").asText());
    System.out.printf("  purpose     %s%n", study.path("purpose").asText());
    System.out.printf(
        "  computation %s%s%n",
        study.path("computation").asText(),
        study.path("settings").asText().isEmpty() ? "" : ", " + study.path("settings").asText());
    if (study.hasNonNull("target")) {
      System.out.printf("  target      %s%n", study.path("target").asText());
    }
    study.path("features").forEach(f -> System.out.printf("  feature     %s%n", f.asText()));
    study.path("conditions").forEach(c -> System.out.printf("  only rows   %s%n", c.asText()));
    System.out.printf(
        "  cohort      %s; opens with at least %d of them%n",
        String.join(", ", names(study.path("cohort"))), study.path("minimumOrganisations").asInt());
    System.out.printf("  rows        %s%n", rows(study));
    System.out.printf("  data epoch  %d%n", study.path("dataEpoch").asInt());
    System.out.printf("  deadline    %s%n", study.path("deadline").asText());
    study.path("notes").forEach(note -> System.out.printf("  note        %s%n", note.asText()));
    System.out.printf(
        "  here        %s%s%n%n",
        study.path("decision").asText(),
        study.hasNonNull("sentence") ? "; " + study.path("sentence").asText() : "");
  }

  private static String rows(JsonNode study) {
    return study.path("features").isEmpty()
        ? "none is read"
        : String.format(
            Locale.ROOT,
            "at least %d, at most %d a member",
            study.path("minimumRows").asInt(),
            study.path("maxRowsPerMember").asLong());
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(name -> names.add(name.asText()));
    return names;
  }

  @Command(
      name = "approve",
      description = "Approve exactly this study; it may then run.",
      mixinStandardHelpOptions = true)
  static final class Approve implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin StudyHash study;

    @Option(
        names = "--dataset",
        paramLabel = "NAME",
        description =
            "rows that take part (default: the newest that has all terms; a rehearsal reads none)")
    String dataset;

    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "default: ${DEFAULT-VALUE}",
        defaultValue = "${sys:user.name}")
    String by;

    @Override
    public Integer call() {
      ObjectNode body = JSON.createObjectNode().put("by", by);
      if (dataset != null) {
        body.put("dataset", dataset);
      }
      JsonNode answer = folder.api().postJson(study.path("studies") + "/approval", body);
      System.out.println("Approved.");
      String obstacle = folder.api().get("/api/v1/status").path("rosterObstacle").asText();
      if (!obstacle.isEmpty()) {
        System.out.println("The answer waits here: " + obstacle + ".");
      }
      answer.path("notes").forEach(note -> System.out.println(note.asText()));
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "questions",
      description = "What was asked of this node, of which rows and cohort, and how often.",
      mixinStandardHelpOptions = true)
  static final class Questions implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode questions = folder.api().get("/api/v1/questions");
      if (json) {
        System.out.println(questions);
        return ExitCode.DONE;
      }
      for (JsonNode question : questions) {
        System.out.printf(
            "%s  dataset %s in data epoch %d, asked %d times%n",
            question.path("key").asText(),
            question.path("dataset").asText(),
            question.path("dataEpoch").asInt(),
            question.path("times").asInt());
        question.path("terms").forEach(t -> System.out.printf("  term        %s%n", t.asText()));
        question
            .path("conditions")
            .forEach(c -> System.out.printf("  only rows   %s%n", c.asText()));
        System.out.printf(
            "  cohort      %s%n%n", String.join(", ", names(question.path("cohort"))));
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "decline",
      description = "Decline exactly this study; only a reason that you write here leaves.",
      mixinStandardHelpOptions = true)
  static final class Decline implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin StudyHash study;

    @Option(names = "--by", paramLabel = "NAME", defaultValue = "${sys:user.name}")
    String by;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        description = "leaves the node as it stands: all who see the study read it")
    String reason;

    @Override
    public Integer call() {
      ObjectNode body = JSON.createObjectNode().put("by", by);
      if (reason != null) {
        body.put("reason", reason);
      }
      folder.api().postJson(study.path("studies") + "/refusal", body);
      System.out.println("Declined.");
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "rule",
      description = "Approve studies in advance, by template; 'rule --list' shows what holds.",
      mixinStandardHelpOptions = true)
  static final class Rule implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(
        names = "--computation",
        paramLabel = "NAME",
        split = ",",
        description = "statistics, ridge, rehearsal")
    List<String> computations;

    @Option(
        names = "--minimum",
        paramLabel = "N",
        defaultValue = "3",
        description = "only studies that open with at least N organisations (default: 3)")
    int minimum;

    @Option(names = "--end", paramLabel = "ID", description = "take a rule back")
    Long end;

    @Option(names = "--list", description = "show the rules that hold")
    boolean list;

    @Option(names = "--by", paramLabel = "NAME", defaultValue = "${sys:user.name}")
    String by;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      if (end == null && !list && computations == null) {
        throw new ParameterException(
            spec.commandLine(), "one of --computation, --end and --list is needed");
      }
      if (end != null) {
        folder.api().delete("/api/v1/rules/" + end);
      } else if (!list) {
        ObjectNode body = JSON.createObjectNode();
        computations.forEach(body.putArray("computations")::add);
        body.put("minimumOrganisations", minimum).put("by", by);
        folder.api().postJson("/api/v1/rules", body);
      }
      for (JsonNode rule : folder.api().get("/api/v1/rules")) {
        System.out.printf(
            "%d  %s with at least %d organisations, by %s%n",
            rule.path("id").asLong(),
            rule.path("computations"),
            rule.path("minimumOrganisations").asInt(),
            rule.path("madeBy").asText());
      }
      return ExitCode.DONE;
    }
  }
}
