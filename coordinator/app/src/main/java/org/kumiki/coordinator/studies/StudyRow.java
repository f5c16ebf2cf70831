package org.kumiki.coordinator.studies;

import java.time.Instant;
import java.util.List;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;

/**
 * A study in a list.
 *
 * @param state what is being waited for, by the name of the coordinator's state
 * @param round the last published round, 0 before the first
 * @param awaited whose next message is awaited; empty if nobody's
 * @param since when it last moved, or ended
 * @param reason why it ended, by name; empty while it runs
 */
public record StudyRow(
    String hash,
    String title,
    List<String> cohort,
    Progress progress,
    String state,
    int round,
    List<String> awaited,
    Instant since,
    String reason) {
  /** Where a study is, as far as a person needs to know at a glance. */
  public enum Progress {
    WAITING("warn"),
    WORKING("info"),
    COMPLETED("ok"),
    ENDED("stop");

    private final String colour;

    Progress(String colour) {
      this.colour = colour;
    }

    /** The chip's class in the style sheet. */
    public String colour() {
      return colour;
    }
  }

  public static StudyRow of(RoundStore.Summary summary, Study study) {
    return new StudyRow(
        summary.hash(),
        study.title(),
        study.cohort(),
        progress(summary),
        summary.state(),
        summary.round(),
        summary.endedAt() == null ? summary.awaited() : List.of(),
        (summary.endedAt() == null ? summary.since() : summary.endedAt()).toInstant(),
        summary.reason() == null ? "" : summary.reason());
  }

  private static Progress progress(RoundStore.Summary summary) {
    if (summary.endedAt() != null) {
      return Reason.COMPLETED.name().equals(summary.reason()) ? Progress.COMPLETED : Progress.ENDED;
    }
    return summary.awaited().isEmpty() ? Progress.WORKING : Progress.WAITING;
  }

  /** Whether it has not ended. */
  public boolean runs() {
    return progress == Progress.WAITING || progress == Progress.WORKING;
  }
}
