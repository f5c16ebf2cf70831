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
import org.kumiki.exchange.round.CoordinatorRound.Course;
import org.kumiki.exchange.study.Study;

/** Rows of studies and their events. Thread-safe. */
public final class RoundStore {
  private static final String SUMMARY =
      "SELECT hash, bytes, submitted_at, state, round, epoch, awaited, since, ended_at, reason"
          + " FROM study";

  private final Jdbi jdbi;

  public RoundStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** One recorded event; {@code message} is null but for a received message. */
  record Event(String kind, byte[] message) {}

  /**
   * How much of a study there is.
   *
   * @param events events so far
   * @param courseEvents events for which its course stands; 0 before the first published round
   */
  record Extent(int events, int courseEvents) {}

  /** A study's bytes, and its course after the last published round. */
  record Stored(byte[] bytes, Optional<byte[]> course) {}

  /**
   * Where a study stands, for people.
   *
   * @param awaited organisations whose next message is awaited
   * @param since when state, round or epoch last changed
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
      OffsetDateTime since,
      OffsetDateTime endedAt,
      String reason) {}

  /** An ended study's bytes and end, for those who clear up after it. */
  record Past(String hash, byte[] bytes, OffsetDateTime endedAt) {}

  Jdbi jdbi() {
    return jdbi;
  }

  /** Transactions that ask for the same turn take turns until they end. */
  void takeTurns(Handle handle, String turn) {
    handle
        .createQuery("SELECT pg_advisory_xact_lock(hashtext(:turn))")
        .bind("turn", turn)
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

  /** Locks the study's row until the transaction ends. */
  Optional<Extent> lock(Handle handle, String hash) {
    return handle
        .createQuery("SELECT event_count, course_event FROM study WHERE hash = :hash FOR UPDATE")
        .bind("hash", hash)
        .map((row, context) -> new Extent(row.getInt(1), row.getInt(2)))
        .findOne();
  }

  Stored stored(Handle handle, String hash) {
    return handle
        .createQuery("SELECT bytes, course FROM study WHERE hash = :hash")
        .bind("hash", hash)
        .map((row, context) -> new Stored(row.getBytes(1), Optional.ofNullable(row.getBytes(2))))
        .one();
  }

  /** Events from a number on, in order. */
  List<Event> events(Handle handle, String hash, int from) {
    return handle
        .createQuery(
            "SELECT kind, message FROM study_event"
                + " WHERE study_hash = :hash AND number >= :from ORDER BY number")
        .bind("hash", hash)
        .bind("from", from)
        .map((row, context) -> new Event(row.getString(1), row.getBytes(2)))
        .list();
  }

  /** Whether exactly this message counted at any time. */
  boolean hasTaken(Handle handle, String hash, byte[] message) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM study_event WHERE study_hash = :hash"
                + " AND message IS NOT NULL AND sha256(message) = sha256(:message))")
        .bind("hash", hash)
        .bind("message", message)
        .mapTo(Boolean.class)
        .one();
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

  /** Writes where a study stands after so many events; who had leased it need not go on. */
  void update(Handle handle, Study study, CoordinatorRound state, int eventCount) {
    boolean ended = state instanceof CoordinatorRound.Ended;
    handle
        .createUpdate(
            "UPDATE study SET state = :state, event_count = :events, round = :round,"
                + " epoch = :epoch, awaited = :awaited, reason = :reason,"
                + " since = CASE WHEN state = :state AND round = :round AND epoch = :epoch"
                + " THEN since ELSE now() END,"
                + " ended_at = CASE WHEN :ended THEN coalesce(ended_at, now()) END,"
                + " leased_by = NULL, leased_until = NULL WHERE hash = :hash")
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

  /**
   * Lets replay begin after so many events, at whose end a round was published.
   *
   * @param error what the round told of the model's error, in the target's unit; NaN for nothing
   */
  void keepCourse(Handle handle, String hash, Course course, int events, double error) {
    handle
        .createUpdate(
            "UPDATE study SET course = :course, course_event = :events,"
                + " round_epochs = round_epochs || :epoch,"
                + " round_errors = round_errors || :error WHERE hash = :hash")
        .bind("error", error)
        .bind("course", course.encode())
        .bind("epoch", course.epoch())
        .bind("events", events)
        .bind("hash", hash)
        .execute();
  }

  /** The epoch of each published round, the first round first. */
  List<Long> roundEpochs(Handle handle, String hash) {
    return handle
        .createQuery("SELECT round_epochs FROM study WHERE hash = :hash")
        .bind("hash", hash)
        .map((row, context) -> List.of((Long[]) row.getArray(1).getArray()))
        .one();
  }

  /** Takes or renews the lease of a study whose round is to be opened; false if another has it. */
  boolean lease(String hash, String holder, Duration lasts) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE study SET leased_by = :holder,"
                            + " leased_until = now() + make_interval(secs => :seconds)"
                            + " WHERE hash = :hash AND state = :state AND"
                            + " (leased_by IS NULL OR leased_by = :holder OR leased_until < now())")
                    .bind("holder", holder)
                    .bind("seconds", lasts.toSeconds())
                    .bind("hash", hash)
                    .bind("state", nameOf(CoordinatorRound.Opening.class))
                    .execute())
        == 1;
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

  List<String> runningHashes() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT hash FROM study WHERE ended_at IS NULL ORDER BY submitted_at")
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

  /** The error that each published round told, as {@link #keepCourse} takes it. */
  public List<Double> errors(String hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT round_errors FROM study WHERE hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> List.of((Double[]) row.getArray(1).getArray()))
                .findOne()
                .orElse(List.of()));
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
        row.getObject(9, OffsetDateTime.class),
        row.getString(10));
  }

  /** A state as the column {@code study.state} has it. */
  private static String nameOf(Class<? extends CoordinatorRound> state) {
    return state.getSimpleName();
  }
}
