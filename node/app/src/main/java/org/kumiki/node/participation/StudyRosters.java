package org.kumiki.node.participation;

import java.util.Optional;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.identity.RosterPins;

/**
 * Under which roster a study is proposed and runs here, and what speaks against it. Everything that
 * it says depends on rosters and studies alone. Thread-safe.
 */
final class StudyRosters {
  private final RosterPins pins;

  StudyRosters(RosterPins pins) {
    this.pins = pins;
  }

  /** The roster that a study names, if it is or was in force here. */
  Optional<RosterSnapshot> of(Study study) {
    return pins.find(study.rosterHash());
  }

  /**
   * The roster under which a study may be proposed: the one in force, one before it that still has
   * all of the study's cohort, or one that this organisation has signed and that only waits for its
   * time. Whichever it is, the parameters in force hold as well, so that another roster is no way
   * around them.
   *
   * @throws WireFormatException if it is none of these
   */
  RosterSnapshot requireProposable(Study study) {
    RosterSnapshot inForce =
        pins.inForce().orElseThrow(() -> new WireFormatException("no roster is in force here yet"));
    Optional<RosterPins.Waiting> waiting = waiting(study);
    if (waiting.isPresent()) {
      study.requireAllowedBy(waiting.get().roster()).requireProtectedLike(inForce);
      return waiting.get().roster();
    }
    if (isUnsigned(study)) {
      throw new WireFormatException("this organisation has not signed the roster that it names");
    }
    RosterSnapshot own = of(study).orElse(inForce);
    study.requireAllowedBy(own).requireProtectedLike(inForce);
    Optional<String> broken = study.brokenBy(own, inForce);
    if (broken.isPresent()) {
      throw new WireFormatException(broken.get());
    }
    return own;
  }

  /**
   * Why nobody can decide on a proposed study: its roster has to wait here, or somebody of its
   * cohort has not signed it.
   */
  Optional<String> unready(Study study) {
    Optional<RosterPins.Waiting> waiting = waiting(study);
    if (waiting.isPresent()) {
      return Optional.of(
          "roster "
              + waiting.get().roster().version()
              + " is in force here from "
              + waiting.get().until()
              + " on: submit the study again then");
    }
    try {
      pins.grown(study.rosterHash()).ifPresent(signed -> signed.requireSignedBy(study.cohort()));
      return Optional.empty();
    } catch (WireFormatException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Why a study cannot go on under the roster in force here; empty if it can. */
  Optional<String> broken(Study study) {
    RosterSnapshot inForce = pins.inForce().orElseThrow();
    return of(study).flatMap(own -> study.brokenBy(own, inForce));
  }

  private Optional<RosterPins.Waiting> waiting(Study study) {
    return pins.waiting()
        .filter(RosterPins.Waiting::signedHere)
        .filter(step -> step.roster().hash().equals(study.rosterHash()));
  }

  private boolean isUnsigned(Study study) {
    return pins.unsigned()
        .filter(step -> step.successor().roster().hash().equals(study.rosterHash()))
        .isPresent();
  }
}
