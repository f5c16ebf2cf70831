package org.kumiki.coordinator.membership;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long each member's certificate still counts, for the operator's dashboard: {@code
 * kumiki_member_certificate_days}, by organisation, in days.
 */
@Singleton
public final class CertificateExpiry {
  private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

  private final MembershipStore members;
  private final Clock clock;
  private final MultiGauge days;

  CertificateExpiry(MembershipStore members, Clock clock, MeterRegistry registry) {
    this.members = members;
    this.clock = clock;
    this.days =
        MultiGauge.builder("kumiki.member.certificate.days")
            .description("Days until the member's newest certificate ends; negative afterwards")
            .register(registry);
  }

  /** Whole days from {@code now} to {@code end}, rounded down: 0 is the last day. */
  static long daysLeft(Instant end, Instant now) {
    return Math.floorDiv(Duration.between(now, end).toSeconds(), (long) SECONDS_A_DAY);
  }

  /** Reads the table again. */
  @Scheduled(fixedDelay = "1m", initialDelay = "5s")
  void refresh() {
    Instant now = clock.instant();
    List<MultiGauge.Row<?>> rows =
        members.all().stream()
            .filter(member -> member.certificateNotAfter() != null && member.revokedAt() == null)
            .<MultiGauge.Row<?>>map(
                member ->
                    MultiGauge.Row.of(
                        Tags.of("organisation", member.organisation()),
                        Duration.between(now, member.certificateNotAfter().toInstant()).toSeconds()
                            / SECONDS_A_DAY))
            .toList();
    days.register(rows, true);
  }
}
