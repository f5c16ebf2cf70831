package org.kumiki.coordinator.rounds;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes those who wait for something new in the database: a member's requests by its name, the
 * worker by {@link #WORK}. Whoever waits looks again after a while in any case, for an announcement
 * of another process can be lost with a connection. Thread-safe.
 */
public final class Waiters {
  /** What the worker waits for; no organisation is called so. */
  static final String WORK = "*work";

  private static final long LOOK_AGAIN_MILLIS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Long> changes = new HashMap<>();
  private long changesOfAll;

  /** To be called after a commit, with everybody whom it concerns. */
  void wake(Collection<String> names) {
    lock.lock();
    try {
      names.forEach(name -> changes.merge(name, 1L, Long::sum));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** For when it is not known what was missed. */
  void wakeAll() {
    lock.lock();
    try {
      changesOfAll++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The state of things before a look at the database. */
  long mark(String name) {
    lock.lock();
    try {
      return changesOfAll + changes.getOrDefault(name, 0L);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something changed for the name since the mark, or it is time to look again. */
  void await(String name, long mark, Duration atMost) throws InterruptedException {
    long nanos = Math.min(atMost.toMillis(), LOOK_AGAIN_MILLIS) * 1_000_000;
    lock.lock();
    try {
      while (mark(name) == mark && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
