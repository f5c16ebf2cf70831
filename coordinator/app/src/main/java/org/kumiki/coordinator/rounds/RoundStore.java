package org.kumiki.coordinator.rounds;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.study.Study;

/** Rows of studies, their events and members' inboxes. Thread-safe. */
public final class RoundStore {
  private static final String SUMMARY =
      "SELECT hash, bytes, submitted_at, state, round, epoch, awaited, ended_at, reason FROM study";

  private final Jdbi jdbi;

  public RoundStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** One recorded event; {@code message} is null but for a received message. */
  record Event(String kind, byte[] message) {}

  /** A message in a member's inbox. */
  record Letter(long number, byte[] message) {}

  /**
   * Where a study stands, for people.
   *
   * @param awaited organisations whose next message is awaited
   * @param reason why it ended; null while it runs
   */
  public record Summary(
      String hash,
      byte[] bytes,
      OffsetDateTime submittedAt,
      String state,
      int round,
      long epoch,
      List<String> awaited,
      OffsetDateTime endedAt,
      String reason) {}

  /** An ended study's bytes and end, for those who clear up after it. */
  record Past(String hash, byte[] bytes, OffsetDateTime endedAt) {}

  Jdbi jdbi() {
    return jdbi;
  }

  /** Submissions take turns until their transactions end, so that each sees all earlier ones. */
  void lockSubmissions(Handle handle) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtext('study submissions'))")
        .map((row, context) -> true)
        .one();
  }

  void insert(Handle handle, Study study) {
    OffsetDateTime deadline =
        Instant.ofEpochSecond(study.deadlineEpochSecond()).atOffset(ZoneOffset.UTC);
    handle
        .createUpdate(
            "INSERT INTO study (hash, bytes, deadline, state)"
                + " VALUES (:hash, :bytes, :deadline, :state)")
        .bind("hash", study.hash().hex())
        .bind("bytes", study.encode())
        .bind("deadline", deadline)
        .bind("state", nameOf(CoordinatorRound.Gathering.class))
        .execute();
  }

  /** The number of events so far, with the study's row locked until the transaction ends. */
  Optional<Integer> lock(Handle handle, String hash) {
    return handle
        .createQuery("SELECT event_count FROM study WHERE hash = :hash FOR UPDATE")
        .bind("hash", hash)
        .mapTo(Integer.class)
        .findOne();
  }

  List<Event> events(Handle handle, String hash) {
    return handle
        .createQuery(
            "SELECT kind, message FROM study_event WHERE study_hash = :hash ORDER BY number")
        .bind("hash", hash)
        .map((row, context) -> new Event(row.getString(1), row.getBytes(2)))
        .list();
  }

  void append(Handle handle, String hash, int number, Event event) {
    handle
        .createUpdate(
            "INSERT INTO study_event (study_hash, number, kind, message)"
                + " VALUES (:hash, :number, :kind, :message)")
        .bind("hash", hash)
        .bind("number", number)
        .bind("kind", event.kind())
        .bind("message", event.message())
        .execute();
  }

  void update(Handle handle, Study study, CoordinatorRound state, int eventCount) {
    boolean ended = state instanceof CoordinatorRound.Ended;
    handle
        .createUpdate(
            "UPDATE study SET state = :state, event_count = :events, round = :round,"
                + " epoch = :epoch, awaited = :awaited, reason = :reason,"
                + " ended_at = CASE WHEN :ended THEN coalesce(ended_at, now()) END"
                + " WHERE hash = :hash")
        .bind("state", nameOf(state.getClass()))
        .bind("events", eventCount)
        .bind("round", state.course().round())
        .bind("epoch", state.course().epoch())
        .bindArray("awaited", String.class, state.awaited(study.cohort()))
        .bind("reason", state instanceof CoordinatorRound.Ended e ? e.reason().name() : null)
        .bind("ended", ended)
        .bind("hash", study.hash().hex())
        .execute();
  }

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

  List<Letter> inbox(String organisation, long after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT number, message FROM inbox WHERE organisation = :organisation"
                        + " AND number > :after ORDER BY number LIMIT :limit")
                .bind("organisation", organisation)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Letter(row.getLong(1), row.getBytes(2)))
                .list());
  }

  List<String> inState(Class<? extends CoordinatorRound> state) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT hash FROM study WHERE state = :state ORDER BY submitted_at")
                .bind("state", nameOf(state))
                .mapTo(String.class)
                .list());
  }

  List<String> overdue() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT hash FROM study WHERE ended_at IS NULL AND deadline < now()")
                .mapTo(String.class)
                .list());
  }

  List<Study> running(Handle handle) {
    return handle
        .createQuery("SELECT bytes FROM study WHERE ended_at IS NULL ORDER BY submitted_at")
        .mapTo(byte[].class)
        .map(Study::decode)
        .list();
  }

  /** Studies that ended longer ago than this. */
  List<Past> endedBefore(Duration ago) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT hash, bytes, ended_at FROM study"
                        + " WHERE ended_at < now() - make_interval(secs => :seconds)")
                .bind("seconds", ago.toSeconds())
                .map(
                    (row, context) ->
                        new Past(
                            row.getString(1),
                            row.getBytes(2),
                            row.getObject(3, OffsetDateTime.class)))
                .list());
  }

  /** The number of a member's last letter up to a moment, 0 if there was none. */
  long lastLetter(String organisation, OffsetDateTime until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT coalesce(max(number), 0) FROM inbox"
                        + " WHERE organisation = :organisation AND at <= :until")
                .bind("organisation", organisation)
                .bind("until", until)
                .mapTo(Long.class)
                .one());
  }

  Optional<byte[]> studyBytes(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT bytes FROM study WHERE hash = :hash")
                .bind("hash", hash)
                .mapTo(byte[].class)
                .findOne());
  }

  /** All studies, the newest first. */
  public List<Summary> summaries() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SUMMARY + " ORDER BY submitted_at DESC")
                .map((row, context) -> summary(row))
                .list());
  }

  public Optional<Summary> summary(String hash) {
    return jdbi.withHandle(handle -> summary(handle, hash));
  }

  /** When each published round was opened, the first round first. */
  public List<OffsetDateTime> opened(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT at FROM study_event WHERE study_hash = :hash AND kind = 'OPENED'"
                        + " ORDER BY number")
                .bind("hash", hash)
                .mapTo(OffsetDateTime.class)
                .list());
  }

  /** As of the last commit: it locks nothing. */
  Optional<Summary> summary(Handle handle, String hash) {
    return handle
        .createQuery(SUMMARY + " WHERE hash = :hash")
        .bind("hash", hash)
        .map((row, context) -> summary(row))
        .findOne();
  }

  private static Summary summary(ResultSet row) throws SQLException {
    return new Summary(
        row.getString(1),
        row.getBytes(2),
        row.getObject(3, OffsetDateTime.class),
        row.getString(4),
        row.getInt(5),
        row.getLong(6),
        List.of((String[]) row.getArray(7).getArray()),
        row.getObject(8, OffsetDateTime.class),
        row.getString(9));
  }

  /** A state as the column {@code study.state} has it. */
  private static String nameOf(Class<? extends CoordinatorRound> state) {
    return state.getSimpleName();
  }
}
