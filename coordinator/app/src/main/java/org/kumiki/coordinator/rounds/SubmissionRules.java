package org.kumiki.coordinator.rounds;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;

/** Whether a study begins when it is submitted. Works inside the caller's transaction. */
final class SubmissionRules {
  private final RoundStore store;
  private final MembershipStore members;
  private final RosterStore rosters;

  SubmissionRules(RoundStore store, MembershipStore members, RosterStore rosters) {
    this.store = store;
    this.members = members;
    this.rosters = rosters;
  }

  /**
   * What becomes of a study instead; empty if nothing speaks against it. Until the transaction
   * ends, no other is submitted, no roster adopted, and no member of its cohort revoked.
   */
  Optional<Submission> otherwise(Handle handle, Study study) {
    String hash = study.hash().hex();
    // So that each submission sees all earlier ones.
    store.takeTurns(handle, "study submissions");
    RoundStore.Summary earlier = store.summary(handle, hash).orElse(null);
    if (earlier != null) {
      return Optional.of(
          earlier.reason() == null
              ? new Submission.Accepted(false)
              : new Submission.EndedBefore(Reason.valueOf(earlier.reason())));
    }
    // An adoption takes this turn too: what comes after it must name the new roster.
    if (rosters.inForce(handle).filter(r -> r.hash().equals(study.rosterHash())).isEmpty()) {
      return Optional.of(new Submission.RosterChanged());
    }
    List<String> revoked = members.lockRevoked(handle, study.cohort());
    if (!revoked.isEmpty()) {
      return Optional.of(new Submission.Revoked(revoked));
    }
    for (Study running : store.running(handle)) {
      if (asksTheSame(running, study)) {
        return Optional.of(new Submission.AskedAlready(running.hash().hex()));
      }
    }
    return Optional.empty();
  }

  /** Equal but for the deadline, which is another one each time a duration is counted from now. */
  private static boolean asksTheSame(Study one, Study other) {
    return one.equals(
        new Study(
            other.protocol(),
            other.consortium(),
            other.rosterHash(),
            other.dataEpoch(),
            other.title(),
            other.purpose(),
            other.cohort(),
            other.method(),
            other.features(),
            other.target(),
            other.conditions(),
            other.maxRowsPerMember(),
            other.minimumContributors(),
            other.minimumRows(),
            one.deadlineEpochSecond(),
            other.provisions()));
  }
}
