package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static List<Long> rests(Backoff backoff, int count) {
    return Stream.generate(backoff::nextMillis).limit(count).toList();
  }

  @Property(tries = 200)
  void eachRestLiesInTheUpperHalfOfAWindowThatDoublesUpToTheBound(@ForAll long seed) {
    List<Long> rests = rests(Backoff.ofNetwork(new Random(seed)), 12);
    long window = 1000;
    for (long rest : rests) {
      assertTrue(rest >= window / 2 && rest <= window, rest + " ms in a window of " + window);
      window = Math.min(2 * window, 30_000);
    }
  }

  @Test
  void afterASuccessItIsShortAgain() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), new Random(1));
    rests(backoff, 20);
    backoff.reset();
    assertTrue(backoff.nextMillis() <= 1000);
  }

  @Test
  void twoMembersDoNotComeBackTogetherAndTheSameRandomnessGivesTheSameRests() {
    assertNotEquals(
        rests(Backoff.ofNetwork(new Random(1)), 5), rests(Backoff.ofNetwork(new Random(2)), 5));
    assertEquals(
        rests(Backoff.ofNetwork(new Random(3)), 5), rests(Backoff.ofNetwork(new Random(3)), 5));
  }
}
