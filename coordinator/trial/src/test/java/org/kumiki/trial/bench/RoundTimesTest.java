package org.kumiki.trial.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class RoundTimesTest {
  private static final OffsetDateTime SUBMITTED = OffsetDateTime.parse("2026-11-21T00:00:00Z");

  @Test
  void aRoundLastsFromOneOpeningToTheNextAndTheFlagsAreSetup() {
    RoundTimes times = times(2000, 2500, 3500, 3700, 7700);
    assertEquals(2.0, times.setupSeconds(), 1e-9);
    assertEquals(0.5, times.quantileSeconds(0.5), 1e-9, "of 0.5, 1, 0.2 and 4 s");
    assertEquals(4.0, times.quantileSeconds(0.95), 1e-9);
    assertEquals(0.2, times.quantileSeconds(0.01), 1e-9);
  }

  @Test
  void ninetyFiveInAHundredRoundsAreNoSlowerThanTheP95() {
    long[] opened = new long[21];
    for (int i = 1; i < opened.length; i++) {
      opened[i] = opened[i - 1] + 1000L * i;
    }
    assertEquals(19.0, times(opened).quantileSeconds(0.95), 1e-9, "of 1 to 20 s");
    assertEquals(10.0, times(opened).quantileSeconds(0.5), 1e-9);
  }

  private static RoundTimes times(long... openedMillis) {
    ObjectNode study = new ObjectMapper().createObjectNode();
    study.put("submittedAt", SUBMITTED.toString());
    for (long millis : openedMillis) {
      study
          .withArray("rounds")
          .addObject()
          .put("openedAt", SUBMITTED.plusNanos(millis * 1_000_000).toString());
    }
    return new RoundTimes(study);
  }
}
