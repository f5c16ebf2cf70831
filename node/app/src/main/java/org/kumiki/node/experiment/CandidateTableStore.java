package org.kumiki.node.experiment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** What is known of tables of candidates beside their files. Thread-safe. */
public final class CandidateTableStore {
  private static final String FOREIGN_KEY = "23503";
  private static final String TABLES =
      "SELECT t.*, ARRAY(SELECT c.name FROM campaign c WHERE c.candidate_table = t.sha256"
          + " ORDER BY c.id) AS campaigns FROM candidate_table t";

  private final Jdbi jdbi;

  public CandidateTableStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The newest first. */
  List<CandidateTable> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(TABLES + " ORDER BY t.made_at DESC, t.sha256")
                .map((row, context) -> table(row))
                .list());
  }

  Optional<CandidateTable> find(String sha256) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(TABLES + " WHERE t.sha256 = :sha256")
                .bind("sha256", sha256)
                .map((row, context) -> table(row))
                .findOne());
  }

  /** Keeps a new one; of one that is known, whoever brought it first stays. */
  void add(String sha256, long bytes, CandidateTables.Upload upload) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO candidate_table (sha256, name, bytes, account, made_by)"
                        + " VALUES (:sha256, :name, :bytes, :account, :by)"
                        + " ON CONFLICT (sha256) DO NOTHING")
                .bind("sha256", sha256)
                .bind("name", upload.name())
                .bind("bytes", bytes)
                .bind("account", upload.account())
                .bind("by", upload.madeBy())
                .execute());
  }

  void map(String sha256, String mapping) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE candidate_table SET mapping = :mapping WHERE sha256 = :sha256")
                .bind("sha256", sha256)
                .bind("mapping", mapping)
                .execute());
  }

  /**
   * False, and nothing is removed, if a campaign reads it; one that begins at the same time too.
   */
  boolean remove(String sha256) {
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate("DELETE FROM candidate_table WHERE sha256 = :sha256")
                  .bind("sha256", sha256)
                  .execute());
      return true;
    } catch (UnableToExecuteStatementException e) {
      if (isForeignKey(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Whether a statement was refused because what it refers to is not, or no more, there. */
  static boolean isForeignKey(UnableToExecuteStatementException refused) {
    return refused.getCause() instanceof SQLException cause
        && FOREIGN_KEY.equals(cause.getSQLState());
  }

  private static CandidateTable table(ResultSet row) throws SQLException {
    return new CandidateTable(
        row.getString("sha256"),
        row.getString("name"),
        row.getLong("bytes"),
        row.getString("account"),
        row.getString("made_by"),
        row.getObject("made_at", OffsetDateTime.class),
        Optional.ofNullable(row.getString("mapping")),
        Arrays.asList((String[]) row.getArray("campaigns").getArray()));
  }
}
