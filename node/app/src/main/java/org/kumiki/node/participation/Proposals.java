package org.kumiki.node.participation;

import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message.StudyProposal;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireFormatException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Studies that the coordinator proposes: those that are genuine, ask this member, and keep to the
 * parameters in force wait for the steward. Nothing else happens because of a proposal.
 */
final class Proposals {
  private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);

  private final StudyStore store;
  private final StudyRosters rosters;
  private final Consents consents;

  /** This organisation. */
  private final String name;

  Proposals(StudyStore store, StudyRosters rosters, Consents consents, String name) {
    this.store = store;
    this.rosters = rosters;
    this.consents = consents;
    this.name = name;
  }

  /** Keeps what is proposed as pending, and advances the inbox past it in either case. */
  void take(SignedMessage message, StudyProposal proposal, long letter) {
    Study study;
    RosterSnapshot roster;
    try {
      study = Study.decode(proposal.study().toByteArray());
      roster = rosters.requireProposable(study);
    } catch (WireFormatException e) {
      LOG.warn("a proposed study is refused: {}", e.getMessage());
      refuse(letter);
      return;
    }
    boolean genuine =
        message.sender().equals(roster.coordinator().name())
            && roster.verifies(message)
            && message.context().studyHash().equals(study.hash())
            && study.cohort().contains(name);
    if (!genuine) {
      LOG.warn("a proposed study is refused: its signature, hash or cohort does not hold");
      refuse(letter);
      return;
    }
    store
        .jdbi()
        .useTransaction(
            handle -> {
              store.propose(handle, study);
              store.advanceInbox(handle, letter);
            });
    rosters
        .unready(study)
        .ifPresentOrElse(
            sentence -> consents.refuse(store.find(study.hash().hex()).orElseThrow(), sentence),
            consents::applyRules);
  }

  private void refuse(long letter) {
    store.jdbi().useTransaction(handle -> store.advanceInbox(handle, letter));
  }
}
