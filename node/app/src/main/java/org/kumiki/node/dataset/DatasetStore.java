package org.kumiki.node.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Dataset versions and their rows. Rows are streamed both ways. Thread-safe. */
public final class DatasetStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FETCH_ROWS = 2000;
  private static final String VERSION_COLUMNS =
      "id, dataset, version, raw_sha256, columns, row_count, committed_at";

  private final Jdbi jdbi;

  public DatasetStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Gives rows one after the other. */
  @FunctionalInterface
  public interface RowFeed {
    void forEach(Consumer<StoredRow> action) throws IOException;
  }

  /** Commits a new version with all its rows in one transaction; nothing stays if it fails. */
  public DatasetVersion commit(
      String dataset, String rawSha256, String mapping, List<StoredColumn> columns, RowFeed feed)
      throws IOException {
    return jdbi.inTransaction(
        handle -> {
          // One import of a dataset at a time, so that versions count without gaps.
          handle
              .createQuery("SELECT pg_advisory_xact_lock(hashtext(:dataset))")
              .bind("dataset", dataset)
              .mapTo(String.class)
              .list();
          long id =
              handle
                  .createQuery(
                      "INSERT INTO dataset_version (dataset, version, raw_sha256, mapping, columns,"
                          + " row_count) SELECT :dataset, coalesce(max(version), 0) + 1, :raw,"
                          + " :mapping, :columns, :rows FROM dataset_version"
                          + " WHERE dataset = :dataset RETURNING id")
                  .bind("dataset", dataset)
                  .bind("raw", rawSha256)
                  .bind("mapping", mapping)
                  .bind("columns", json(columns))
                  .bind("rows", count(feed))
                  .mapTo(Long.class)
                  .one();
          copy(handle.getConnection(), id, feed);
          return handle
              .createQuery("SELECT " + VERSION_COLUMNS + " FROM dataset_version WHERE id = :id")
              .bind("id", id)
              .map((row, context) -> version(row))
              .one();
        });
  }

  public List<DatasetVersion> versions() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + VERSION_COLUMNS + " FROM dataset_version ORDER BY id DESC")
                .map((row, context) -> version(row))
                .list());
  }

  public Optional<DatasetVersion> find(long id) {
    return versions().stream().filter(version -> version.id() == id).findFirst();
  }

  /** The newest version of a dataset. */
  public Optional<DatasetVersion> newest(String dataset) {
    return versions().stream().filter(version -> version.dataset().equals(dataset)).findFirst();
  }

  /** The mapping file that a version was read with; empty if there is no such version. */
  public Optional<String> mapping(long versionId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT mapping FROM dataset_version WHERE id = :id")
                .bind("id", versionId)
                .mapTo(String.class)
                .findOne());
  }

  /** Streams the rows of a version in order, in memory of a few thousand. */
  public void forEachRow(long versionId, Consumer<StoredRow> action) {
    jdbi.useTransaction(
        handle -> {
          try (var rows =
              handle
                  .createQuery(
                      "SELECT index, line, numbers, texts, censored FROM dataset_row"
                          + " WHERE version_id = :id ORDER BY index")
                  .bind("id", versionId)
                  .setFetchSize(FETCH_ROWS)
                  .map((row, context) -> row(row))
                  .stream()) {
            rows.forEach(action);
          }
        });
  }

  private static long count(RowFeed feed) throws IOException {
    long[] count = new long[1];
    feed.forEach(row -> count[0]++);
    return count[0];
  }

  private static void copy(Connection connection, long id, RowFeed feed) throws IOException {
    try {
      CopyIn copy =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(
                  "COPY dataset_row (version_id, index, line, numbers, texts, censored)"
                      + " FROM STDIN");
      try {
        CopyText text = new CopyText(id);
        feed.forEach(row -> write(copy, text.line(row)));
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new IOException("the database refused rows", e);
    }
  }

  private static void write(CopyIn copy, byte[] line) {
    try {
      copy.writeToCopy(line, 0, line.length);
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("the database refused rows", e));
    }
  }

  private static DatasetVersion version(ResultSet row) throws SQLException {
    return new DatasetVersion(
        row.getLong(1),
        row.getString(2),
        row.getInt(3),
        row.getString(4),
        columns(row.getString(5)),
        row.getLong(6),
        row.getObject(7, OffsetDateTime.class));
  }

  private static StoredRow row(ResultSet row) throws SQLException {
    Array numbers = row.getArray(3);
    Double[] boxed = (Double[]) numbers.getArray();
    double[] values = new double[boxed.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = boxed[i];
    }
    return new StoredRow(
        row.getLong(1),
        row.getLong(2),
        values,
        List.of((String[]) row.getArray(4).getArray()),
        row.getString(5));
  }

  private static String json(List<StoredColumn> columns) {
    try {
      return JSON.writeValueAsString(columns);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("columns are always JSON", e);
    }
  }

  private static List<StoredColumn> columns(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<StoredColumn>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the columns of a dataset version are damaged", e);
    }
  }
}
