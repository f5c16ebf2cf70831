package org.kumiki.coordinator.membership;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.membership.MemberRow.State;
import org.kumiki.coordinator.membership.MembershipStore.Member;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;

/** Members as pages show them, out of what several tables know of each. Thread-safe. */
@Singleton
public final class MemberRows {
  private final MembershipStore members;
  private final Organisations organisations;
  private final RosterStore rosters;
  private final Clock clock;

  MemberRows(
      MembershipStore members, Organisations organisations, RosterStore rosters, Clock clock) {
    this.members = members;
    this.organisations = organisations;
    this.rosters = rosters;
    this.clock = clock;
  }

  /** All members, by identifier. */
  public List<MemberRow> all() {
    Optional<RosterSnapshot> roster = rosters.inForce();
    Map<String, Organisation> enrolled = organisations.byName();
    return members.all().stream().map(m -> row(m, roster, enrolled)).toList();
  }

  private MemberRow row(
      Member member, Optional<RosterSnapshot> roster, Map<String, Organisation> enrolled) {
    Optional<Organisation> seat = roster.flatMap(r -> r.member(member.organisation()));
    String name =
        seat.or(() -> Optional.ofNullable(enrolled.get(member.organisation())))
            .map(Organisation::displayName)
            .orElse("");
    return new MemberRow(
        member.organisation(),
        name,
        member.node(),
        state(member),
        Optional.ofNullable(member.certificateNotAfter())
            .map(end -> CertificateExpiry.daysLeft(end.toInstant(), clock.instant())),
        Optional.ofNullable(member.protocolVersions()).orElse(""),
        Optional.ofNullable(member.lastSeenAt()).map(OffsetDateTime::toInstant),
        seat.isPresent() ? roster.orElseThrow().version() : 0,
        Optional.ofNullable(member.copiedAt()).map(OffsetDateTime::toInstant),
        Optional.ofNullable(member.olderStartAt()).map(OffsetDateTime::toInstant));
  }

  private static State state(Member member) {
    if (member.revokedAt() != null) {
      return State.REVOKED;
    }
    if (member.copiedAt() != null) {
      return State.COPIED;
    }
    return member.lastSeenAt() == null ? State.AWAITED : State.CONNECTED;
  }
}
