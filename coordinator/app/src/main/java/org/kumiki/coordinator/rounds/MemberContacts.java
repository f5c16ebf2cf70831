package org.kumiki.coordinator.rounds;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;

/**
 * When each member's node was last heard of, by any of the coordinator's processes. Nodes wait at
 * their inbox all day, so one that runs is heard of all the time. Thread-safe.
 */
public final class MemberContacts {
  /** A row is written so often at the most; what is shown is as old as that. */
  public static final Duration WRITTEN_EVERY = Duration.ofSeconds(5);

  private final Jdbi jdbi;
  private final Map<String, Long> written = new ConcurrentHashMap<>();

  MemberContacts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Its node asked for something, or still waits for an answer. */
  void heard(String organisation) {
    long now = System.nanoTime();
    boolean[] due = {false};
    written.compute(
        organisation,
        (name, before) -> {
          due[0] = before == null || now - before >= WRITTEN_EVERY.toNanos();
          return due[0] ? Long.valueOf(now) : before;
        });
    if (due[0]) {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate(
                      "INSERT INTO member_contact (organisation, at) VALUES (:organisation, now())"
                          + " ON CONFLICT (organisation) DO UPDATE SET at = now()")
                  .bind("organisation", organisation)
                  .execute());
    }
  }

  /** The last time of each member that was ever heard of. */
  public Map<String, Instant> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT organisation, at FROM member_contact")
                .reduceRows(
                    new TreeMap<String, Instant>(),
                    (all, row) -> {
                      all.put(
                          row.getColumn("organisation", String.class),
                          row.getColumn("at", OffsetDateTime.class).toInstant());
                      return all;
                    }));
  }
}
