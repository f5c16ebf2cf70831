package org.kumiki.coordinator.studies;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Reasons that stewards let out about studies that they declined. Thread-safe. */
public final class ReasonStore {
  private final Jdbi jdbi;

  public ReasonStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** An organisation's reason, as its steward wrote it. */
  public record Stated(String organisation, String text, Instant at) {}

  /** Keeps a reason; the first one of an organisation stays. */
  void keep(String hash, String organisation, String text) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO study_reason (study_hash, organisation, text)"
                        + " VALUES (:hash, :organisation, :text) ON CONFLICT DO NOTHING")
                .bind("hash", hash)
                .bind("organisation", organisation)
                .bind("text", text)
                .execute());
  }

  /** The reasons about a study, by organisation. */
  List<Stated> of(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT organisation, text, received_at FROM study_reason"
                        + " WHERE study_hash = :hash ORDER BY organisation")
                .bind("hash", hash)
                .map(
                    (row, context) ->
                        new Stated(
                            row.getString(1),
                            row.getString(2),
                            row.getObject(3, OffsetDateTime.class).toInstant()))
                .list());
  }
}
