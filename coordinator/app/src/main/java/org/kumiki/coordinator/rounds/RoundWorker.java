package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kumiki.exchange.round.CoordinatorRound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what no request waits for: ends studies whose deadline has passed, opens complete rounds and
 * clears up after ended ones. What there is to do stands in the database, so a restart needs
 * nothing from before; a study that fails does not hold up the others. Workers of several processes
 * share the rounds by leases.
 */
public final class RoundWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RoundWorker.class);
  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  /** Disk space is in no hurry. */
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final RoundStore store;
  private final StudyRuns runs;
  private final BrokenStudies broken;
  private final RoundSweep sweep;
  private final Waiters waiters;
  private final String process;
  private final Thread thread;

  /** What could not be done, with the cause as it was logged; the worker's thread only. */
  private final Map<String, String> troubles = new HashMap<>();

  private long lastSweepNanos = System.nanoTime() - BETWEEN_SWEEPS.toNanos();
  private volatile boolean stopped;

  /**
   * @param process the holder of its leases
   */
  RoundWorker(
      RoundStore store,
      StudyRuns runs,
      BrokenStudies broken,
      RoundSweep sweep,
      Waiters waiters,
      String process) {
    this.store = store;
    this.runs = runs;
    this.broken = broken;
    this.sweep = sweep;
    this.waiters = waiters;
    this.process = process;
    this.thread = new Thread(this::work, "round-worker");
  }

  /** Something that may fail now and work later. */
  private interface Step {
    void run() throws IOException;
  }

  /** What is done with one study. */
  private interface StudyStep {
    void run(String hash) throws IOException;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped = true;
    waiters.wake(List.of(Waiters.WORK));
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!stopped) {
      long mark = waiters.mark(Waiters.WORK);
      pass();
      rest(mark);
    }
  }

  /** Everything that is due now. Deadlines first: they end a study that fails at all else. */
  void pass() {
    each("end overdue studies", store::overdue, runs::deadlinePassed);
    each("end studies of an earlier roster", broken::look, runs::rosterChanged);
    each("open rounds", () -> store.inState(CoordinatorRound.Opening.class), this::open);
    if (System.nanoTime() - lastSweepNanos >= BETWEEN_SWEEPS.toNanos()) {
      lastSweepNanos = System.nanoTime();
      attempt("clear up after ended studies", sweep::sweep);
    }
  }

  private void open(String hash) throws IOException {
    Optional<Lease> lease = Lease.take(store, hash, process);
    if (lease.isPresent()) {
      runs.open(hash, lease.get());
    }
  }

  private void each(String what, Supplier<List<String>> due, StudyStep step) {
    attempt(
        what,
        () -> {
          for (String hash : due.get()) {
            attempt(what + ": " + hash, () -> step.run(hash));
          }
        });
  }

  /** A failure is logged once for each cause, not once a second. */
  private void attempt(String what, Step step) {
    try {
      step.run();
      troubles.remove(what);
    } catch (IOException | RuntimeException e) {
      if (!e.toString().equals(troubles.put(what, e.toString()))) {
        LOG.error("could not {}; it is tried again and again", what, e);
      }
    }
  }

  private void rest(long mark) {
    try {
      waiters.await(Waiters.WORK, mark, LONGEST_REST);
    } catch (InterruptedException e) {
      stopped = true;
      Thread.currentThread().interrupt();
    }
  }
}
