package org.kumiki.node.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.wire.ByteString;

/**
 * Since when this node has known a roster that is not in force here: the cooling-off time of a
 * constitution counts from then, by this node's own clock and by nobody's word. Kept in the
 * database, so that a restart neither shortens nor lengthens it. Thread-safe.
 *
 * <p>Counts only while the roster is shown without interruption: one that is taken back and comes
 * again begins anew, so that nobody is surprised by what everybody had forgotten.
 */
public final class RosterSightings {
  private final Jdbi jdbi;
  private final Clock clock;

  public RosterSightings(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** Notes that a roster is shown; the first time counts. */
  public void see(ByteString hash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO roster_sighting (roster_hash, seen_at) VALUES (:hash, :now)"
                        + " ON CONFLICT DO NOTHING")
                .bind("hash", hash.hex())
                .bind("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .execute());
  }

  /** When it was first seen; empty if it was not. */
  public Optional<Instant> since(ByteString hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT seen_at FROM roster_sighting WHERE roster_hash = :hash")
                .bind("hash", hash.hex())
                .map((row, context) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .findOne());
  }

  /** How long it has been known; nothing if it was not seen, or this machine's clock went back. */
  public Duration knownFor(ByteString hash) {
    Duration known =
        since(hash).map(seen -> Duration.between(seen, clock.instant())).orElse(Duration.ZERO);
    return known.isNegative() ? Duration.ZERO : known;
  }

  /** Forgets all that is not shown any more. */
  public void keepOnly(Collection<ByteString> shown) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM roster_sighting WHERE roster_hash <> ALL(:shown)")
                .bindArray(
                    "shown",
                    String.class,
                    shown.stream().map(ByteString::hex).toArray(Object[]::new))
                .execute());
  }

  boolean isPast(Instant moment) {
    return !clock.instant().isBefore(moment);
  }
}
