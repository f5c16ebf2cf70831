package org.kumiki.trial.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long the rounds of a study took, by the coordinator's own record of their openings. */
final class RoundTimes {
  private final List<OffsetDateTime> opened = new ArrayList<>();
  private final OffsetDateTime submitted;

  /** Reads the coordinator's answer about one study. */
  RoundTimes(JsonNode study) {
    this.submitted = OffsetDateTime.parse(study.path("submittedAt").asText());
    study
        .path("rounds")
        .forEach(round -> opened.add(OffsetDateTime.parse(round.path("openedAt").asText())));
  }

  /** From the submission to the first opening, that of the flags. */
  double setupSeconds() {
    return seconds(submitted, opened.get(0));
  }

  /**
   * The value below or at which this share of the payload rounds lies (nearest rank).
   *
   * @param share above 0, at most 1
   */
  double quantileSeconds(double share) {
    List<Double> sorted = payloadSeconds();
    Collections.sort(sorted);
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  /** From each opening to the next: the payload rounds, the first included. */
  private List<Double> payloadSeconds() {
    List<Double> seconds = new ArrayList<>();
    for (int i = 1; i < opened.size(); i++) {
      seconds.add(seconds(opened.get(i - 1), opened.get(i)));
    }
    return seconds;
  }

  private static double seconds(OffsetDateTime from, OffsetDateTime to) {
    return Duration.between(from, to).toNanos() / 1e9;
  }
}
