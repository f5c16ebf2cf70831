package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node candidates}. */
@Command(
    name = "candidates",
    description = {
      "Private tables of candidates: which lie here and how much room they take.",
      "One that no campaign reads can be removed."
    },
    mixinStandardHelpOptions = true)
final class CandidatesCommand implements Callable<Integer> {
  private static final String ALL = "/api/v1/candidates";
  private static final double MEBIBYTE = 1 << 20;

  @Mixin Folder folder;

  @Option(
      names = "--remove",
      paramLabel = "SHA256",
      description = "remove this table for good, if no campaign reads it")
  String removed;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() {
    if (removed != null && !removed.matches("[0-9a-f]{64}")) {
      throw CommandFailure.refused(
          "a table is named by 64 of 0-9 and a-f", "'kumiki node candidates' lists them");
    }
    LocalApi api = folder.api();
    JsonNode all = removed == null ? api.get(ALL) : api.delete(ALL + "/" + removed);
    if (json) {
      System.out.println(all.toString());
      return ExitCode.DONE;
    }
    for (JsonNode one : all.path("tables")) {
      System.out.printf(
          Locale.ROOT,
          "%s  %.1f MiB  %s, by %s  %s%n",
          one.path("sha256").asText(),
          one.path("bytes").asLong() / MEBIBYTE,
          one.path("name").asText(),
          one.path("madeBy").asText(),
          one.path("campaigns").isEmpty()
              ? "read by no campaign"
              : "read by " + one.path("campaigns"));
    }
    System.out.printf(
        Locale.ROOT,
        "%.1f of %.1f MiB are taken.%n",
        all.path("usedBytes").asLong() / MEBIBYTE,
        all.path("mostBytes").asLong() / MEBIBYTE);
    return ExitCode.DONE;
  }
}
