package org.kumiki.node.participation;

import java.util.Optional;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message.StudyProposal;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.identity.RosterPins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Studies that the coordinator proposes: those that are genuine, ask this member, and keep to the
 * parameters in force wait for the steward. Nothing else happens because of a proposal.
 */
final class Proposals {
  private static final Logger LOG = LoggerFactory.getLogger(Proposals.class);

  private final StudyStore store;
  private final RosterPins rosters;
  private final Consents consents;

  /** This organisation. */
  private final String name;

  Proposals(StudyStore store, RosterPins rosters, Consents consents, String name) {
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
      roster = requireProposable(study);
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
    consents.applyRules();
  }

  /**
   * A study names the roster in force, or one before it that still has all of its cohort: then the
   * parameters in force hold as well, so that an old roster is no way around them.
   */
  private RosterSnapshot requireProposable(Study study) {
    RosterSnapshot inForce =
        rosters
            .inForce()
            .orElseThrow(() -> new WireFormatException("no roster is in force here yet"));
    RosterSnapshot own = rosters.find(study.rosterHash()).orElse(inForce);
    study.requireAllowedBy(own).requireProtectedLike(inForce);
    Optional<String> broken = study.brokenBy(own, inForce);
    if (broken.isPresent()) {
      throw new WireFormatException(broken.get());
    }
    return own;
  }

  private void refuse(long letter) {
    store.jdbi().useTransaction(handle -> store.advanceInbox(handle, letter));
  }
}
