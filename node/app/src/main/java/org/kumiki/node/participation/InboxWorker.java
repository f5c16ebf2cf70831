package org.kumiki.node.participation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the coordinator's inbox and works off each letter, one after the other, for good. */
final class InboxWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
  private static final long RETRY_MILLIS = 1000;

  /** A fault of this machine costs the consortium an epoch each time: it is retried ever later. */
  private static final long LONGEST_RETRY_MILLIS = 10 * 60 * 1000;

  /** Well above the time that the coordinator may keep an empty inbox waiting. */
  private static final long LONGEST_ANSWER_SECONDS = 90;

  private final StudyStore store;
  private final CoordinatorChannel channel;
  private final Participation participation;
  private final Outbox outbox;
  private final Thread thread = new Thread(this::work, "inbox");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile CompletableFuture<List<CoordinatorChannel.Letter>> waiting;
  private volatile boolean connected;
  private int failures;
  private String complaint = "the coordinator was not reached yet";

  InboxWorker(
      StudyStore store, CoordinatorChannel channel, Participation participation, Outbox outbox) {
    this.store = store;
    this.channel = channel;
    this.participation = participation;
    this.outbox = outbox;
  }

  void start() {
    thread.start();
  }

  /** Whether the last look at the inbox reached the coordinator. */
  boolean connected() {
    return connected;
  }

  @Override
  public void close() {
    stopped.countDown();
    CompletableFuture<?> pending = waiting;
    if (pending != null) {
      pending.cancel(true);
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean running() {
    return stopped.getCount() > 0;
  }

  private void work() {
    while (running()) {
      try {
        // The first look asks for an answer at once: people see that the connection works.
        waiting = channel.inbox(store.inboxPosition(), connected);
        List<CoordinatorChannel.Letter> letters =
            waiting.get(LONGEST_ANSWER_SECONDS, TimeUnit.SECONDS);
        boolean reachedAgain = !connected;
        complain("");
        if (reachedAgain) {
          participation.pullMissingCards();
        }
        for (CoordinatorChannel.Letter letter : letters) {
          participation.receive(letter);
          failures = 0;
          outbox.wake();
        }
      } catch (InterruptedException | CancellationException e) {
        return;
      } catch (TimeoutException e) {
        // A connection that was cut in the middle of an answer says nothing any more.
        waiting.cancel(true);
        complain("the coordinator's answer broke off");
      } catch (ExecutionException | IOException e) {
        complain(
            e.getCause() instanceof CoordinatorChannel.NotAdmitted refused
                ? refused.getMessage()
                : "the coordinator cannot be reached");
        rest();
      } catch (RuntimeException e) {
        LOG.error("a letter could not be worked off; it is tried again later", e);
        failures++;
        rest();
      }
    }
  }

  /** Says what is wrong once, not once a second; nothing is wrong if it is empty. */
  private void complain(String wrong) {
    connected = wrong.isEmpty();
    if (wrong.equals(complaint)) {
      return;
    }
    complaint = wrong;
    if (connected) {
      LOG.info("the coordinator is reached");
    } else {
      LOG.warn("{}; it is tried again", wrong);
    }
  }

  private void rest() {
    try {
      long millis = Math.min(RETRY_MILLIS << Math.min(failures, 20), LONGEST_RETRY_MILLIS);
      if (stopped.await(millis, TimeUnit.MILLISECONDS)) {
        LOG.debug("stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
