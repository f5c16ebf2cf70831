package org.kumiki.node.participation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.kumiki.exchange.study.Study;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.participation.StudyStore.RowCounts;

/**
 * How many own rows a study would ask, before anybody has approved it: shown to this node's people
 * and to nobody else. Versions and studies never change, so a count is kept. Thread-safe.
 */
final class RowPreviews {
  /** Counted while a person waits; a larger version is counted when the person asks for it. */
  static final long COUNTED_AT_ONCE = 50_000;

  private static final int KEPT = 500;

  private final LocalHalf localHalf;
  private final Map<String, RowCounts> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, RowCounts> eldest) {
              return size() > KEPT;
            }
          });

  RowPreviews(LocalHalf localHalf) {
    this.localHalf = localHalf;
  }

  /**
   * The count, if it is known or quickly made.
   *
   * @param asked whether somebody is ready to wait for it
   */
  Optional<RowCounts> of(Study study, DatasetVersion version, boolean asked) {
    String key = study.hash().hex() + " " + version.id();
    RowCounts counts = known.get(key);
    if (counts == null && (asked || version.rowCount() <= COUNTED_AT_ONCE)) {
      counts = localHalf.count(study, version);
      known.put(key, counts);
    }
    return Optional.ofNullable(counts);
  }
}
