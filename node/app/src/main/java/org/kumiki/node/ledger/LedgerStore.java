package org.kumiki.node.ledger;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.ledger.Ledger;
import org.kumiki.exchange.ledger.LedgerEntry;

/**
 * The release ledger in PostgreSQL. Each entry commits in a transaction of its own before {@link
 * #append} returns, and triggers refuse any change. Thread-safe.
 */
public final class LedgerStore implements Ledger {
  private final Jdbi jdbi;

  public LedgerStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** An entry as it stands in the table. */
  public record Row(
      long number,
      OffsetDateTime at,
      String studyHash,
      long epoch,
      int round,
      String subject,
      int length,
      int cohort,
      String verdict,
      String reason) {}

  @Override
  public void append(LedgerEntry entry) {
    jdbi.useTransaction(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO ledger_entry (study_hash, epoch, round, subject, length, cohort,"
                        + " verdict, reason) VALUES (:study, :epoch, :round, :subject, :length,"
                        + " :cohort, :verdict, :reason)")
                .bind("study", entry.studyHash().hex())
                .bind("epoch", entry.epoch())
                .bind("round", entry.round())
                .bind("subject", entry.subject())
                .bind("length", entry.length())
                .bind("cohort", entry.cohort())
                .bind("verdict", entry.verdict().name())
                .bind("reason", entry.reason())
                .execute());
  }

  /** All entries, oldest first. */
  public List<Row> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT number, at, study_hash, epoch, round, subject, length, cohort, verdict,"
                        + " reason FROM ledger_entry ORDER BY number")
                .map(
                    (row, context) ->
                        new Row(
                            row.getLong(1),
                            row.getObject(2, OffsetDateTime.class),
                            row.getString(3),
                            row.getLong(4),
                            row.getInt(5),
                            row.getString(6),
                            row.getInt(7),
                            row.getInt(8),
                            row.getString(9),
                            row.getString(10)))
                .list());
  }
}
