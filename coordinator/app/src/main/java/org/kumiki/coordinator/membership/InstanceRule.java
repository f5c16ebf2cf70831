package org.kumiki.coordinator.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells a node that was started again from a node that runs twice. Pure.
 *
 * <p>Each run of a node has a random number that never touches a disk. A run that comes new takes
 * over from the one before. A node that was restarted, or restored from a backup, leaves the old
 * run silent for ever; only where two processes live does a run speak again after another has taken
 * over. Then the key is in two places, and neither is served until a person has looked.
 *
 * <p>The count of starts is kept in the node's folder. A copy of the folder that runs while the
 * member's own node rests cannot be told by two voices; but when the other side starts later, its
 * count is not above the highest one seen. A restored backup looks the same, so this is only noted
 * for the operator.
 */
final class InstanceRule {
  /** A request of the run before may have been held up on the way, by a proxy for example. */
  static final Duration LATE = Duration.ofSeconds(30);

  private InstanceRule() {}

  /**
   * A run that was seen before.
   *
   * @param retiredAt when another took over; empty for the current one
   */
  record Known(String instance, long start, Optional<Instant> retiredAt) {}

  /** What a request tells. */
  enum Verdict {
    /** The current run goes on. */
    CURRENT,
    /** A new run takes over. */
    TAKES_OVER,
    /** A new run takes over, with a count of starts that was seen before. */
    TAKES_OVER_FROM_OLDER_COPY,
    /** A straggler of the run before. */
    LATE,
    /** Two runs live at once. */
    COPIED
  }

  /** Judges a request of {@code run}. */
  static Verdict judge(List<Known> known, NodeRun run, Instant now) {
    Optional<Known> seen =
        known.stream().filter(k -> k.instance().equals(run.instance())).findFirst();
    if (seen.isPresent()) {
      return seen.get()
          .retiredAt()
          .map(at -> now.isAfter(at.plus(LATE)) ? Verdict.COPIED : Verdict.LATE)
          .orElse(Verdict.CURRENT);
    }
    boolean older = known.stream().anyMatch(k -> k.start() >= run.start());
    return older ? Verdict.TAKES_OVER_FROM_OLDER_COPY : Verdict.TAKES_OVER;
  }
}
