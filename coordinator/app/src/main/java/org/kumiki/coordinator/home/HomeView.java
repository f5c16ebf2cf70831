package org.kumiki.coordinator.home;

import java.util.List;
import org.kumiki.coordinator.studies.StudyRow;

/**
 * What the first page shows.
 *
 * @param members that may connect
 * @param connected of them, those whose node has come
 * @param roster the version in force, 0 before the first
 * @param running studies that have not ended, the newest first
 * @param ended how many have
 * @param everything whether studies of all organisations are counted, or the person's only
 * @param concerns what waits for this person or is out of order
 */
public record HomeView(
    int members,
    int connected,
    int roster,
    List<StudyRow> running,
    long ended,
    boolean everything,
    List<Concern> concerns) {
  /**
   * Something that somebody should look at.
   *
   * @param colour the chip's class in the style sheet
   * @param words the key of its sentence
   * @param values in that sentence
   * @param path where to look
   */
  public record Concern(String colour, String words, List<Object> values, String path) {}
}
