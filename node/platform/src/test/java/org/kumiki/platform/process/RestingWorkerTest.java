package org.kumiki.platform.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RestingWorkerTest {
  private static final Duration FOR_GOOD = Duration.ofDays(1);

  @Test
  void itLooksAgainAfterEachRest() throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(3);
    try (RestingWorker worker =
        RestingWorker.finishing(
            "looks",
            () -> {
              looks.countDown();
              return Duration.ofMillis(1);
            })) {
      worker.start();
      assertTrue(looks.await(1, TimeUnit.MINUTES));
    }
  }

  @Test
  void aCloseEndsARestAndNothingIsLookedAtAfterIt() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch looked = new CountDownLatch(1);
    RestingWorker worker =
        RestingWorker.finishing(
            "rests",
            () -> {
              looks.incrementAndGet();
              looked.countDown();
              return FOR_GOOD;
            });
    worker.start();
    assertTrue(looked.await(1, TimeUnit.MINUTES));
    worker.close();
    assertEquals(1, looks.get());
  }

  @Test
  void aFinishingLookIsWaitedFor() throws InterruptedException {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    RestingWorker worker =
        RestingWorker.finishing(
            "finishes",
            () -> {
              looking.countDown();
              mayEnd.await();
              finished.set(true);
              return FOR_GOOD;
            });
    worker.start();
    assertTrue(looking.await(1, TimeUnit.MINUTES));
    Thread closing = new Thread(worker::close);
    closing.start();
    while (closing.getState() != Thread.State.WAITING) {
      assertTrue(closing.isAlive(), "it closes before the look has ended");
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    closing.join();
    assertTrue(finished.get());
  }

  @Test
  void aLookThatWaitsForOthersIsBrokenOff() throws InterruptedException {
    CountDownLatch looking = new CountDownLatch(1);
    AtomicBoolean finished = new AtomicBoolean();
    RestingWorker worker =
        RestingWorker.breakingOff(
            "waits",
            () -> {
              looking.countDown();
              new CountDownLatch(1).await();
              finished.set(true);
              return FOR_GOOD;
            });
    worker.start();
    assertTrue(looking.await(1, TimeUnit.MINUTES));
    worker.close();
    assertFalse(finished.get());
  }

  @Test
  void oneThatWasNeverStartedCanBeClosed() {
    AtomicInteger looks = new AtomicInteger();
    RestingWorker.breakingOff(
            "never",
            () -> {
              looks.incrementAndGet();
              return FOR_GOOD;
            })
        .close();
    assertEquals(0, looks.get());
  }
}
