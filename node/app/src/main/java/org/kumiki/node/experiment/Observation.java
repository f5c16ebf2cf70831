package org.kumiki.node.experiment;

import java.time.OffsetDateTime;
import java.util.List;
import org.kumiki.learning.computation.Numbers;

/**
 * An experiment that was made.
 *
 * @param suggested id of the suggestion that it followed; null for an own idea
 * @param results one for each objective; none for a failure
 * @param withdrawnBy who took it back as a mistake; null while it counts
 */
public record Observation(
    long id,
    Long suggested,
    Numbers candidate,
    List<Setting> settings,
    List<Double> results,
    String note,
    String madeBy,
    OffsetDateTime madeAt,
    String withdrawnBy) {
  public Observation {
    settings = List.copyOf(settings);
    results = List.copyOf(results);
  }

  /** Nothing could be measured. */
  public boolean failed() {
    return results.isEmpty();
  }

  /** Whether it was not taken back. */
  public boolean counts() {
    return withdrawnBy == null;
  }
}
