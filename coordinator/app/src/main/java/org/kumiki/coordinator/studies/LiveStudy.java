package org.kumiki.coordinator.studies;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.platform.plot.Figure;

/**
 * A study as it moves: how far it is, who is awaited, how the error falls. Equal ones look alike on
 * the page, so that only what changed is sent.
 *
 * @param planned rounds if none is run again
 * @param left until its end if every round takes as long as the last ones; empty while that cannot
 *     be said, somebody is silent, or nothing is left
 * @param errors of the rounds that told one; see {@code RoundStore}
 * @param errorTitle what the errors are, with their unit
 * @param plot of those errors; empty with fewer than two
 * @param registered whether its model lies in the registry
 */
public record LiveStudy(
    StudyRow row,
    int planned,
    Optional<Duration> left,
    List<Standing> organisations,
    List<ErrorOfRound> errors,
    String errorTitle,
    Optional<Figure> plot,
    boolean registered) {
  /** Rounds whose pace is expected to last. */
  private static final int PACE = 20;

  /** A node that runs is heard of every few seconds. */
  static final Duration SILENCE = Duration.ofSeconds(20);

  public LiveStudy {
    organisations = List.copyOf(organisations);
    errors = List.copyOf(errors);
  }

  /** What one organisation does now. */
  public enum Doing {
    /** Its message of this step is here. */
    SENT,
    /** Its message is awaited, and its node is there. */
    WORKS,
    /** Its message is awaited, and its node has not been heard of. */
    SILENT,
    /** The study has ended. */
    NOTHING
  }

  /**
   * An organisation of the cohort.
   *
   * @param heard when its node was last heard of; empty unless it is silent
   */
  public record Standing(String organisation, Doing doing, Optional<Instant> heard) {}

  /** The error that a round told, in the target's unit. */
  public record ErrorOfRound(int round, double rmse) {}

  /**
   * Who does what.
   *
   * @param heard when each organisation's node was last heard of
   */
  static List<Standing> standings(StudyRow row, Map<String, Instant> heard, Instant now) {
    List<Standing> standings = new ArrayList<>();
    for (String name : row.cohort()) {
      Optional<Instant> last = Optional.ofNullable(heard.get(name));
      boolean silent = last.isEmpty() || last.get().plus(SILENCE).isBefore(now);
      Doing doing =
          !row.runs()
              ? Doing.NOTHING
              : !row.awaited().contains(name) ? Doing.SENT : silent ? Doing.SILENT : Doing.WORKS;
      standings.add(new Standing(name, doing, doing == Doing.SILENT ? last : Optional.empty()));
    }
    return standings;
  }

  /** The rounds that told another error than the one before; a tree takes several. */
  static List<ErrorOfRound> errors(List<Double> byRound) {
    List<ErrorOfRound> errors = new ArrayList<>();
    double before = Double.NaN;
    for (int i = 0; i < byRound.size(); i++) {
      double error = byRound.get(i);
      if (!Double.isNaN(error) && error != before) {
        errors.add(new ErrorOfRound(i + 1, error));
        before = error;
      }
    }
    return errors;
  }

  /**
   * The time that the rounds to come will take, by the median of the last ones: a night in which a
   * node was off says nothing about the next round.
   *
   * @param opened when each published round was opened, the first first
   */
  static Optional<Duration> left(List<Instant> opened, int planned) {
    List<Duration> took = new ArrayList<>();
    for (int i = Math.max(1, opened.size() - PACE); i < opened.size(); i++) {
      took.add(Duration.between(opened.get(i - 1), opened.get(i)));
    }
    int missing = planned - opened.size();
    if (took.size() < 2 || missing <= 0) {
      return Optional.empty();
    }
    took.sort(null);
    return Optional.of(took.get(took.size() / 2).multipliedBy(missing));
  }
}
