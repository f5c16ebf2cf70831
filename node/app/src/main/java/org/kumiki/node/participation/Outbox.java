package org.kumiki.node.participation;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what the outbox holds, in order, until the coordinator has taken or refused each thing. A
 * lost connection resends the same bytes.
 */
final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** The answer to a message that was late; no fault of either side. */
  private static final int OVERTAKEN = 409;

  private final StudyStore store;
  private final CoordinatorChannel channel;
  private final Spool spool;
  private final Backoff backoff;
  private final Thread thread = new Thread(this::work, "outbox");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean fresh = true;
  private volatile boolean stopped;

  Outbox(StudyStore store, CoordinatorChannel channel, Spool spool, RandomGenerator random) {
    this.store = store;
    this.channel = channel;
    this.spool = spool;
    this.backoff = Backoff.ofNetwork(random);
  }

  void start() {
    thread.start();
  }

  /** To be called after something was queued. */
  void wake() {
    lock.lock();
    try {
      fresh = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!stopped) {
      try {
        Optional<StudyStore.Outgoing> next = store.nextOutgoing();
        if (next.isEmpty()) {
          rest(Long.MAX_VALUE);
        } else if (send(next.get())) {
          backoff.reset();
        } else {
          rest(backoff.nextMillis());
        }
      } catch (IOException e) {
        // The channel says once what is wrong; the inbox wakes us when the coordinator is back.
        LOG.debug("the same bytes are sent again");
        restQuietly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("the outbox could not be worked off; it is tried again", e);
        restQuietly();
      }
    }
  }

  private boolean send(StudyStore.Outgoing out) throws IOException, InterruptedException {
    CoordinatorChannel.Answer answer =
        out.spool() == null
            ? channel.post(out.path(), out.message())
            : channel.put(out.path(), spool.file(out.spool()));
    if (answer.tryLater()) {
      LOG.debug("the coordinator answered {}; it is tried again", answer.status());
      return false;
    }
    if (answer.status() == OVERTAKEN) {
      LOG.debug("the study had gone on before this message arrived");
    } else if (!answer.taken()) {
      LOG.warn("the coordinator refused something with {}", answer.status());
    }
    store.sent(out.number(), answer.taken() ? null : answer.problem());
    if (out.spool() != null) {
      spool.remove(out.spool());
    }
    return true;
  }

  private void restQuietly() {
    try {
      rest(backoff.nextMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until something is queued, or the time has passed. */
  private void rest(long millis) throws InterruptedException {
    long nanos = millis == Long.MAX_VALUE ? Long.MAX_VALUE : millis * 1_000_000;
    lock.lockInterruptibly();
    try {
      while (!fresh && nanos > 0) {
        nanos = woken.awaitNanos(nanos);
      }
      fresh = false;
    } finally {
      lock.unlock();
    }
  }
}
