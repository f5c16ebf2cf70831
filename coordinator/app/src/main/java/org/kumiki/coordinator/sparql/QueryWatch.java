package org.kumiki.coordinator.sparql;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one query has used, by the thread that answers it: time, and bytes that it has allocated. It
 * cannot hold more memory than it ever allocated, so that a bound on these bounds what it holds.
 * Whatever the query does passes here: each statement that it reads, each character that a regular
 * expression looks at, each text that it puts together, each row of its answer.
 */
final class QueryWatch {
  /** Looking at the clock for each statement would cost more than reading it. */
  private static final int LOOK_EVERY = 256;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long threadId = Thread.currentThread().getId();
  private final long endNanos;
  private final long mostAllocated;
  private int passed;

  /** Kept, because ARQ takes whatever a filter throws for "not this row" and goes on. */
  private QueryRefused verdict;

  /** For the thread that makes it. */
  QueryWatch(Duration time, long bytes) {
    this.endNanos = System.nanoTime() + time.toNanos();
    this.mostAllocated = THREADS.getThreadAllocatedBytes(threadId) + bytes;
  }

  /**
   * Ends the query if it has had enough.
   *
   * @throws QueryRefused then
   */
  void pass() {
    passed++;
    if (passed % LOOK_EVERY == 0) {
      look();
    }
    requireGoingOn();
  }

  /** Says again that the query was ended, if it was. */
  void requireGoingOn() {
    if (verdict != null) {
      throw verdict;
    }
  }

  /** As {@link #pass}, at once. */
  void look() {
    if (System.nanoTime() - endNanos > 0) {
      end(tooLong());
    }
    if (isTooLarge()) {
      end(tooLarge());
    }
  }

  /** Ends the query, also for whoever would rather not hear of it. */
  void end(QueryRefused refusal) {
    verdict = refusal;
    throw refusal;
  }

  /** Whether it has had too much memory; from any thread. */
  boolean isTooLarge() {
    return THREADS.getThreadAllocatedBytes(threadId) > mostAllocated;
  }

  static QueryRefused tooLong() {
    return new QueryRefused(
        SparqlProblem.QUERY_TOO_LONG, "Ask for less: more fixed terms, fewer paths, a LIMIT");
  }

  static QueryRefused tooLarge() {
    return new QueryRefused(
        SparqlProblem.QUERY_TOO_LARGE, "Ask for less: a LIMIT, or one part after the other");
  }
}
