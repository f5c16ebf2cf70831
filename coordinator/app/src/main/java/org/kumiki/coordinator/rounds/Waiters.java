package org.kumiki.coordinator.rounds;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes those who wait for something new in the database. A second coordinator on the same database
 * is not heard, so whoever waits looks again after a short time at the latest. Thread-safe.
 */
public final class Waiters {
  /** How late a message of another process may be noticed. */
  private static final long LOOK_AGAIN_MILLIS = 1000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long changes;

  /** To be called after a commit. */
  void wake() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The state of things before a look at the database. */
  long mark() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something changed since the mark, or it is time to look again. */
  void await(long mark, Duration atMost) throws InterruptedException {
    long nanos = Math.min(atMost.toMillis(), LOOK_AGAIN_MILLIS) * 1_000_000;
    lock.lock();
    try {
      while (changes == mark && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
