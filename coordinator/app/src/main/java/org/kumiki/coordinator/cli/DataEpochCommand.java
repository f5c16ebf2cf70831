package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.cli.CoordinatorCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki coordinator data-epoch}. */
@Command(
    name = "data-epoch",
    description = {
      "Show the consortium's data epoch, or open the next one for members' newer data.",
      "Nodes answer an overlapping question of another epoch only if enough of them have new data."
    },
    mixinStandardHelpOptions = true)
final class DataEpochCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/data-epoch";

  @Mixin Folder folder;

  @Option(names = "--next", description = "open the next data epoch")
  boolean next;

  @Override
  public Integer call() {
    LocalApi api = folder.api();
    JsonNode answer =
        next ? api.postJson(PATH + "/next", MissingNode.getInstance()) : api.get(PATH);
    System.out.println("Data epoch " + answer.path("dataEpoch").asInt());
    return ExitCode.DONE;
  }
}
