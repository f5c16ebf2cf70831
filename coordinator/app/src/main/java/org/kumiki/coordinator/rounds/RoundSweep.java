package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.time.Duration;
import org.kumiki.coordinator.rounds.RoundStore.Past;
import org.kumiki.exchange.study.Study;

/**
 * Deletes what is left of studies that have ended, once nobody fetches it any more: their last
 * vectors and sums, and worked-off letters. Several processes may do it at once.
 */
final class RoundSweep {
  /**
   * A working day to look into a study that went wrong. Were it the only condition, a node that was
   * off for longer would find its last round gone and could never work off its inbox.
   */
  private static final Duration KEPT = Duration.ofHours(24);

  private final RoundStore store;
  private final InboxStore inboxes;
  private final VectorFiles files;

  RoundSweep(RoundStore store, InboxStore inboxes, VectorFiles files) {
    this.store = store;
    this.inboxes = inboxes;
    this.files = files;
  }

  void sweep() throws IOException {
    for (Past study : store.endedBefore(KEPT)) {
      if (files.has(study.hash())
          && inboxes.areWorkedOff(Study.decode(study.bytes()).cohort(), study.endedAt())) {
        files.delete(study.hash());
      }
    }
    inboxes.deleteWorkedOff(KEPT);
  }
}
