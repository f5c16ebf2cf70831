package org.kumiki.node.participation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * A study in a list.
 *
 * @param decision {@code pending}, {@code approved} or {@code declined}
 * @param state {@code waiting}, {@code running}, {@code completed} or {@code ended}
 */
public record StudyRow(
    String hash,
    String title,
    String purpose,
    String computation,
    List<String> cohort,
    int minimumContributors,
    String decision,
    String decidedBy,
    String state,
    int round,
    Instant receivedAt,
    Instant deadline) {
  public static StudyRow of(Entry entry) {
    return new StudyRow(
        entry.hash(),
        entry.study().title(),
        entry.study().purpose(),
        entry.study().method().code(),
        entry.study().cohort(),
        entry.study().minimumContributors(),
        entry.decision().name().toLowerCase(Locale.ROOT),
        entry.decidedBy() == null ? "" : entry.decidedBy(),
        state(entry),
        entry.standing().round(),
        entry.receivedAt().toInstant(),
        Instant.ofEpochSecond(entry.study().deadlineEpochSecond()));
  }

  private static String state(Entry entry) {
    if (!entry.ended()) {
      return entry.standing().round() > 0 || entry.standing().epoch() > 0 ? "running" : "waiting";
    }
    return Reason.COMPLETED.name().equals(entry.reason()) ? "completed" : "ended";
  }

  /** The chip's class in the style sheet. */
  public String colour() {
    return switch (state) {
      case "completed" -> "ok";
      case "running" -> "info";
      case "waiting" -> "warn";
      default -> "stop";
    };
  }

  /** The chip's class of the decision. */
  public String decisionColour() {
    return switch (decision) {
      case "approved", "fetched" -> "ok";
      case "declined" -> "stop";
      default -> "warn";
    };
  }
}
