package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.MembershipStore.Member;
import org.kumiki.coordinator.rounds.RoundStore.Past;
import org.kumiki.exchange.study.Study;

/** Deletes the vectors and sums of studies that have ended, once nobody fetches them any more. */
final class RoundSweep {
  /**
   * A working day to look into a study that went wrong. Were it the only condition, a node that was
   * off for longer would find its last round gone and could never work off its inbox.
   */
  private static final Duration KEPT = Duration.ofHours(24);

  private final RoundStore store;
  private final VectorFiles files;
  private final MembershipStore members;
  private final InboxPositions positions;

  RoundSweep(
      RoundStore store, VectorFiles files, MembershipStore members, InboxPositions positions) {
    this.store = store;
    this.files = files;
    this.members = members;
    this.positions = positions;
  }

  void sweep() throws IOException {
    Set<String> revoked =
        members.all().stream()
            .filter(member -> member.revokedAt() != null)
            .map(Member::organisation)
            .collect(Collectors.toSet());
    for (Past study : store.endedBefore(KEPT)) {
      if (files.has(study.hash()) && everyoneIsDone(study, revoked)) {
        files.delete(study.hash());
      }
    }
  }

  /** Whether the last letter of the study has been worked off by all who may still connect. */
  private boolean everyoneIsDone(Past study, Set<String> revoked) {
    return Study.decode(study.bytes()).cohort().stream()
        .filter(member -> !revoked.contains(member))
        .allMatch(member -> positions.of(member) >= store.lastLetter(member, study.endedAt()));
  }
}
