package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.platform.cli.CommandFailure;

/**
 * The parts of this room, wired: the beans that controllers ask for and the worker that the service
 * starts and stops.
 */
public record Rounds(
    RoundStore store,
    StudyRuns runs,
    Waiters waiters,
    InboxPositions positions,
    RoundWorker worker) {
  /** Wires the parts and clears away broken uploads; call it before any listener answers. */
  public static Rounds create(
      Jdbi jdbi,
      ModelStore models,
      MembershipStore members,
      Path folder,
      RosterSnapshot roster,
      Signer signer) {
    RoundStore store = new RoundStore(jdbi);
    Waiters waiters = new Waiters();
    InboxPositions positions = new InboxPositions();
    VectorFiles files = new VectorFiles(folder);
    try {
      files.removeBrokenUploads();
    } catch (IOException e) {
      throw CommandFailure.refused("cannot clear up " + folder, "check its permissions", e);
    }
    StudyRuns runs = new StudyRuns(store, models, members, files, roster, signer, waiters);
    RoundSweep sweep = new RoundSweep(store, files, members, positions);
    return new Rounds(
        store, runs, waiters, positions, new RoundWorker(store, runs, sweep, waiters));
  }
}
