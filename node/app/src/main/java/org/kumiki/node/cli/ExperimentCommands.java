package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.experiment.CampaignFile;
import org.kumiki.node.experiment.CampaignRefused;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The next experiment: {@code kumiki node suggest | observe | campaigns}. */
final class ExperimentCommands {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALL = "/api/v1/campaigns";

  private ExperimentCommands() {}

  /** The name of a campaign, which stands in addresses. */
  static final class Name {
    @Parameters(index = "0", paramLabel = "NAME", description = "the campaign's name")
    String name;

    String path() {
      if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
        throw CommandFailure.refused(
            "a campaign's name has 1 to 40 of a-z, 0-9 and -", "choose another NAME");
      }
      return ALL + "/" + name;
    }
  }

  @Command(
      name = "suggest",
      description = {
        "Suggest the next experiments of a campaign; with --file, begin the campaign first.",
        "Candidates, results and suggestions stay in this node."
      },
      mixinStandardHelpOptions = true)
  static final class Suggest implements Callable<Integer> {
    private static final long BETWEEN_MILLIS = 200;

    @Mixin Folder folder;
    @Mixin Name campaign;

    @Option(
        names = "--file",
        paramLabel = "CAMPAIGN.yml",
        description = "begin a new campaign: objectives, candidates, model, acquisition, seed")
    Path file;

    @Option(
        names = "--count",
        paramLabel = "N",
        description = "experiments in the batch, 1 to 100 (default: ${DEFAULT-VALUE})")
    int count = 5;

    @Option(names = "--by", paramLabel = "NAME", description = "who asks (default: scientist)")
    String by = "scientist";

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      String path = campaign.path();
      LocalApi api = folder.api();
      if (file != null) {
        api.postJson(ALL, begin(api));
      }
      ObjectNode request = JSON.createObjectNode().put("count", count).put("by", by);
      int batch = api.postJson(path + "/batches", request).path("batches").asInt();
      JsonNode whole = await(api, path, batch);
      whole
          .path("campaign")
          .path("warnings")
          .forEach(one -> System.err.println("warning: " + one.asText()));
      List<JsonNode> suggestions = new ArrayList<>();
      for (JsonNode one : whole.path("suggestions")) {
        if (one.path("id").asText().startsWith(batch + ".")) {
          suggestions.add(one);
        }
      }
      System.out.println(
          json
              ? JSON.createArrayNode().addAll(suggestions).toString()
              : text(whole.path("campaign"), suggestions));
      return ExitCode.DONE;
    }

    private ObjectNode begin(LocalApi api) {
      String text = read(file);
      ObjectNode request = JSON.createObjectNode().put("name", campaign.name).put("file", text);
      try {
        CampaignFile parsed = CampaignFile.parse(text);
        if (!parsed.hasSpace()) {
          Path beside = file.toAbsolutePath().getParent();
          Path table = beside.resolve(parsed.candidates().table());
          request.put("mapping", read(beside.resolve(parsed.candidates().mapping())));
          JsonNode kept = api.putFile(campaign.path() + "/table?by=" + encoded(by), table);
          request.put("raw", kept.path("sha256").asText());
        }
      } catch (CampaignRefused e) {
        throw CommandFailure.refused(file + ": " + e.getMessage(), "then run the command again", e);
      }
      return request.put("by", by);
    }

    private static JsonNode await(LocalApi api, String path, int batch) {
      CountDownLatch never = new CountDownLatch(1);
      Console console = Console.standardError();
      JsonNode whole = api.get(path);
      while (whole.path("campaign").path("working").asBoolean()) {
        console.progress("looking at candidates");
        try {
          never.await(BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw CommandFailure.tryLater(
              "interrupted", "'kumiki node campaigns' shows the batch when it is ready");
        }
        whole = api.get(path);
      }
      String refusal = whole.path("campaign").path("refusal").asText("");
      if (!whole.path("campaign").path("refusal").isNull() && !refusal.isEmpty()) {
        throw CommandFailure.refused(
            "batch " + batch + " came to nothing", refusal.replaceAll("\\.$", ""));
      }
      return whole;
    }

    private static String text(JsonNode campaign, List<JsonNode> suggestions) {
      StringBuilder text = new StringBuilder();
      for (JsonNode one : suggestions) {
        text.append(text.isEmpty() ? "" : "\n");
        text.append(one.path("id").asText()).append("  ").append(settings(one)).append('\n');
        for (JsonNode sentence : one.path("why")) {
          text.append("     ").append(sentence.asText()).append('\n');
        }
        if (one.path("cost").isNumber()) {
          text.append(
              String.format(Locale.ROOT, "     Costs %.6g.%n", one.path("cost").asDouble()));
        }
      }
      text.append("Record what came of it: kumiki node observe ");
      text.append(campaign.path("name").asText()).append(" --suggestion ");
      text.append(suggestions.get(0).path("id").asText());
      text.append(" --value … or --failed");
      return text.toString();
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw CommandFailure.refused("cannot read " + file, "it must be UTF-8 YAML", e);
      }
    }
  }

  @Command(
      name = "observe",
      description = "Record what came of an experiment: its results, or that it failed.",
      mixinStandardHelpOptions = true)
  static final class Observe implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin Folder folder;
    @Mixin Name campaign;

    @Option(
        names = "--suggestion",
        paramLabel = "B.N",
        description = "the suggestion that was followed, as 'suggest' numbers it")
    String suggestion;

    @Option(
        names = "--set",
        paramLabel = "VALUE=NUMBER",
        description = "an experiment of one's own in a search space, a value each time")
    Map<String, Double> values = new HashMap<>();

    @Option(
        names = "--value",
        paramLabel = "NUMBER",
        description = "what was measured, in the property's unit; once for each objective")
    List<Double> results = new ArrayList<>();

    @Option(names = "--failed", description = "nothing could be measured")
    boolean failed;

    @Option(names = "--note", paramLabel = "TEXT", description = "for people; stays here")
    String note = "";

    @Option(
        names = "--withdraw",
        paramLabel = "ID",
        description = "take a record back that was a mistake; 'campaigns' shows its number")
    Long withdrawn;

    @Option(names = "--by", paramLabel = "NAME", description = "who records (default: scientist)")
    String by = "scientist";

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode done;
      if (withdrawn != null) {
        done =
            folder
                .api()
                .postJson(
                    campaign.path() + "/observations/" + withdrawn + "/withdrawal",
                    JSON.createObjectNode().put("by", by));
      } else {
        if (failed != results.isEmpty() || (suggestion == null) == values.isEmpty()) {
          throw new ParameterException(
              spec.commandLine(),
              "give --suggestion or --set, and --value or --failed, one of each");
        }
        done = folder.api().postJson(campaign.path() + "/observations", request());
      }
      System.out.println(
          json
              ? done.toString()
              : withdrawn != null
                  ? "Taken back: record " + withdrawn + " counts no more."
                  : "Recorded as " + done.path("id").asLong() + "; it stays in this node.");
      return ExitCode.DONE;
    }

    private ObjectNode request() {
      ObjectNode request = JSON.createObjectNode();
      request.put("suggestion", suggestion).put("failed", failed).put("note", note).put("by", by);
      if (suggestion == null) {
        ObjectNode set = request.putObject("values");
        values.forEach(set::put);
      }
      if (!failed) {
        ArrayNode measured = request.putArray("results");
        results.forEach(measured::add);
      }
      return request;
    }
  }

  @Command(
      name = "campaigns",
      description = "Campaigns of this node; with a name, all of one (JSON).",
      mixinStandardHelpOptions = true)
  static final class Campaigns implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME")
    String name;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      if (name != null) {
        Name one = new Name();
        one.name = name;
        System.out.println(folder.api().get(one.path()).toPrettyString());
        return ExitCode.DONE;
      }
      JsonNode all = folder.api().get(ALL);
      if (json) {
        System.out.println(all.toString());
        return ExitCode.DONE;
      }
      for (JsonNode one : all) {
        System.out.printf(
            "%s  %s  %d batches, %d measured, %d failed%n",
            one.path("name").asText(),
            one.path("objectives").findValuesAsText("property"),
            one.path("batches").asInt(),
            one.path("measured").asLong(),
            one.path("failed").asLong());
      }
      return ExitCode.DONE;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String settings(JsonNode suggestion) {
    List<String> settings = new ArrayList<>();
    for (JsonNode one : suggestion.path("settings")) {
      String unit = one.path("unit").asText();
      settings.add(
          one.path("name").asText()
              + " "
              + one.path("value").asText()
              + (unit.isEmpty() ? "" : " " + unit));
    }
    return String.join(", ", settings);
  }
}
