package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what no request waits for: opens complete rounds and ends studies whose deadline has passed.
 * What there is to do stands in the database, so a restart needs nothing from before.
 */
public final class RoundWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoundWorker.class);
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private final RoundStore store;
  private final StudyRuns runs;
  private final Waiters waiters;
  private final Thread thread;
  private volatile boolean stopped;

  RoundWorker(RoundStore store, StudyRuns runs, Waiters waiters) {
    this.store = store;
    this.runs = runs;
    this.waiters = waiters;
    this.thread = new Thread(this::work, "round-worker");
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped = true;
    waiters.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!stopped) {
      long mark = waiters.mark();
      try {
        openComplete();
        store.overdue().forEach(runs::deadlinePassed);
      } catch (IOException | RuntimeException e) {
        LOG.error("a round could not be advanced; it is tried again", e);
      }
      rest(mark);
    }
  }

  private void openComplete() throws IOException {
    for (String hash : store.inState("Opening")) {
      runs.open(hash);
    }
  }

  private void rest(long mark) {
    try {
      waiters.await(mark, LONGEST_REST);
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }
}
