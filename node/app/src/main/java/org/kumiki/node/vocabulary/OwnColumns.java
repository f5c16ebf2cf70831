package org.kumiki.node.vocabulary;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StoredColumn;

/** What columns of this node are mapped to, in the newest version of each dataset. Thread-safe. */
@Singleton
final class OwnColumns {
  private final DatasetStore datasets;

  OwnColumns(DatasetStore datasets) {
    this.datasets = datasets;
  }

  /**
   * A column.
   *
   * @param unit the IRI of the unit that the file was written in; empty for texts
   */
  public record Column(String dataset, int version, String header, String unit) {}

  /** Columns by the IRI of the term that they are mapped to, in the order of the IRIs. */
  Map<String, List<Column>> byTerm() {
    Map<String, List<Column>> terms = new TreeMap<>();
    for (DatasetVersion version : datasets.versions()) {
      boolean newest =
          datasets.newest(version.dataset()).filter(one -> one.id() == version.id()).isPresent();
      if (newest) {
        version
            .columns()
            .forEach(
                column ->
                    terms
                        .computeIfAbsent(column.term(), term -> new ArrayList<>())
                        .add(shown(version, column)));
      }
    }
    return terms;
  }

  private static Column shown(DatasetVersion version, StoredColumn column) {
    String unit = column.unit() == null ? "" : column.unit();
    return new Column(version.dataset(), version.version(), column.header(), unit);
  }
}
