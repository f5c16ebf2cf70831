package org.kumiki.trial.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class GbdtCommandTest {
  @Test
  void bothSumsAreTimedOverTheRoundsOfTheTrees() throws IOException {
    CommandRun run =
        CommandRun.of(
            new GbdtCommand(),
            "--members",
            "3",
            "--rows",
            "60",
            "--features",
            "4",
            "--trees",
            "3",
            "--depth",
            "2",
            "--json");
    assertEquals(0, run.exitCode(), run.err());
    JsonNode figures = new ObjectMapper().readTree(run.out());
    // Flags, means, deviations, three rounds of counts, two levels of three trees, errors.
    assertEquals(1 + 2 + 3 + 6 + 1, figures.get("rounds").asInt());
    assertTrue(figures.get("clearSeconds").asDouble() > 0);
    assertTrue(figures.get("secureSeconds").asDouble() > 0);
    assertTrue(figures.get("vectorNumbers").asLong() > 0);
  }

  @Test
  void figuresOutOfRangeAreWrongUsage() {
    CommandRun run = CommandRun.of(new GbdtCommand(), "--members", "2");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().contains("--members is 3 to 300"), run.err());
  }
}
