package org.kumiki.coordinator.membership;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.OffsetDateTime;
import java.util.List;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Members for the operator: who may connect, and who was seen. */
@Controller("/api/v1/members")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MemberController {
  private final MembershipStore members;

  MemberController(MembershipStore members) {
    this.members = members;
  }

  /**
   * A member; times in ISO 8601, null where there is none.
   *
   * @param protocolVersions what its node announced last, e.g. {@code 1, 2}; null if it never said
   */
  @Serdeable
  record MemberView(
      String organisation,
      String node,
      OffsetDateTime lastSeenAt,
      OffsetDateTime revokedAt,
      String protocolVersions) {}

  /** Lists all members. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  List<MemberView> list() {
    return members.all().stream()
        .map(
            m ->
                new MemberView(
                    m.organisation(),
                    m.node(),
                    m.lastSeenAt(),
                    m.revokedAt(),
                    m.protocolVersions()))
        .toList();
  }
}
