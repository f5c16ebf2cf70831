package org.kumiki.trial.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether it works, never how fast it is. */
class SecureSumCommandTest {
  private static CommandRun run(String options) {
    return CommandRun.of(new SecureSumCommand(), options.split(" "));
  }

  @Test
  void jsonHasExactlyTheFieldsThatOthersScriptAgainst() throws IOException {
    CommandRun run = run("--members 4 --length 5000 --repeat 2 --json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode figures = new ObjectMapper().readTree(run.out());
    List<String> fields = new ArrayList<>();
    figures.fieldNames().forEachRemaining(fields::add);
    assertEquals(
        List.of(
            "members",
            "length",
            "ring",
            "dropped",
            "clientMaskMillis",
            "serverOpenMillis",
            "plainSumMillis",
            "secureToPlain",
            "maskToKeystream",
            "peakHeapBytes",
            "serverReceiveMillis",
            "rootMillis",
            "chunkToBest",
            "aes",
            "cores"),
        fields);
    assertEquals(4, figures.get("members").intValue());
    assertEquals(5000, figures.get("length").intValue());
    assertEquals(64, figures.get("ring").intValue());
    assertEquals(0, figures.get("dropped").intValue());
    assertTrue(List.of("VAES", "AES-NI", "none", "unknown").contains(figures.get("aes").asText()));
    fields.remove("aes");
    for (String field : fields.subList(4, fields.size())) {
      double figure = figures.get(field).doubleValue();
      assertTrue(figure > 0 && Double.isFinite(figure), field + " " + figure);
    }
    assertEquals("", run.err(), "quiet in a pipe");
  }

  @Test
  void withoutJsonItIsATableForPeople() {
    CommandRun run = run("--members 3 --length 1 --repeat 1");
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("mask / raw key stream"), run.out());
  }

  @Test
  void theSmallerRingIsMeasuredToo() throws IOException {
    CommandRun run = run("--members 3 --length 5001 --repeat 1 --ring 32 --json");
    assertEquals(0, run.exitCode(), run.err());
    assertEquals(32, new ObjectMapper().readTree(run.out()).get("ring").intValue());
  }

  @Test
  void whatStrictDoesNotHaveIsNotAvailableYet() {
    CommandRun run = run("--members 4 --length 10 --drop 1");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("not available in this release"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--members 2 --length 10",
        "--members 4 --length 0",
        "--members 4 --length 10 --repeat 0",
        "--members 4 --length 10 --ring 16",
        "--members 4 --length 10 --drop -1",
        "--members 4"
      })
  void wrongUsageIsTwo(String options) {
    CommandRun run = run(options);
    assertEquals(2, run.exitCode());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}
