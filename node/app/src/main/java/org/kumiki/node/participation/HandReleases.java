package org.kumiki.node.participation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.exchange.vocabulary.HeaderProposal.Cells;
import org.kumiki.exchange.vocabulary.UsageReport;

/**
 * What a steward lets go by hand for the vocabulary: terms that columns are mapped to, and headers
 * that have no term. Nothing leaves unless a steward releases it, and each time exactly what was
 * released; it is written down before it is sent. Thread-safe.
 */
public final class HandReleases {
  private static final String USAGE_PATH = "/exchange/v1/vocabulary/usage";
  private static final String HEADER_PATH = "/exchange/v1/vocabulary/headers";

  private final Jdbi jdbi;
  private final Runnable whenQueued;

  HandReleases(Jdbi jdbi, Runnable whenQueued) {
    this.jdbi = jdbi;
    this.whenQueued = whenQueued;
  }

  /**
   * Something that was released, as it left or will leave.
   *
   * @param usage the terms; empty for a header
   * @param header the header; empty for terms
   * @param sentAt when the coordinator answered; empty while it waits
   * @param refused whether the coordinator did not take it
   */
  public record Released(
      long number,
      Optional<UsageReport> usage,
      Optional<HeaderProposal> header,
      String by,
      OffsetDateTime at,
      Optional<OffsetDateTime> sentAt,
      boolean refused) {}

  /**
   * Releases which terms the member uses, in place of what it said before.
   *
   * @param terms IRIs, ascending; none to take an earlier report back
   * @throws org.kumiki.exchange.wire.WireFormatException if they are too many, or do not ascend
   */
  public void releaseUsage(List<String> terms, String by) {
    release("USAGE", USAGE_PATH, number -> new UsageReport(number, terms).encode(), by);
  }

  /**
   * Releases a header as a proposal for a term.
   *
   * @param unit as written; may be empty
   * @throws org.kumiki.exchange.wire.WireFormatException if it is too long, or no plain text
   */
  public void releaseHeader(String header, String unit, Cells cells, String by) {
    release(
        "HEADER",
        HEADER_PATH,
        number -> new HeaderProposal(number, header, unit, cells).encode(),
        by);
  }

  private void release(String kind, String path, LongFunction<byte[]> body, String by) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("SELECT pg_advisory_xact_lock(hashtext('hand release'))");
          long number = next(handle);
          byte[] bytes = body.apply(number);
          long outbox = queue(handle, path, bytes);
          handle
              .createUpdate(
                  "INSERT INTO hand_release (number, kind, body, released_by, outbox_number)"
                      + " VALUES (:number, :kind, :body, :by, :outbox)")
              .bind("number", number)
              .bind("kind", kind)
              .bind("body", bytes)
              .bind("by", by)
              .bind("outbox", outbox)
              .execute();
        });
    whenQueued.run();
  }

  private static long next(Handle handle) {
    return handle
        .createQuery("SELECT coalesce(max(number), 0) + 1 FROM hand_release")
        .mapTo(Long.class)
        .one();
  }

  private static long queue(Handle handle, String path, byte[] bytes) {
    return handle
        .createQuery(
            "INSERT INTO outbox (path, message, size_bytes)"
                + " VALUES (:path, :message, octet_length(:message)) RETURNING number")
        .bind("path", path)
        .bind("message", bytes)
        .mapTo(Long.class)
        .one();
  }

  /** All releases, the newest first. */
  public List<Released> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT r.number, kind, body, released_by, released_at, sent_at,"
                        + " refused IS NOT NULL AS refused FROM hand_release r"
                        + " JOIN outbox o ON o.number = outbox_number ORDER BY r.number DESC")
                .map(
                    (row, context) -> {
                      boolean usage = row.getString("kind").equals("USAGE");
                      byte[] body = row.getBytes("body");
                      return new Released(
                          row.getLong("number"),
                          usage ? Optional.of(UsageReport.decode(body)) : Optional.empty(),
                          usage ? Optional.empty() : Optional.of(HeaderProposal.decode(body)),
                          row.getString("released_by"),
                          row.getObject("released_at", OffsetDateTime.class),
                          Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class)),
                          row.getBoolean("refused"));
                    })
                .list());
  }
}
