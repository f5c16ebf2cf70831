package org.kumiki.coordinator.membership;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Members for the operator: who may connect, and who was seen. */
@Controller("/api/v1/members")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MemberController {
  private final MembershipStore members;
  private final Organisations organisations;
  private final NodeInstances instances;
  private final Clock clock;

  MemberController(
      MembershipStore members, Organisations organisations, NodeInstances instances, Clock clock) {
    this.members = members;
    this.organisations = organisations;
    this.instances = instances;
    this.clock = clock;
  }

  /**
   * A member; times in ISO 8601, null where there is none.
   *
   * @param name for people; the identifier of one that enrolled without an organisation's key
   * @param protocolVersions what its node announced last, e.g. {@code 1, 2}; null if it never said
   * @param certificateNotAfter the end of its newest certificate; null if it is not known
   * @param certificateDaysLeft whole days until then, negative afterwards; null if it is not known
   * @param copiedAt when two runs of its node were noticed at once: it is refused until a reset
   * @param olderStartAt when its node came with an older count of starts: a restored backup, or a
   *     copy of its folder
   */
  @Serdeable
  record MemberView(
      String organisation,
      String name,
      String node,
      OffsetDateTime lastSeenAt,
      OffsetDateTime revokedAt,
      String protocolVersions,
      OffsetDateTime certificateNotAfter,
      Long certificateDaysLeft,
      OffsetDateTime copiedAt,
      OffsetDateTime olderStartAt) {}

  /** Lists all members. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  List<MemberView> list() {
    Map<String, Organisation> enrolled = organisations.byName();
    return members.all().stream()
        .map(
            member ->
                view(
                    member,
                    Optional.ofNullable(enrolled.get(member.organisation()))
                        .map(Organisation::displayName)
                        .orElse(member.organisation())))
        .toList();
  }

  /** Lets a member's node go on after two copies of it were noticed at once. */
  @Post("/{organisation}/reset")
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> reset(String organisation) {
    if (!instances.reset(organisation)) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such member");
    }
    return HttpResponse.noContent();
  }

  private MemberView view(MembershipStore.Member m, String name) {
    OffsetDateTime end = m.certificateNotAfter();
    return new MemberView(
        m.organisation(),
        name,
        m.node(),
        m.lastSeenAt(),
        m.revokedAt(),
        m.protocolVersions(),
        end,
        end == null ? null : CertificateExpiry.daysLeft(end.toInstant(), clock.instant()),
        m.copiedAt(),
        m.olderStartAt());
  }
}
