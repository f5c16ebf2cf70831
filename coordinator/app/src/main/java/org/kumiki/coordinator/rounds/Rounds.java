package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.platform.cli.CommandFailure;

/**
 * The parts of this room, wired: the beans that controllers ask for, and what works beside them.
 * Other processes may have the same on the same database and vectors.
 */
public final class Rounds implements AutoCloseable {
  private final RoundStore store;
  private final InboxStore inboxes;
  private final Waiters waiters = new Waiters();
  private final StudyRuns runs;
  private final ModelWithdrawals withdrawals;
  private final RoundWorker worker;
  private final Announcements announcements;
  private final IncomingFolder incoming;
  private final MemberContacts contacts;

  private Rounds(
      Jdbi jdbi,
      ModelStore models,
      MembershipStore members,
      Path vectors,
      RosterStore rosters,
      Signer signer) {
    String process = UUID.randomUUID().toString();
    this.store = new RoundStore(jdbi);
    this.inboxes = new InboxStore(jdbi);
    this.contacts = new MemberContacts(jdbi);
    this.incoming = claim(store, vectors, process);
    this.announcements = new Announcements(jdbi, waiters, process);
    VectorFiles files = new VectorFiles(vectors, incoming);
    StudyStates states = new StudyStates(store, rosters, signer);
    this.runs =
        new StudyRuns(
            store,
            inboxes,
            states,
            models,
            new SubmissionRules(store, members, rosters),
            files,
            waiters,
            announcements);
    this.withdrawals =
        new ModelWithdrawals(store, inboxes, models, rosters, signer, waiters, announcements);
    RoundSweep sweep = new RoundSweep(store, inboxes, files);
    BrokenStudies broken = new BrokenStudies(store, rosters);
    this.worker = new RoundWorker(store, runs, broken, sweep, waiters, process);
  }

  /**
   * Wires the parts and clears away uploads of processes that were killed.
   *
   * @param vectors the folder of vectors and sums
   */
  public static Rounds create(
      Jdbi jdbi,
      ModelStore models,
      MembershipStore members,
      Path vectors,
      RosterStore rosters,
      Signer signer) {
    return new Rounds(jdbi, models, members, vectors, rosters, signer);
  }

  /** Begins to work, when listeners answer. */
  public void start() {
    announcements.start();
    worker.start();
  }

  /** Ends the work; requests may still be answered. */
  public void stop() {
    worker.close();
    announcements.close();
  }

  /** Gives the process's folder back, when no request is answered any more. */
  @Override
  public void close() {
    incoming.close();
  }

  public RoundStore store() {
    return store;
  }

  public InboxStore inboxes() {
    return inboxes;
  }

  public Waiters waiters() {
    return waiters;
  }

  public MemberContacts contacts() {
    return contacts;
  }

  public StudyRuns runs() {
    return runs;
  }

  public ModelWithdrawals withdrawals() {
    return withdrawals;
  }

  RoundWorker worker() {
    return worker;
  }

  private static IncomingFolder claim(RoundStore store, Path vectors, String process) {
    try {
      return store
          .jdbi()
          .inTransaction(
              handle -> {
                store.takeTurns(handle, "incoming folders");
                return IncomingFolder.claim(vectors, process);
              });
    } catch (IOException e) {
      throw CommandFailure.refused("cannot clear up " + vectors, "check its permissions", e);
    }
  }
}
