package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Time is a number here: nothing waits. */
class StallGuardTest {
  private long nanos;
  private int ended;
  private final StallGuard guard = new StallGuard(Duration.ofSeconds(90), () -> nanos);

  private void later(long seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
    guard.look(() -> ended++);
  }

  @Test
  void whatMovesNowAndThenMayTakeAsLongAsItNeeds() {
    for (int hour = 0; hour < 100; hour++) {
      later(89);
      guard.moved();
    }
    assertFalse(guard.stalled());
    assertEquals(0, ended);
  }

  @Test
  void whatMovesNoMoreIsEndedOnce() {
    later(91);
    later(91);
    assertTrue(guard.stalled());
    assertEquals(1, ended);
  }

  @Test
  void timeInWhichNobodyWaitsDoesNotCount() {
    guard.rests();
    later(3600);
    guard.moved();
    later(80);
    assertEquals(0, ended);
    later(11);
    assertEquals(1, ended);
  }

  @Test
  void eachBufferThatTheConnectionTakesIsAMovement() {
    List<Integer> sizes = new ArrayList<>();
    var body = guard.watching(BodyPublishers.ofByteArray(new byte[100_000]));
    assertEquals(100_000, body.contentLength());
    body.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            later(80);
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(ByteBuffer bytes) {
            sizes.add(bytes.remaining());
            later(80);
          }

          @Override
          public void onError(Throwable failure) {
            throw new AssertionError(failure);
          }

          @Override
          public void onComplete() {
            later(80);
          }
        });
    assertEquals(100_000, sizes.stream().mapToInt(Integer::intValue).sum());
    assertEquals(0, ended, "80 s beside each buffer are no silence of 90 s");
  }
}
