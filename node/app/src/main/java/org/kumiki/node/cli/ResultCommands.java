package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.cli.NodeCommand.StudyHash;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What came of a study: {@code kumiki node result | compare | predict}. */
final class ResultCommands {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultCommands() {}

  @Command(
      name = "result",
      description = "A completed study's result, as this node computed or has fetched it (JSON).",
      mixinStandardHelpOptions = true)
  static final class Result implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin StudyHash study;

    @Override
    public Integer call() {
      JsonNode result = folder.api().get(study.path("models"));
      ModelCommands.warn(folder.api(), study);
      System.out.println(result.toPrettyString());
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "compare",
      description = "The model's error on own rows that trained nothing, beside training alone.",
      mixinStandardHelpOptions = true)
  static final class Compare implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin StudyHash study;

    @Option(
        names = "--dataset",
        paramLabel = "NAME",
        required = true,
        description = "a dataset that took no part in the study")
    String dataset;

    @Override
    public Integer call() {
      ModelCommands.warn(folder.api(), study);
      ObjectNode body = JSON.createObjectNode().put("dataset", dataset);
      JsonNode errors = folder.api().postJson(study.path("models") + "/comparison", body);
      System.out.println(errors.toPrettyString());
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "predict",
      description = "Predictions for the rows of a CSV file, as CSV on standard output.",
      mixinStandardHelpOptions = true)
  static final class Predict implements Callable<Integer> {
    @Mixin Folder folder;

    @Parameters(
        index = "0",
        paramLabel = "MODEL",
        description = "the hash of a study, or the name of a personal model")
    String model;

    @Parameters(index = "1", paramLabel = "FILE.csv")
    Path file;

    @Option(names = "--mapping", paramLabel = "MAPPING.yml", required = true)
    Path mapping;

    @Override
    public Integer call() {
      LocalApi api = folder.api();
      String path = path(api);
      ObjectNode request = LoadCommand.request(api, file, mapping);
      try (InputStream csv = api.stream("POST", path + "/predictions", request)) {
        csv.transferTo(System.out);
        System.out.flush();
        return ExitCode.DONE;
      } catch (IOException e) {
        throw CommandFailure.tryLater("the answer broke off", "run the command again");
      }
    }

    private String path(LocalApi api) {
      if (model.matches("[a-z0-9][a-z0-9-]{0,39}")) {
        String path = "/api/v1/transfers/" + model;
        api.get(path)
            .path("warnings")
            .forEach(one -> System.err.println("warning: " + one.asText()));
        return path;
      }
      StudyHash study = new StudyHash();
      study.hash = model;
      String path = study.path("models");
      ModelCommands.warn(api, study);
      return path;
    }
  }
}
