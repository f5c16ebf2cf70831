package org.kumiki.coordinator.home;

import java.util.List;

/**
 * What the first page shows.
 *
 * @param everything whether studies of all organisations are listed, or the person's only
 */
public record HomeView(List<MemberRow> members, List<StudyRow> studies, boolean everything) {
  /**
   * A member.
   *
   * @param seen its node's last request, in words; empty if it never came
   */
  public record MemberRow(String organisation, String seen, boolean revoked) {}

  /**
   * A study.
   *
   * @param awaited whose next message is awaited; empty if nobody's
   * @param since when it last moved, in words
   */
  public record StudyRow(
      String hash,
      String title,
      int organisations,
      int round,
      String awaited,
      Progress progress,
      String since) {}

  /** Where a study is, as far as a person needs to know at a glance. */
  public enum Progress {
    WAITING("waiting", "warn"),
    WORKING("working", "info"),
    COMPLETED("completed", "ok"),
    ENDED("ended", "stop");

    private final String key;
    private final String colour;

    Progress(String key, String colour) {
      this.key = key;
      this.colour = colour;
    }

    /** Where its words are. */
    public String key() {
      return key;
    }

    /** The chip's class in the style sheet. */
    public String colour() {
      return colour;
    }
  }

  /** Studies that have not ended. */
  public long running() {
    return studies.stream()
        .filter(s -> s.progress() == Progress.WAITING || s.progress() == Progress.WORKING)
        .count();
  }
}
