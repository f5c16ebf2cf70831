package org.kumiki.coordinator.rounds;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries wake-ups between coordinators on one database, by PostgreSQL's LISTEN and NOTIFY: what is
 * announced in a transaction is heard when it commits. A lost connection is opened again; until
 * then waiters notice by looking again. Thread-safe.
 */
final class Announcements implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
  private static final String CHANNEL = "kumiki_rounds";
  private static final String EVERYONE = "*";

  /** PostgreSQL takes less than 8,000 bytes; names are ASCII. */
  private static final int MAX_PAYLOAD = 7_000;

  private static final int LOOK_UP_MILLIS = 500;

  private final Jdbi jdbi;
  private final Waiters waiters;
  private final String self;
  private final Thread thread = new Thread(this::listen, "announcements");
  private volatile boolean stopped;

  /**
   * @param self this process, among all on the database
   */
  Announcements(Jdbi jdbi, Waiters waiters, String self) {
    this.jdbi = jdbi;
    this.waiters = waiters;
    this.self = self;
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells the other processes whom the transaction concerns, if it commits. */
  void announce(Handle handle, Collection<String> names) {
    String payload = self + " " + String.join(" ", names);
    handle
        .createQuery("SELECT pg_notify(:channel, :payload)")
        .bind("channel", CHANNEL)
        .bind("payload", payload.length() > MAX_PAYLOAD ? self + " " + EVERYONE : payload)
        .map((row, context) -> true)
        .one();
  }

  private void listen() {
    while (!stopped) {
      try {
        jdbi.useHandle(this::listen);
      } catch (JdbiException | SQLException e) {
        LOG.warn(
            "announcements of other coordinators are not heard; trying again: {}", e.toString());
        rest();
      }
    }
  }

  private void listen(Handle handle) throws SQLException {
    handle.execute("LISTEN " + CHANNEL);
    // What was announced before is unknown.
    waiters.wakeAll();
    PGConnection connection = handle.getConnection().unwrap(PGConnection.class);
    while (!stopped) {
      PGNotification[] heard = connection.getNotifications(LOOK_UP_MILLIS);
      for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
        hear(notification.getParameter());
      }
    }
    handle.execute("UNLISTEN " + CHANNEL);
  }

  private void hear(String payload) {
    List<String> words = Arrays.asList(payload.split(" "));
    if (words.get(0).equals(self)) {
      return;
    }
    if (words.contains(EVERYONE)) {
      waiters.wakeAll();
    } else {
      waiters.wake(words.subList(1, words.size()));
    }
  }

  private void rest() {
    try {
      waiters.await(Waiters.WORK, waiters.mark(Waiters.WORK), Lease.LASTS);
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }
}
