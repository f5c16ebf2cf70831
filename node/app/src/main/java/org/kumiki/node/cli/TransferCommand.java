package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki node transfer}. */
@Command(
    name = "transfer",
    description = {
      "Make a model of this house alone: from few own rows, on top of models that lie here.",
      "Withheld rows choose between direct training and each model; nothing leaves this node."
    },
    mixinStandardHelpOptions = true)
final class TransferCommand implements Callable<Integer> {
  /** Standard errors; a gain below is chance too often. */
  private static final double SURE = 2;

  @Mixin Folder folder;

  @Parameters(index = "0", paramLabel = "NAME", description = "of the new personal model")
  String name;

  @Option(names = "--dataset", paramLabel = "NAME", required = true, description = "own rows")
  String dataset;

  @Option(
      names = "--target",
      paramLabel = "TERM",
      required = true,
      description = "what to predict; few rows need to have it")
  String target;

  @Option(
      names = "--feature",
      paramLabel = "TERM[:DESCRIPTOR]",
      description = "what to learn from, each (default: what the models' features and rows share)")
  List<String> features = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "HASH",
      description = "studies whose models are tried, each (default: all that may be used here)")
  List<String> sources = new ArrayList<>();

  @Option(names = "--seed", paramLabel = "N", description = "of the folds (default: 1)")
  long seed = 1;

  @Option(names = "--by", paramLabel = "NAME", description = "who asks (default: scientist)")
  String by = "scientist";

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("name", name).put("dataset", dataset).put("target", target);
    features.forEach(request.putArray("features")::add);
    sources.forEach(request.putArray("sources")::add);
    request.put("seed", seed).put("by", by);
    JsonNode made = folder.api().postJson("/api/v1/transfers", request);
    made.path("warnings").forEach(one -> System.err.println("warning: " + one.asText()));
    System.out.println(json ? made.toString() : text(made));
    return ExitCode.DONE;
  }

  private static String text(JsonNode made) {
    String unit = made.path("unit").asText();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d own rows, each withheld once; mean absolute errors in %s%n",
            made.path("rows").asLong(),
            unit.isEmpty() ? "the target's unit" : unit));
    for (JsonNode way : made.path("evidence")) {
      boolean direct = way.path("way").asText().equals("direct");
      text.append(
          String.format(
              Locale.ROOT,
              "  %-50s %10.4g%s%n",
              way.path("way").asText(),
              way.path("mae").asDouble(),
              direct
                  ? ""
                  : String.format(
                      Locale.ROOT,
                      "  better by %.2g ± %.2g",
                      way.path("gain").asDouble(),
                      way.path("gainError").asDouble())));
    }
    String chosen = made.path("chosen").asText();
    text.append("Chosen: ").append(chosen).append(".\n");
    for (JsonNode way : made.path("evidence")) {
      double gain = way.path("gain").asDouble();
      if (way.path("way").asText().equals(chosen)
          && gain > 0
          && gain < SURE * way.path("gainError").asDouble()) {
        text.append("Its gain is within two standard errors: it may be chance.\n");
      }
    }
    text.append("It stays in this node: kumiki node predict ").append(made.path("name").asText());
    return text.append(" FILE.csv --mapping MAPPING.yml").toString();
  }
}
