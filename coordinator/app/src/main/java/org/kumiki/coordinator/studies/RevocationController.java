package org.kumiki.coordinator.studies;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.coordinator.authority.OnlineAuthority;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.rounds.StudyRuns;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Revocation for the operator: a member's access ends, and what could never open without it. */
@Controller("/api/v1/members/{organisation}/revocation")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevocationController {
  private final MembershipStore members;
  private final StudyRuns runs;
  private final OnlineAuthority authority;

  RevocationController(MembershipStore members, StudyRuns runs, OnlineAuthority authority) {
    this.members = members;
    this.runs = runs;
    this.authority = authority;
  }

  /** How many studies were withdrawn. */
  @Serdeable
  record Revoked(int withdrawnStudies) {}

  /**
   * Revokes a member and its certificates: its next request is refused, its open connections end
   * within seconds, and the running studies of which it is a part are withdrawn. Doing it again
   * finishes what a crash left undone.
   */
  @Post
  @OpenTo(Role.OPERATOR)
  Revoked revoke(String organisation) {
    if (!members.revoke(organisation)) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such member");
    }
    authority.revokeAllOf(organisation, RevocationReason.PRIVILEGE_WITHDRAWN);
    return new Revoked(runs.withdrawAllOf(organisation));
  }
}
