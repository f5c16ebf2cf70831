package org.kumiki.node.participation;

import java.time.Duration;
import java.time.Instant;

/**
 * When a certificate is renewed, and when people are told that it was not. Pure.
 *
 * @param notBefore the certificate's first instant
 * @param notAfter its last
 * @param jitter 0 to 1, drawn once a certificate, so that the members of a consortium that were
 *     enrolled together do not all come back together
 */
record RenewalPlan(Instant notBefore, Instant notAfter, double jitter) {
  /** Renewal is due between half and six tenths of the life. */
  private static final double HALF = 0.5;

  private static final double SPREAD = 0.1;

  RenewalPlan {
    if (!notAfter.isAfter(notBefore) || !(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("a certificate lives, and jitter is 0 to 1");
    }
  }

  /** How urgent it is; each level is told once. */
  enum Alarm {
    NONE("", Long.MAX_VALUE),
    TEN_DAYS("fewer than 10 days are left", 10),
    FIVE_DAYS("fewer than 5 days are left", 5),
    TWO_DAYS("fewer than 2 days are left", 2),
    EXPIRED("it has expired; the operator must approve a new one", 0);

    private final String words;
    private final long days;

    Alarm(String words, long days) {
      this.words = words;
      this.days = days;
    }

    String words() {
      return words;
    }
  }

  /** From when on it is renewed. */
  Instant due() {
    long life = Duration.between(notBefore, notAfter).toMillis();
    return notBefore.plusMillis((long) (life * (HALF + SPREAD * jitter)));
  }

  boolean isDue(Instant now) {
    return !now.isBefore(due());
  }

  /** From here on a connection with it is refused. */
  boolean isExpired(Instant now) {
    return now.isAfter(notAfter);
  }

  /** Days until it ends; negative afterwards. */
  double daysLeft(Instant now) {
    return Duration.between(now, notAfter).toMillis() / (double) Duration.ofDays(1).toMillis();
  }

  Alarm alarm(Instant now) {
    if (isExpired(now)) {
      return Alarm.EXPIRED;
    }
    double left = daysLeft(now);
    Alarm level = Alarm.NONE;
    for (Alarm next : Alarm.values()) {
      // A certificate that was made for less is no cause for alarm before it is due.
      if (next != Alarm.EXPIRED && left < next.days && (next == Alarm.NONE || isDue(now))) {
        level = next;
      }
    }
    return level;
  }
}
