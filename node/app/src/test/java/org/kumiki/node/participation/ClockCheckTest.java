package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockCheckTest {
  private static final Instant THERE = Instant.parse("2026-11-20T12:00:00Z");
  private static final String DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.format(THERE.atOffset(ZoneOffset.UTC));

  private static Optional<String> complaint(Duration ahead) {
    return new ClockCheck(Clock.fixed(THERE.plus(ahead), ZoneOffset.UTC))
        .complaint(Optional.of(DATE));
  }

  @ParameterizedTest
  @ValueSource(longs = {-120, -2, 0, 2, 120})
  void smallDifferencesChangeNothing(long seconds) {
    assertEquals(Optional.empty(), complaint(Duration.ofSeconds(seconds)));
  }

  @Test
  void fiveMinutesAreNamedWithTheirDirection() {
    String behind = complaint(Duration.ofMinutes(-5)).orElseThrow();
    assertTrue(behind.contains("clock is 5 min 0 s behind the coordinator's"), behind);
    String ahead = complaint(Duration.ofMinutes(5)).orElseThrow();
    assertTrue(ahead.contains("clock is 5 min 0 s ahead of the coordinator's"), ahead);
    assertTrue(ahead.contains("NTP"), ahead);
    String born = complaint(Duration.between(THERE, Instant.EPOCH)).orElseThrow();
    assertTrue(born.contains("days behind"), born);
  }

  @Test
  void anAnswerWithoutAReadableDateSaysNothing() {
    ClockCheck check = new ClockCheck(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    assertEquals(Optional.empty(), check.complaint(Optional.empty()));
    assertEquals(Optional.empty(), check.complaint(Optional.of("yesterday")));
  }

  /** Start and running: the first answer that comes names the clock, whatever else it says. */
  @ParameterizedTest
  @ValueSource(longs = {-300, 300})
  void aChannelWithAClockThatIsOffNamesItAndGoesNoFurther(long seconds) throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    String answer = "HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Length: 2\r\n\r\n\0\0";
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", answer)) {
      CoordinatorChannel channel =
          coordinator.channel(
              Optional.empty(), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
      assertThrows(ChannelRefusal.ClocksApart.class, () -> channel.inbox(0, false, ""));
      assertTrue(channel.trouble().contains("this machine's clock is"), channel.trouble());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-2, 2})
  void aChannelOverlooksSeconds(long seconds) throws Exception {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    String answer = "HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Length: 2\r\n\r\n\0\0";
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", answer)) {
      CoordinatorChannel channel =
          coordinator.channel(
              Optional.empty(), Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
      assertEquals(0, channel.inbox(0, false, "").letters().size());
      assertEquals("", channel.trouble());
    }
  }
}
