package org.kumiki.node.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.Handle;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerEntry.Verdict;
import org.kumiki.exchange.ledger.NumberedEntry;
import org.kumiki.exchange.wire.ByteString;

/**
 * An entry as it stands in the table, whatever somebody may have made of it; without its salt,
 * which is nobody's business.
 */
public record LedgerRow(
    long number,
    OffsetDateTime at,
    String studyHash,
    long epoch,
    int round,
    String subject,
    int length,
    int cohort,
    String verdict,
    String reason) {
  /** What {@link #read} reads, in its order. */
  static final String COLUMNS =
      "number, at, study_hash, epoch, round, subject, length, cohort, verdict, reason";

  static LedgerRow read(ResultSet row) throws SQLException {
    return new LedgerRow(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class),
        row.getString(3),
        row.getLong(4),
        row.getInt(5),
        row.getString(6),
        row.getInt(7),
        row.getInt(8),
        row.getString(9),
        row.getString(10));
  }

  static LedgerRow of(long number, OffsetDateTime at, LedgerEntry entry) {
    return new LedgerRow(
        number,
        at,
        entry.studyHash().hex(),
        entry.epoch(),
        entry.round(),
        entry.subject(),
        entry.length(),
        entry.cohort(),
        entry.verdict().name(),
        entry.reason());
  }

  /**
   * The entry that the tree commits to.
   *
   * @throws IllegalArgumentException if a column holds what no service would have written
   */
  NumberedEntry numbered() {
    return new NumberedEntry(
        number,
        at.toInstant(),
        new LedgerEntry(
            ByteString.fromHex(studyHash),
            epoch,
            round,
            subject,
            length,
            cohort,
            Verdict.valueOf(verdict),
            reason));
  }

  void insert(Handle handle, byte[] salt, ByteString leaf) {
    handle
        .createUpdate(
            "INSERT INTO ledger_entry ("
                + COLUMNS
                + ", salt, leaf) VALUES (:number, :at, :study, :epoch, :round, :subject, :length,"
                + " :cohort, :verdict, :reason, :salt, :leaf)")
        .bind("number", number)
        .bind("at", at)
        .bind("study", studyHash)
        .bind("epoch", epoch)
        .bind("round", round)
        .bind("subject", subject)
        .bind("length", length)
        .bind("cohort", cohort)
        .bind("verdict", verdict)
        .bind("reason", reason)
        .bind("salt", salt)
        .bind("leaf", leaf.toByteArray())
        .execute();
  }
}
