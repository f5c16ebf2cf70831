package org.kumiki.node.participation;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether this machine's clock agrees with the coordinator's, by the {@code Date} of its answers
 * (RFC 9110 section 6.6.1). The date need not be genuine to be of use: it only ever makes a
 * sentence, and whoever can forge it can as well cut the line.
 */
final class ClockCheck {
  /** Above what a round trip and the seconds' rounding make; below a certificate's head start. */
  static final Duration TOLERANCE = Duration.ofMinutes(2);

  private final Clock clock;

  ClockCheck(Clock clock) {
    this.clock = clock;
  }

  /** A sentence with cause and next step if the clocks are apart; empty if not, or not known. */
  Optional<String> complaint(Optional<String> dateHeader) {
    return dateHeader.flatMap(ClockCheck::instant).flatMap(this::complaint);
  }

  private Optional<String> complaint(Instant theirs) {
    Instant ours = clock.instant();
    Duration ahead = Duration.between(theirs, ours);
    if (ahead.abs().compareTo(TOLERANCE) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "this machine's clock is "
            + words(ahead.abs())
            + (ahead.isNegative() ? " behind" : " ahead of")
            + " the coordinator's: set it, for example by NTP (here "
            + ours
            + ", there "
            + theirs
            + ")");
  }

  private static Optional<Instant> instant(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String words(Duration apart) {
    return apart.toHours() > 48
        ? apart.toDays() + " days"
        : String.format(Locale.ROOT, "%d min %d s", apart.toMinutes(), apart.toSecondsPart());
  }
}
