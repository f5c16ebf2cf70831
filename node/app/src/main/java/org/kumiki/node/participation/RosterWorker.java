package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.identity.PinnedRoster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands this organisation's signature of the roster to the coordinator and fetches the others',
 * until all are here; then it lets the outbox go, and ends. Nothing of a study leaves before.
 */
final class RosterWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RosterWorker.class);
  private static final String ROSTER = "/exchange/v1/roster";

  /** At first the nodes of a consortium may be starting together; later, days may pass. */
  private static final long FIRST_REST_MILLIS = 250;

  private static final long LONGEST_REST_MILLIS = 5_000;

  /** Far above a roster of a thousand members. */
  private static final int MAX_BYTES = 2 << 20;

  private final PinnedRoster pinned;
  private final CoordinatorChannel channel;
  private final Path signatureFile;
  private final Runnable whenComplete;
  private final Thread thread = new Thread(this::work, "roster");
  private final CountDownLatch stopped = new CountDownLatch(1);
  private String complaint = "";

  /**
   * @param signatureFile the 64 bytes that were made when the roster was pinned
   * @param whenComplete called once, from this worker's thread or from {@link #start}
   */
  RosterWorker(
      PinnedRoster pinned, CoordinatorChannel channel, Path signatureFile, Runnable whenComplete) {
    this.pinned = pinned;
    this.channel = channel;
    this.signatureFile = signatureFile;
    this.whenComplete = whenComplete;
  }

  void start() {
    if (pinned.complete()) {
      whenComplete.run();
    } else {
      thread.start();
    }
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

  private void work() {
    long rest = FIRST_REST_MILLIS;
    try {
      while (!pinned.complete()) {
        look();
        pinned.obstacle().ifPresent(this::complain);
        if (!pinned.complete() && stopped.await(rest, TimeUnit.MILLISECONDS)) {
          return;
        }
        rest = Math.min(2 * rest, LONGEST_REST_MILLIS);
      }
      LOG.info("all organisations have signed the roster");
      whenComplete.run();
    } catch (InterruptedException e) {
      LOG.debug("stopping");
    }
  }

  private void look() throws InterruptedException {
    try {
      SignedRoster served = fetch();
      if (!served.signatures().contains(pinned.own())) {
        CoordinatorChannel.Answer answer = channel.put(ROSTER + "/signature", signatureFile);
        LOG.debug("the coordinator answered {} to the signature", answer.status());
        served = fetch();
      }
      pinned.take(served);
    } catch (IOException e) {
      // The inbox says once that the coordinator cannot be reached.
      LOG.debug("the roster is asked for again");
    } catch (WireFormatException e) {
      complain("the coordinator's roster cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the roster could not be worked off; it is tried again", e);
    }
  }

  private SignedRoster fetch() throws IOException {
    try (InputStream body = channel.get(ROSTER)) {
      return SignedRoster.decode(body.readNBytes(MAX_BYTES));
    }
  }

  /** Says what is awaited once, not every few seconds. */
  private void complain(String sentence) {
    if (!sentence.equals(complaint)) {
      complaint = sentence;
      LOG.warn("{}", sentence);
    }
  }
}
