package org.kumiki.exchange.round;

import java.util.Optional;
import java.util.SortedMap;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.ReleaseRequest;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.secagg.RoundMask;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.Ring;

/** What a node's machine asks its shell to do, in order. */
public sealed interface NodeCommand {
  /** Persist, then send. */
  record Send(SignedMessage message) implements NodeCommand {}

  /**
   * Compute the local step, ask the gate, mask what it releases and spool it once; then report
   * {@link NodeEvent.Spooled}.
   */
  record Contribute(
      long epoch, int round, Progress progress, FixedPointLayout layout, RoundMask mask)
      implements NodeCommand {
    /**
     * What the gate is asked.
     *
     * @param approval the steward's decision as of now; empty denies
     */
    public ReleaseRequest request(Study study, Optional<Approval> approval, Contribution own) {
      return new ReleaseRequest(
          study,
          approval,
          epoch,
          round,
          Subject.of(progress),
          layout,
          own.rows(),
          own.values(),
          own.columns());
    }
  }

  /** Read the published sum and check it; then report the verdict. */
  record CheckSum(long epoch, RoundResult result, int length, Ring ring) implements NodeCommand {}

  /** Keep what a verified result shows of the members' ledgers, where it is more than is known. */
  record Witness(SortedMap<String, LedgerHead> heads) implements NodeCommand {}

  /** Persist the new progress: a sum was merged. */
  record Record(int round, Progress progress) implements NodeCommand {}
}
