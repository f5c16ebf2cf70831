package org.kumiki.platform.diagnosis;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;

/** Whether a certificate is valid now, and for how long still. */
public final class CertificateCheck {
  private static final Duration SOON = Duration.ofDays(10);

  private CertificateCheck() {}

  /**
   * @param check whose certificate, for people
   * @param now by this machine's own clock
   * @param renewal how a new one is got, as a clause
   */
  public static CheckResult of(
      String check, X509Certificate certificate, Instant now, String renewal) {
    return of(check, certificate, now, SOON, renewal);
  }

  /** As above, with the time left below which somebody should look at it. */
  public static CheckResult of(
      String check, X509Certificate certificate, Instant now, Duration soon, String renewal) {
    Instant start = certificate.getNotBefore().toInstant();
    Instant end = certificate.getNotAfter().toInstant();
    String clock = "this machine's clock says " + now.truncatedTo(ChronoUnit.SECONDS);
    if (now.isBefore(start)) {
      return new Failure(
          check, "it is valid only from " + start + ", and " + clock, "set this machine's clock");
    }
    if (!now.isBefore(end)) {
      return new Failure(
          check, "it expired at " + end + ", and " + clock, renewal + "; or set the clock");
    }
    Duration left = Duration.between(now, end);
    String days = left.toDays() + " days left, until " + end;
    return left.compareTo(soon) <= 0 ? new Warning(check, days, renewal) : new Good(check, days);
  }
}
