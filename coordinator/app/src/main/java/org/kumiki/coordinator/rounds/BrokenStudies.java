package org.kumiki.coordinator.rounds;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

/** Looks for running studies that a new roster has broken. The worker's thread only. */
final class BrokenStudies {
  private final RoundStore store;
  private final RosterStore rosters;

  /** The roster under which no running study was broken; null before the first look. */
  private ByteString rosterOfLastLook;

  BrokenStudies(RoundStore store, RosterStore rosters) {
    this.store = store;
    this.rosters = rosters;
  }

  /**
   * Studies that cannot go on under the roster in force: of their cohort somebody is gone, or has
   * another key. All others finish under the roster under which they were approved.
   */
  List<String> look() {
    RosterSnapshot inForce = rosters.inForce().orElse(null);
    if (inForce == null || inForce.hash().equals(rosterOfLastLook)) {
      return List.of();
    }
    List<String> broken = new ArrayList<>();
    for (String hash : store.runningHashes()) {
      if (isBroken(hash, inForce)) {
        broken.add(hash);
      }
    }
    if (broken.isEmpty()) {
      rosterOfLastLook = inForce.hash();
    }
    return broken;
  }

  private boolean isBroken(String hash, RosterSnapshot inForce) {
    try {
      Study study = Study.decode(store.studyBytes(hash).orElseThrow());
      RosterSnapshot own = rosters.find(study.rosterHash()).orElseThrow();
      return study.brokenBy(own, inForce).isPresent();
    } catch (WireFormatException e) {
      // Its deadline ends it, and says that it cannot be read.
      return false;
    }
  }
}
