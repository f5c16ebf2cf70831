package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.cli.CoordinatorCommand.Folder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki coordinator study …}. */
@Command(
    name = "study",
    description = "Submit, watch and withdraw studies.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StudyCommand.Submit.class,
      StudyCommand.ListStudies.class,
      StudyCommand.Show.class,
      StudyCommand.Withdraw.class
    })
final class StudyCommand {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private StudyCommand() {}

  @Command(
      name = "submit",
      description = "Propose a study to its cohort; prints the hash that stewards approve.",
      mixinStandardHelpOptions = true)
  static final class Submit implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "STUDY.yml")
    Path file;

    @Override
    public Integer call() {
      try {
        String yaml = Files.readString(file);
        JsonNode answer = folder.api().post("/api/v1/studies", yaml, "application/yaml");
        System.out.println(answer.path("hash").asText());
        return ExitCode.DONE;
      } catch (IOException e) {
        throw CommandFailure.refused("cannot read " + file, "it must be UTF-8 YAML", e);
      }
    }
  }

  @Command(
      name = "list",
      description = "All studies, newest first.",
      mixinStandardHelpOptions = true)
  static final class ListStudies implements Callable<Integer> {
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
      studies.forEach(study -> System.out.println(line(study)));
      return ExitCode.DONE;
    }
  }

  @Command(name = "show", description = "Where one study stands.", mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "HASH")
    String hash;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode study = folder.api().get("/api/v1/studies/" + StudyHash.require(hash));
      System.out.println(json ? study.toString() : line(study));
      return ExitCode.DONE;
    }
  }

  @Command(name = "withdraw", description = "Take a study back.", mixinStandardHelpOptions = true)
  static final class Withdraw implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(paramLabel = "HASH")
    String hash;

    @Override
    public Integer call() {
      folder.api().delete("/api/v1/studies/" + StudyHash.require(hash));
      System.out.println("Withdrawn.");
      return ExitCode.DONE;
    }
  }

  static String line(JsonNode study) {
    List<String> awaited = new ArrayList<>();
    study.path("awaited").forEach(member -> awaited.add(member.asText()));
    String standing =
        study.hasNonNull("reason")
            ? study.path("sentence").asText()
            : study.path("state").asText()
                + " after round "
                + study.path("round").asInt()
                + (awaited.isEmpty() ? "" : ", waiting for " + String.join(", ", awaited))
                + " since "
                + localTime(study.path("since").asText());
    return study.path("hash").asText() + "  " + study.path("title").asText() + ": " + standing;
  }

  /** In the time zone of whoever reads it. */
  private static String localTime(String time) {
    return OffsetDateTime.parse(time).atZoneSameInstant(ZoneId.systemDefault()).format(MINUTES);
  }
}
