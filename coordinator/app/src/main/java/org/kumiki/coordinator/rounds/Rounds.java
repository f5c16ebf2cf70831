package org.kumiki.coordinator.rounds;

import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.Signer;

/**
 * The parts of this room, wired: the beans that controllers ask for and the worker that the service
 * starts and stops.
 */
public record Rounds(
    RoundStore store, StudyRuns runs, Waiters waiters, RoundWorker worker) {
  public static Rounds create(
      Jdbi jdbi, ModelStore models, Path folder, RosterSnapshot roster, Signer signer) {
    RoundStore store = new RoundStore(jdbi);
    Waiters waiters = new Waiters();
    StudyRuns runs =
        new StudyRuns(store, models, new VectorFiles(folder), roster, signer, waiters);
    return new Rounds(store, runs, waiters, new RoundWorker(store, runs, waiters));
  }
}
