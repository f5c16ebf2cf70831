package org.kumiki.coordinator.rounds;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Rows of members' inboxes, and how far each member has worked its inbox off. Thread-safe. */
public final class InboxStore {
  private final Jdbi jdbi;

  public InboxStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A message in a member's inbox. */
  record Letter(long number, byte[] message) {}

  /** Locks the recipient's inbox, so that its numbers appear in the order of commits. */
  void post(Handle handle, String organisation, byte[] message) {
    handle
        .createUpdate(
            "WITH next AS (UPDATE member SET inbox_length = inbox_length + 1"
                + " WHERE organisation = :organisation RETURNING inbox_length)"
                + " INSERT INTO inbox (organisation, number, message)"
                + " SELECT :organisation, inbox_length, :message FROM next")
        .bind("organisation", organisation)
        .bind("message", message)
        .execute();
  }

  /** The next letters, and at least one: at most so many, and none beyond so many bytes. */
  List<Letter> after(String organisation, long number, int limit, long bytes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT number, message FROM (SELECT number, message,"
                        + " sum(octet_length(message)) OVER (ORDER BY number) AS bytes,"
                        + " row_number() OVER (ORDER BY number) AS place"
                        + " FROM (SELECT number, message FROM inbox"
                        + " WHERE organisation = :organisation AND number > :after"
                        + " ORDER BY number LIMIT :limit) taken) counted"
                        + " WHERE bytes <= :bytes OR place = 1 ORDER BY number")
                .bind("organisation", organisation)
                .bind("after", number)
                .bind("limit", limit)
                .bind("bytes", bytes)
                .map((row, context) -> new Letter(row.getLong(1), row.getBytes(2)))
                .list());
  }

  /** A member asks for what comes after this letter: it needs nothing up to it any more. */
  void workedOff(String organisation, long number) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE member SET inbox_position = :number"
                        + " WHERE organisation = :organisation AND inbox_position <> :number")
                .bind("organisation", organisation)
                .bind("number", number)
                .execute());
  }

  /** Whether all who may still connect have worked off what they were sent up to a moment. */
  boolean areWorkedOff(List<String> organisations, OffsetDateTime until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT NOT EXISTS (SELECT FROM inbox JOIN member USING (organisation)"
                        + " WHERE organisation = ANY(:organisations) AND revoked_at IS NULL"
                        + " AND number > inbox_position AND at <= :until)")
                .bindArray("organisations", String.class, organisations)
                .bind("until", until)
                .mapTo(Boolean.class)
                .one());
  }

  /** Deletes letters that were worked off and are older than this; returns how many. */
  int deleteWorkedOff(Duration age) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "DELETE FROM inbox USING member"
                        + " WHERE inbox.organisation = member.organisation"
                        + " AND number <= inbox_position"
                        + " AND at < now() - make_interval(secs => :seconds)")
                .bind("seconds", age.toSeconds())
                .execute());
  }
}
