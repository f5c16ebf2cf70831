package org.kumiki.trial.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether it works and clears up, never how fast it is. */
class RoundCommandTest {
  private static final Path PARENT = Path.of(".kumiki");

  private static CommandRun run(String options) {
    return CommandRun.of(new RoundCommand(), options.split(" "));
  }

  @Test
  void threeProcessesAndACoordinatorRunRoundsAndNothingOfThemStays() throws IOException {
    List<Path> before = folders();
    CommandRun run = run("--members 3 --length 5000 --rounds 2 --ring 32 --json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode figures = new ObjectMapper().readTree(run.out());
    List<String> fields = new ArrayList<>();
    figures.fieldNames().forEachRemaining(fields::add);
    assertEquals(
        List.of(
            "members",
            "length",
            "ring",
            "rounds",
            "secondsPerRoundMedian",
            "secondsPerRoundP95",
            "bytesUpPerMember",
            "bytesUpToPlain",
            "setupSeconds",
            "coordinatorPeakRssBytes",
            "nodePeakRssBytes"),
        fields);
    assertEquals(3, figures.get("members").intValue());
    assertEquals(5000, figures.get("length").intValue());
    assertEquals(32, figures.get("ring").intValue());
    assertEquals(2, figures.get("rounds").intValue());
    double median = figures.get("secondsPerRoundMedian").doubleValue();
    assertTrue(0 < median && median <= figures.get("secondsPerRoundP95").doubleValue(), run.out());
    // Half a setup's messages a round on top of the vector.
    long bytes = figures.get("bytesUpPerMember").longValue();
    assertTrue(bytes > 5000 * 4 && bytes < 5000 * 4 + 10_000, run.out());
    assertEquals(bytes / 20_000.0, figures.get("bytesUpToPlain").doubleValue(), 1e-4);
    assertEquals("", run.err(), "quiet in a pipe");
    assertEquals(before, folders());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--members 2 --length 10 --rounds 1",
        "--members 101 --length 10 --rounds 1",
        "--members 3 --length 0 --rounds 1",
        "--members 3 --length 10 --rounds 0",
        "--members 3 --length 10 --rounds 10001",
        "--members 3 --length 10 --rounds 1 --ring 16",
        "--members 3 --length 10"
      })
  void wrongUsageIsTwo(String options) {
    CommandRun run = run(options);
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private static List<Path> folders() throws IOException {
    if (!Files.isDirectory(PARENT)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(PARENT)) {
      return entries.filter(entry -> entry.getFileName().toString().startsWith("bench-")).toList();
    }
  }
}
