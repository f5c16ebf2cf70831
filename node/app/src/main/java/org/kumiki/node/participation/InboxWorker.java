package org.kumiki.node.participation;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the coordinator's inbox and works off each letter, one after the other, for good. */
final class InboxWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);

  private final StudyStore store;
  private final CoordinatorChannel channel;
  private final Participation participation;
  private final ModelCards cards;
  private final Outbox outbox;
  private final RosterCourier courier;
  private final Runnable whenMayTakePart;
  private final Backoff network;
  private final Backoff ownFaults;
  private final Thread thread = new Thread(this::work, "inbox");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private boolean reached;

  /**
   * @param whenMayTakePart called after each look at the roster, in this worker's thread
   */
  InboxWorker(
      StudyStore store,
      CoordinatorChannel channel,
      Participation participation,
      ModelCards cards,
      Outbox outbox,
      RosterCourier courier,
      Runnable whenMayTakePart,
      RandomGenerator random) {
    this.store = store;
    this.courier = courier;
    this.whenMayTakePart = whenMayTakePart;
    this.channel = channel;
    this.participation = participation;
    this.cards = cards;
    this.outbox = outbox;
    this.network = Backoff.ofNetwork(random);
    this.ownFaults = Backoff.ofOwnFaults(random);
  }

  void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped.countDown();
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
    try {
      while (running()) {
        look();
      }
    } catch (InterruptedException e) {
      LOG.debug("stopping");
    }
  }

  private void look() throws InterruptedException {
    try {
      // The first look asks for an answer at once: people see that the connection works.
      CoordinatorChannel.Mail mail =
          channel.inbox(store.inboxPosition(), reached, courier.lastLook());
      network.reset();
      if (!reached) {
        reached = true;
        outbox.wake();
        cards.pullMissing();
      }
      // First: a study may name the roster that came into force before it was proposed.
      if (courier.look(mail.roster())) {
        participation.rosterChanged();
      }
      whenMayTakePart.run();
      workOff(mail.letters());
    } catch (IOException e) {
      // The channel says once what is wrong.
      LOG.debug("the inbox is asked again later");
      reached = false;
      rest(network);
    } catch (RuntimeException e) {
      LOG.error("the inbox could not be worked off; it is tried again later", e);
      rest(ownFaults);
    }
  }

  private void workOff(List<CoordinatorChannel.Letter> letters) throws InterruptedException {
    for (CoordinatorChannel.Letter letter : letters) {
      try {
        if (participation.receive(letter)) {
          ownFaults.reset();
        }
      } catch (IOException e) {
        LOG.error("a letter could not be worked off; it is tried again later", e);
        rest(ownFaults);
        return;
      }
      outbox.wake();
    }
  }

  private void rest(Backoff backoff) throws InterruptedException {
    if (stopped.await(backoff.nextMillis(), TimeUnit.MILLISECONDS)) {
      LOG.debug("stopping");
    }
  }
}
