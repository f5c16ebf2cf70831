package org.kumiki.node.home;

import java.util.List;

/**
 * What the first page shows.
 *
 * @param trouble what stands between this node and the coordinator; empty if nothing does
 * @param readsStudies whether the person's role lets it see studies
 * @param decides whether the person approves and declines
 */
public record HomeView(
    String trouble,
    long vectorsSent,
    long vectorBytesSent,
    boolean readsStudies,
    boolean decides,
    List<StudyRow> waiting,
    List<StudyRow> others) {
  /**
   * A study.
   *
   * @param decision pending, approved or declined
   * @param deadline in words
   */
  public record StudyRow(
      String hash,
      String title,
      String purpose,
      int organisations,
      String decision,
      int round,
      boolean ended,
      String deadline) {}
}
