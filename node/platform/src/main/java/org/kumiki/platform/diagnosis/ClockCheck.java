package org.kumiki.platform.diagnosis;

import java.time.Duration;
import java.util.Locale;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/** This machine's clock against another one. */
public final class ClockCheck {
  public static final String NAME = "clock";

  /** From here on a certificate that was made a moment ago may look as if from the future. */
  private static final Duration ODD = Duration.ofSeconds(30);

  /** Certificates are made with five minutes to spare; deadlines of studies are not. */
  private static final Duration WRONG = Duration.ofMinutes(2);

  private ClockCheck() {}

  /**
   * @param ahead how far this machine's clock is ahead; negative if it is behind
   * @param other whose clock the other one is, e.g. {@code the coordinator's}
   */
  public static CheckResult of(Duration ahead, String other) {
    Duration apart = ahead.abs();
    String difference =
        "this machine's clock is "
            + text(apart)
            + (ahead.isNegative() ? " behind " : " ahead of ")
            + other;
    String fix = "let a time service set the clocks on both sides (chrony, systemd-timesyncd)";
    if (apart.compareTo(WRONG) > 0) {
      return new Failure(NAME, difference, fix);
    }
    return apart.compareTo(ODD) > 0
        ? new Warning(NAME, difference, fix)
        : new Good(NAME, difference);
  }

  private static String text(Duration apart) {
    return apart.toMinutes() >= 2
        ? apart.toMinutes() + " min " + apart.toSecondsPart() + " s"
        : String.format(Locale.ROOT, "%.1f s", apart.toMillis() / 1000.0);
  }
}
