package org.kumiki.coordinator.membership;

import java.time.Duration;
import org.kumiki.platform.process.RestingWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a roster in force when its cooling-off time is over: no request waits for that. */
public final class RosterWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RosterWorker.class);

  /** Of days a minute is nothing. */
  private static final Duration REST = Duration.ofSeconds(60);

  private final RosterBallots ballots;
  private final RestingWorker worker = RestingWorker.finishing("rosters", this::look);

  public RosterWorker(RosterBallots ballots) {
    this.ballots = ballots;
  }

  public void start() {
    worker.start();
  }

  @Override
  public void close() {
    worker.close();
  }

  private Duration look() {
    try {
      ballots.adoptDue();
    } catch (RuntimeException e) {
      // The database may be away for a while; the roster waits for the next look.
      LOG.warn("a roster whose time has come could not be put in force; it is tried again", e);
    }
    return REST;
  }
}
