package org.kumiki.node.cli;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node model …}: what a study has made, for other programs. */
@Command(
    name = "model",
    description = "A study's model for other programs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = ModelCommands.Export.class)
final class ModelCommands {
  private ModelCommands() {}

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
