package org.kumiki.coordinator.membership;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a roster in force when its cooling-off time is over: no request waits for that. */
public final class RosterWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RosterWorker.class);

  /** Of days a minute is nothing. */
  private static final long REST_SECONDS = 60;

  private final RosterBallots ballots;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "rosters");

  public RosterWorker(RosterBallots ballots) {
    this.ballots = ballots;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      do {
        look();
      } while (!stopped.await(REST_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      LOG.debug("stopping");
    }
  }

  private void look() {
    try {
      ballots.adoptDue();
    } catch (RuntimeException e) {
      // The database may be away for a while; the roster waits for the next look.
      LOG.warn("a roster whose time has come could not be put in force; it is tried again", e);
    }
  }
}
