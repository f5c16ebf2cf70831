package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki node load}: previews a file, and commits it when told to. */
@Command(
    name = "load",
    description = {
      "Load a CSV file as a new version of a dataset.",
      "Without --commit it only shows what the file would become."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin Folder folder;

  @Parameters(paramLabel = "FILE.csv")
  Path file;

  @Option(
      names = "--mapping",
      paramLabel = "MAPPING.yml",
      required = true,
      description = "column → term, unit, role; 'kumiki node map' proposes one")
  Path mapping;

  @Option(names = "--dataset", paramLabel = "NAME", description = "default: ${DEFAULT-VALUE}")
  String dataset = "main";

  @Option(names = "--commit", description = "commit a new version")
  boolean commit;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() {
    if (!dataset.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw CommandFailure.refused(
          "a dataset's name has 1 to 40 of a-z, 0-9 and -", "choose another --dataset");
    }
    LocalApi api = folder.api();
    ObjectNode request = request(api, file, mapping);
    String path = "/api/v1/datasets/" + dataset;
    JsonNode report = api.postJson(path + "/preview", request);
    if (!json) {
      print(report);
    }
    if (!commit) {
      System.out.println(
          json ? report.toString() : "Nothing is committed. Run it again with --commit.");
      return ExitCode.DONE;
    }
    JsonNode done = api.postJson(path + "/versions", request);
    System.out.println(
        json
            ? done.toString()
            : "Committed "
                + dataset
                + " version "
                + done.path("version").asInt()
                + " with "
                + done.path("rows").asLong()
                + " rows.");
    return ExitCode.DONE;
  }

  /** Uploads the raw bytes and names them together with the mapping's text. */
  static ObjectNode request(LocalApi api, Path file, Path mapping) {
    String yaml = text(mapping);
    JsonNode raw = api.putFile("/api/v1/raw", file);
    return JSON.createObjectNode().put("raw", raw.path("sha256").asText()).put("mapping", yaml);
  }

  private static String text(Path mapping) {
    try {
      return Files.readString(mapping);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + mapping, "it must be UTF-8 YAML", e);
    }
  }

  private static void print(JsonNode report) {
    System.out.printf(
        "%d rows, %s, separated by %s%n",
        report.path("rows").asLong(),
        report.path("encoding").asText(),
        report.path("delimiter").asText().equals("\t") ? "tab" : report.path("delimiter").asText());
    for (JsonNode column : report.path("columns")) {
      String unit = column.path("unit").asText();
      String termUnit = column.path("termUnit").asText();
      System.out.printf(
          "  %s → %s (%s)%s: %d values%n",
          column.path("header").asText(),
          column.path("labelEn").asText(),
          column.path("labelJa").asText(),
          unit.equals(termUnit)
              ? unit.isEmpty() ? "" : ", " + unit
              : ", " + unit + " → " + termUnit,
          column.path("values").asLong());
      for (JsonNode finding : column.path("findings")) {
        System.out.printf(
            "      %d × %s: %s; lines %s%n",
            finding.path("count").asLong(),
            finding.path("code").asText(),
            finding.path("sentence").asText(),
            lines(finding));
      }
    }
    JsonNode unmapped = report.path("unmapped");
    if (!unmapped.isEmpty()) {
      System.out.println("  not mapped, stays in the raw file: " + join(unmapped));
    }
  }

  private static String lines(JsonNode finding) {
    String first = join(finding.path("firstLines"));
    return finding.path("count").asLong() > finding.path("firstLines").size()
        ? first + ", …"
        : first;
  }

  private static String join(JsonNode array) {
    StringBuilder joined = new StringBuilder();
    array.forEach(value -> joined.append(joined.isEmpty() ? "" : ", ").append(value.asText()));
    return joined.toString();
  }
}
