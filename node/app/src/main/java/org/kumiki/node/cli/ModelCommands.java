package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.cli.NodeCommand.StudyHash;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node model …}: what a study has made, for other programs. */
@Command(
    name = "model",
    description = "Models that this organisation may use, and files of them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelCommands.Offered.class,
      ModelCommands.Fetch.class,
      ModelCommands.Export.class
    })
final class ModelCommands {
  private ModelCommands() {}

  @Command(
      name = "offered",
      description = "The models that the coordinator gives to this organisation.",
      mixinStandardHelpOptions = true)
  static final class Offered implements Callable<Integer> {
    @Mixin Folder folder;

    @Option(names = "--json", description = "machine-readable: their cards")
    boolean json;

    @Override
    public Integer call() {
      JsonNode cards = folder.api().get("/api/v1/models");
      if (json) {
        System.out.println(cards);
        return ExitCode.DONE;
      }
      for (JsonNode card : cards) {
        System.out.printf(
            "%s  %s, version %s: %s on %d rows of %d organisations%n",
            card.path("studyHash").asText(),
            card.path("title").asText(),
            card.path("version").asText("–"),
            card.path("kind").asText(),
            card.path("rows").asLong(),
            card.path("contributors").asInt());
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "fetch",
      description = "Fetch the model of a study in which this organisation has no part.",
      mixinStandardHelpOptions = true)
  static final class Fetch implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin StudyHash study;

    @Override
    public Integer call() {
      JsonNode answer =
          folder
              .api()
              .postJson(study.path("models") + "/fetch", JsonNodeFactory.instance.objectNode());
      System.out.println(
          answer.path("fetched").asBoolean()
              ? "The model is here: 'kumiki node predict' and 'suggest' can use it. It was computed"
                  + " by others, and that it is their model is the coordinator's word."
              : "The model was here already: nothing was fetched.");
      return ExitCode.DONE;
    }
  }

  /** Says on standard error that a model was withdrawn or fetched, if it was. */
  static void warn(LocalApi api, StudyHash study) {
    JsonNode why = api.get(study.path("models") + "/withdrawal");
    if (why.hasNonNull("reasonEn")) {
      System.err.println(
          "warning: this model was withdrawn: "
              + why.path("reasonEn").asText()
              + " / "
              + why.path("reasonJa").asText());
    }
    if (why.hasNonNull("notice")) {
      System.err.println("note: " + why.path("notice").asText());
    }
  }

  @Command(
      name = "export",
      description = "Write a completed study's model as a file that other runtimes load.",
      mixinStandardHelpOptions = true)
  static final class Export implements Callable<Integer> {
    @Mixin Folder folder;
    @Mixin StudyHash study;

    @Option(
        names = "--onnx",
        paramLabel = "FILE",
        required = true,
        description = "the ONNX file to write; one that is there is replaced")
    Path file;

    @Override
    public Integer call() {
      warn(folder.api(), study);
      byte[] model = model();
      try {
        replace(model);
        return ExitCode.DONE;
      } catch (IOException e) {
        throw CommandFailure.refused(
            "cannot write " + file, "check the folder and its permissions, then try again", e);
      }
    }

    private byte[] model() {
      try (InputStream answer = folder.api().stream(study.path("models") + "/onnx")) {
        return answer.readAllBytes();
      } catch (IOException e) {
        throw CommandFailure.tryLater("the answer broke off", "run the command again");
      }
    }

    /** Whole or not at all: another program may load the file at any time. */
    private void replace(byte[] model) throws IOException {
      Path target = file.toAbsolutePath();
      Path part = Files.createTempFile(target.getParent(), ".kumiki", ".onnx");
      try {
        Files.write(part, model);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }
}
