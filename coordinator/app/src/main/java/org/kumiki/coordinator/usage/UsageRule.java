package org.kumiki.coordinator.usage;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What others may know of how many members use a term: "3 or more of 7", or nothing. A pure
 * function of the members' reports.
 *
 * <p>Guarantees, against {@code c} members that put together what they know, and at least against
 * the one who looks:
 *
 * <ul>
 *   <li>Nothing is said of a term that fewer than three members use. That nothing is said means
 *       fewer, or too few reports: the two are not told apart.
 *   <li>A band is shown only while reports of so many members count that, without those {@code c},
 *       there are more of them than the band says: where it says "3 or more", four others could be
 *       those three. So it never says that all of the others use a term.
 *   <li>Bands change only all at once, and only after the reports of at least 3 + c members have
 *       changed since the last time: what appears or disappears may be the doing of any of three
 *       members of whom one knows nothing.
 * </ul>
 *
 * <p>It does not guard against more than {@code c} members, and not against what a member tells of
 * itself. The operator of the coordinator can read each report.
 */
final class UsageRule {
  /** The smallest number of members that is ever spoken of. */
  static final int LEAST = 3;

  /** Coarse, because each step would be one more thing to compare over time. */
  private static final int[] STEPS = {LEAST, 10, 30, 100};

  private final int colluding;

  /**
   * @param colluding how many members the roster assumes to put their knowledge together
   */
  UsageRule(int colluding) {
    this.colluding = Math.max(1, colluding);
  }

  /**
   * Whether bands may be counted anew.
   *
   * @param counted the reports that the bands of now were counted from
   * @param now the reports of now
   */
  boolean mayCount(Map<String, Set<String>> counted, Map<String, Set<String>> now) {
    Set<String> members = new HashSet<>(counted.keySet());
    members.addAll(now.keySet());
    long changed =
        members.stream()
            .filter(
                member ->
                    !counted
                        .getOrDefault(member, Set.of())
                        .equals(now.getOrDefault(member, Set.of())))
            .count();
    return changed >= LEAST + colluding && isEnough(now.size(), LEAST);
  }

  /** For each term that something may be said of, the least number of members that use it. */
  Map<String, Integer> bands(Map<String, Set<String>> reports) {
    Map<String, Integer> users = new TreeMap<>();
    reports.values().forEach(terms -> terms.forEach(term -> users.merge(term, 1, Integer::sum)));
    Map<String, Integer> bands = new TreeMap<>();
    users.forEach(
        (term, count) -> {
          int band = band(count, reports.size());
          if (band > 0) {
            bands.put(term, band);
          }
        });
    return bands;
  }

  private int band(int count, int reporting) {
    int band = 0;
    for (int step : STEPS) {
      if (count >= step && isEnough(reporting, step)) {
        band = step;
      }
    }
    return band;
  }

  /** Whether, without those who collude, more members report than the band speaks of. */
  private boolean isEnough(int reporting, int band) {
    return reporting >= band + colluding + 1;
  }
}
