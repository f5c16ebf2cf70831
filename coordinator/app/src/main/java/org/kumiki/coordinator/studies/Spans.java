package org.kumiki.coordinator.studies;

import java.time.Duration;
import org.kumiki.platform.page.Page;

/** How long something takes, in words that promise no more than is known. */
public final class Spans {
  private static final long SECONDS = 90;
  private static final long MINUTES = 90;
  private static final long HOURS = 48;

  private Spans() {}

  /** Seconds, minutes, hours or days, whole. */
  public static String words(Page page, Duration span) {
    if (span.toSeconds() < SECONDS) {
      return page.say("span.seconds", Math.max(1, span.toSeconds()));
    }
    if (span.toMinutes() < MINUTES) {
      return page.say("span.minutes", span.toMinutes());
    }
    return span.toHours() < HOURS
        ? page.say("span.hours", span.toHours())
        : page.say("span.days", span.toDays());
  }
}
