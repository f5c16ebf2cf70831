package org.kumiki.node.dataset;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** A version of a dataset; it is never changed. */
public record DatasetVersion(
    long id,
    String dataset,
    int version,
    String rawSha256,
    List<StoredColumn> columns,
    long rowCount,
    OffsetDateTime committedAt) {
  public DatasetVersion {
    columns = List.copyOf(columns);
  }

  public Optional<StoredColumn> column(String term) {
    return columns.stream().filter(column -> column.term().equals(term)).findFirst();
  }
}
