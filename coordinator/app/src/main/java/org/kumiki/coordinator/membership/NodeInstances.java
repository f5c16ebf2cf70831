package org.kumiki.coordinator.membership;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.InstanceRule.Known;
import org.kumiki.coordinator.membership.InstanceRule.Verdict;
import org.kumiki.platform.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs of each member's node, by {@link InstanceRule}: a stolen copy that runs beside its original
 * is noticed, named, and neither is served until {@link #reset}. Thread-safe, also beside another
 * coordinator on the same database.
 */
public final class NodeInstances {
  private static final Logger LOG = LoggerFactory.getLogger(NodeInstances.class);

  private final Jdbi jdbi;
  private final Clock clock;

  public NodeInstances(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Lets a request of a member go on, or not.
   *
   * @param run what its node says; empty from a release that does not say it, which is accepted
   *     only until the first that does
   * @throws ProblemException if the node runs twice, or hides its run
   */
  void check(String organisation, Optional<NodeRun> run) {
    Verdict verdict = jdbi.inTransaction(handle -> noted(handle, organisation, run));
    if (verdict == Verdict.COPIED) {
      throw new ProblemException(
          MembershipProblem.NODE_COPIED,
          "Two copies of this node run at once with the same key. Stop the one that is not yours,"
              + " and ask the operator for 'kumiki coordinator member reset'");
    }
  }

  /**
   * A run of a member's node, for the operator.
   *
   * @param instance the first digits of its random number
   * @param start how often the node's folder was started
   * @param retiredAt when another run took over; null for the current one
   */
  public record Run(
      String instance,
      long start,
      OffsetDateTime firstSeenAt,
      OffsetDateTime lastSeenAt,
      OffsetDateTime retiredAt) {}

  /** A member's runs since the last reset, the newest first. */
  List<Run> runs(String organisation, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT left(instance, 8), start, first_seen_at, last_seen_at, retired_at"
                        + " FROM node_instance WHERE organisation = :organisation"
                        + " ORDER BY first_seen_at DESC LIMIT :most")
                .bind("organisation", organisation)
                .bind("most", most)
                .map(
                    (row, context) ->
                        new Run(
                            row.getString(1),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class),
                            row.getObject(4, OffsetDateTime.class),
                            row.getObject(5, OffsetDateTime.class)))
                .list());
  }

  /** Forgets a member's runs: the next that comes is its node. False if there is no such member. */
  boolean reset(String organisation) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate("DELETE FROM node_instance WHERE organisation = :organisation")
              .bind("organisation", organisation)
              .execute();
          return handle
                  .createUpdate(
                      "UPDATE member SET copied_at = NULL, older_start_at = NULL"
                          + " WHERE organisation = :organisation")
                  .bind("organisation", organisation)
                  .execute()
              == 1;
        });
  }

  private Verdict noted(Handle handle, String organisation, Optional<NodeRun> run) {
    boolean copied = isCopied(handle, organisation);
    if (copied) {
      return Verdict.COPIED;
    }
    List<Known> known = known(handle, organisation);
    if (run.isEmpty()) {
      requireNeverSaid(known);
      return Verdict.CURRENT;
    }
    Instant now = clock.instant();
    Verdict verdict = InstanceRule.judge(known, run.get(), now);
    switch (verdict) {
      case CURRENT, LATE -> seen(handle, organisation, run.get(), now);
      case TAKES_OVER, TAKES_OVER_FROM_OLDER_COPY ->
          takeOver(handle, organisation, run.get(), verdict, now);
      case COPIED -> mark(handle, organisation, "copied_at", now);
    }
    return verdict;
  }

  private static void requireNeverSaid(List<Known> known) {
    if (!known.isEmpty()) {
      throw new ProblemException(
          MembershipProblem.INSTANCE_MISSING,
          "This member's node says which run it is in the header " + NodeRun.HEADER);
    }
  }

  /** Locks the member, so that two requests at once are judged one after the other. */
  private static boolean isCopied(Handle handle, String organisation) {
    return handle
        .createQuery(
            "SELECT copied_at IS NOT NULL FROM member"
                + " WHERE organisation = :organisation FOR UPDATE")
        .bind("organisation", organisation)
        .mapTo(Boolean.class)
        .one();
  }

  private static List<Known> known(Handle handle, String organisation) {
    return handle
        .createQuery(
            "SELECT instance, start, retired_at FROM node_instance"
                + " WHERE organisation = :organisation")
        .bind("organisation", organisation)
        .map(
            (row, context) ->
                new Known(
                    row.getString(1),
                    row.getLong(2),
                    Optional.ofNullable(row.getObject(3, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)))
        .list();
  }

  private static void seen(Handle handle, String organisation, NodeRun run, Instant now) {
    handle
        .createUpdate(
            "UPDATE node_instance SET last_seen_at = :now"
                + " WHERE organisation = :organisation AND instance = :instance")
        .bind("now", utc(now))
        .bind("organisation", organisation)
        .bind("instance", run.instance())
        .execute();
  }

  private static void takeOver(
      Handle handle, String organisation, NodeRun run, Verdict verdict, Instant now) {
    handle
        .createUpdate(
            "UPDATE node_instance SET retired_at = :now"
                + " WHERE organisation = :organisation AND retired_at IS NULL")
        .bind("now", utc(now))
        .bind("organisation", organisation)
        .execute();
    handle
        .createUpdate(
            "INSERT INTO node_instance"
                + " (organisation, instance, start, first_seen_at, last_seen_at)"
                + " VALUES (:organisation, :instance, :start, :now, :now)")
        .bind("organisation", organisation)
        .bind("instance", run.instance())
        .bind("start", run.start())
        .bind("now", utc(now))
        .execute();
    if (verdict == Verdict.TAKES_OVER_FROM_OLDER_COPY) {
      mark(handle, organisation, "older_start_at", now);
    }
  }

  private static void mark(Handle handle, String organisation, String column, Instant now) {
    LOG.warn(
        "the node of {} {}",
        organisation,
        column.equals("copied_at")
            ? "runs twice at once with the same key; it is refused until a reset"
            : "was started from an older copy of its folder: a restored backup, or a copy");
    handle
        .createUpdate("UPDATE member SET " + column + " = :now WHERE organisation = :organisation")
        .bind("now", utc(now))
        .bind("organisation", organisation)
        .execute();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
