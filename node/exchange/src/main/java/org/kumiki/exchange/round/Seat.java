package org.kumiki.exchange.round;

import java.security.SecureRandom;
import java.util.List;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.secagg.MaskScheme;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * Who a node is in one study: what never changes while it runs.
 *
 * @param study the study as approved
 * @param studyHash its hash, computed once
 * @param roster the pinned roster
 * @param signer the organisation's key
 * @param heads what is known of ledgers' heads
 * @param masks how a round is masked: {@link MaskScheme#STRICT}; TOLERANT would join here
 * @param random for epoch keys
 */
public record Seat(
    Study study,
    ByteString studyHash,
    RosterSnapshot roster,
    Signer signer,
    LedgerHeads heads,
    MaskScheme masks,
    SecureRandom random) {
  /**
   * @throws org.kumiki.exchange.wire.WireFormatException if the study asks less than the roster
   *     protects, or the signer is not in its cohort
   */
  public static Seat of(
      Study study, RosterSnapshot roster, Signer signer, LedgerHeads heads, SecureRandom random) {
    if (!study.cohort().contains(signer.name())) {
      throw new WireFormatException(signer.name() + " is not in the study's cohort");
    }
    return new Seat(
        study.requireAllowedBy(roster),
        study.hash(),
        roster,
        signer,
        heads,
        MaskScheme.STRICT,
        random);
  }

  public String name() {
    return signer.name();
  }

  List<String> peers() {
    return study.cohort().stream().filter(member -> !member.equals(name())).toList();
  }

  Context context(long epoch) {
    return new Context(
        roster.protocol(), roster.consortium(), study.rosterHash(), studyHash, epoch);
  }

  SignedMessage sign(long epoch, Message body) {
    return SignedMessage.sign(context(epoch), body, signer);
  }
}
