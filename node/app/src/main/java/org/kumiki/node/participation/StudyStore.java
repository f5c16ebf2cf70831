package org.kumiki.node.participation;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.round.Standing;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;

/** Rows of studies, the inbox position and the outbox. Thread-safe. */
public final class StudyStore {
  private static final String COLUMNS =
      "hash, bytes, received_at, decision, decided_by, dataset_version_id, progress, round, epoch,"
          + " upload, ended_at, reason, sentence, rows_used, rows_without_target,"
          + " rows_outside_domain, rows_unreadable, rows_imputed, rows_apart, card";

  private final Jdbi jdbi;

  public StudyStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What a steward has decided. */
  public enum Decision {
    PENDING,
    APPROVED,
    DECLINED,
    /** Nothing was asked here: the model of a study of others. */
    FETCHED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How many own rows took part in the last local step; never leaves the node.
   *
   * @param apart rows of the other part of the hold-out; 0 without one
   */
  public record RowCounts(
      long used,
      long withoutTarget,
      long outsideDomain,
      long unreadable,
      long imputed,
      long apart) {}

  /** One study as it stands here. */
  public record Entry(
      Study study,
      String hash,
      OffsetDateTime receivedAt,
      Decision decision,
      String decidedBy,
      Optional<Long> datasetVersion,
      Standing standing,
      OffsetDateTime endedAt,
      String reason,
      String sentence,
      RowCounts rows,
      String card) {
    public boolean ended() {
      return endedAt != null;
    }

    /** Whether others have computed the model, so that it rests on the coordinator's word. */
    public boolean fetched() {
      return decision == Decision.FETCHED;
    }

    /** Whether a steward has yet to decide. */
    public boolean waits() {
      return decision == Decision.PENDING && !ended();
    }
  }

  /** What has left this node so far. */
  public record Sent(long messages, long messageBytes, long vectors, long vectorBytes) {}

  /** Something that leaves, in order. */
  record Outgoing(long number, String path, byte[] message, String spool) {}

  Jdbi jdbi() {
    return jdbi;
  }

  public Optional<Entry> find(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM study WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> entry(row))
                .findOne());
  }

  /** All studies, newest first. */
  public List<Entry> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT " + COLUMNS + " FROM study ORDER BY received_at DESC")
                .map((row, context) -> entry(row))
                .list());
  }

  void propose(Handle handle, Study study) {
    handle
        .createUpdate(
            "INSERT INTO study (hash, bytes, progress) VALUES (:hash, :bytes, :progress)"
                + " ON CONFLICT DO NOTHING")
        .bind("hash", study.hash().hex())
        .bind("bytes", study.encode())
        .bind("progress", Standing.fresh().progress().encode())
        .execute();
  }

  /** Keeps the model of a study of others. */
  void keepFetched(Study study, Progress progress, String card) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO study (hash, bytes, progress, decision, ended_at, reason, sentence,"
                        + " card) VALUES (:hash, :bytes, :progress, 'fetched', now(), :reason,"
                        + " :sentence, :card) ON CONFLICT DO NOTHING")
                .bind("hash", study.hash().hex())
                .bind("bytes", study.encode())
                .bind("progress", progress.encode())
                .bind("reason", Reason.COMPLETED.name())
                .bind("sentence", Reason.COMPLETED.sentence())
                .bind("card", card)
                .execute());
  }

  /**
   * Keeps a study that this node itself declines, with the sentence for the steward; false if it
   * was decided before.
   */
  boolean refuse(Handle handle, String hash, String sentence) {
    return handle
            .createUpdate(
                "UPDATE study SET decision = 'declined', decided_by = 'this node',"
                    + " decided_at = now(), sentence = :sentence"
                    + " WHERE hash = :hash AND decision = 'pending'")
            .bind("sentence", sentence)
            .bind("hash", hash)
            .execute()
        == 1;
  }

  /** False if it was decided before; an approval may still be taken back. */
  boolean decide(
      Handle handle, String hash, Decision decision, String by, Optional<Long> datasetVersion) {
    return handle
            .createUpdate(
                "UPDATE study SET decision = :decision, decided_by = :by, decided_at = now(),"
                    + " dataset_version_id = coalesce(:version, dataset_version_id)"
                    + " WHERE hash = :hash AND ended_at IS NULL AND (decision = 'pending'"
                    + " OR (decision = 'approved' AND :decision = 'declined'))")
            .bind("decision", decision.word())
            .bind("by", by)
            .bind("version", datasetVersion.orElse(null))
            .bind("hash", hash)
            .execute()
        == 1;
  }

  void save(Handle handle, String hash, NodeRound state) {
    Standing standing = state.standing();
    boolean ended = state instanceof NodeRound.Ended;
    handle
        .createUpdate(
            "UPDATE study SET progress = :progress, round = :round, epoch = :epoch,"
                + " upload = :upload, reason = :reason,"
                + " sentence = coalesce(sentence, :sentence),"
                + " ended_at = CASE WHEN :ended THEN coalesce(ended_at, now()) END"
                + " WHERE hash = :hash")
        .bind("progress", standing.progress().encode())
        .bind("round", standing.round())
        .bind("epoch", standing.epoch())
        .bind("upload", standing.upload().map(SignedMessage::encode).orElse(null))
        .bind("ended", ended)
        .bind("reason", state instanceof NodeRound.Ended e ? e.reason().name() : null)
        .bind("sentence", state instanceof NodeRound.Ended e ? e.sentence() : null)
        .bind("hash", hash)
        .execute();
  }

  void countRows(String hash, RowCounts rows) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE study SET rows_used = :used, rows_without_target = :target,"
                        + " rows_outside_domain = :domain, rows_unreadable = :unreadable,"
                        + " rows_imputed = :imputed, rows_apart = :apart"
                        + " WHERE hash = :hash")
                .bind("used", rows.used())
                .bind("target", rows.withoutTarget())
                .bind("domain", rows.outsideDomain())
                .bind("unreadable", rows.unreadable())
                .bind("imputed", rows.imputed())
                .bind("apart", rows.apart())
                .bind("hash", hash)
                .execute());
  }

  void keepCard(String hash, String card) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("UPDATE study SET card = :card WHERE hash = :hash")
                .bind("card", card)
                .bind("hash", hash)
                .execute());
  }

  long inboxPosition() {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT number FROM inbox_position").mapTo(Long.class).one());
  }

  void advanceInbox(Handle handle, long number) {
    handle
        .createUpdate("UPDATE inbox_position SET number = :number WHERE number < :number")
        .bind("number", number)
        .execute();
  }

  void queue(Handle handle, String path, SignedMessage message) {
    handle
        .createUpdate(
            "INSERT INTO outbox (path, message, size_bytes)"
                + " VALUES (:path, :message, octet_length(:message))")
        .bind("path", path)
        .bind("message", message.encode())
        .execute();
  }

  /** Lets a steward's own words out, as they are. */
  void release(Handle handle, String hash, String text) {
    handle
        .createUpdate(
            "INSERT INTO outbox (path, message, size_bytes)"
                + " VALUES (:path, :text, octet_length(:text))")
        .bind("path", Paths.reason(hash))
        .bind("text", text.getBytes(StandardCharsets.UTF_8))
        .execute();
  }

  /** The words that a steward has let out about a study. */
  public Optional<String> released(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT message FROM outbox WHERE path = :path ORDER BY number LIMIT 1")
                .bind("path", Paths.reason(hash))
                .mapTo(byte[].class)
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .findOne());
  }

  void queueVector(Handle handle, String path, String spool, long bytes) {
    handle
        .createUpdate("INSERT INTO outbox (path, spool, size_bytes) VALUES (:path, :spool, :bytes)")
        .bind("path", path)
        .bind("spool", spool)
        .bind("bytes", bytes)
        .execute();
  }

  /** Vectors that were spooled and are not sent yet. */
  List<Outgoing> unsentVectors() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT number, path, message, spool FROM outbox"
                        + " WHERE sent_at IS NULL AND spool IS NOT NULL ORDER BY number")
                .map(
                    (row, context) ->
                        new Outgoing(
                            row.getLong(1), row.getString(2), row.getBytes(3), row.getString(4)))
                .list());
  }

  Optional<Outgoing> nextOutgoing() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT number, path, message, spool FROM outbox WHERE sent_at IS NULL"
                        + " ORDER BY number LIMIT 1")
                .map(
                    (row, context) ->
                        new Outgoing(
                            row.getLong(1), row.getString(2), row.getBytes(3), row.getString(4)))
                .findOne());
  }

  /** Counts what the coordinator has taken. */
  public Sent sent() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT count(message), coalesce(sum(size_bytes) FILTER (WHERE spool IS NULL),"
                        + " 0), count(spool), coalesce(sum(size_bytes) FILTER"
                        + " (WHERE spool IS NOT NULL), 0) FROM outbox"
                        + " WHERE sent_at IS NOT NULL AND refused IS NULL")
                .map(
                    (row, context) ->
                        new Sent(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .one());
  }

  void sent(long number, String refused) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE outbox SET sent_at = now(), refused = :refused WHERE number = :number")
                .bind("refused", refused)
                .bind("number", number)
                .execute());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    Study study = Study.decode(row.getBytes("bytes"));
    byte[] upload = row.getBytes("upload");
    Standing standing =
        new Standing(
            Progress.decode(row.getBytes("progress")),
            row.getInt("round"),
            row.getLong("epoch"),
            Optional.ofNullable(upload).map(SignedMessage::decode));
    long version = row.getLong("dataset_version_id");
    Optional<Long> datasetVersion = row.wasNull() ? Optional.empty() : Optional.of(version);
    return new Entry(
        study,
        row.getString("hash"),
        row.getObject("received_at", OffsetDateTime.class),
        Decision.valueOf(row.getString("decision").toUpperCase(Locale.ROOT)),
        row.getString("decided_by"),
        datasetVersion,
        standing,
        row.getObject("ended_at", OffsetDateTime.class),
        row.getString("reason"),
        row.getString("sentence"),
        new RowCounts(
            row.getLong("rows_used"),
            row.getLong("rows_without_target"),
            row.getLong("rows_outside_domain"),
            row.getLong("rows_unreadable"),
            row.getLong("rows_imputed"),
            row.getLong("rows_apart")),
        row.getString("card"));
  }
}
