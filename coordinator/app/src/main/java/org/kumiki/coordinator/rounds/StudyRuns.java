package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.coordinator.rounds.RoundStore.Event;
import org.kumiki.coordinator.rounds.StudyStates.Held;
import org.kumiki.coordinator.rounds.VectorFiles.RoundKey;
import org.kumiki.exchange.round.CoordinatorCommand;
import org.kumiki.exchange.round.CoordinatorEvent;
import org.kumiki.exchange.round.CoordinatorMachine;
import org.kumiki.exchange.round.CoordinatorMachine.Transition;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.CoordinatorRound.Course;
import org.kumiki.exchange.round.CoordinatorRound.Opening;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.round.Reception;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.validation.RoundError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the pure machine of every study: an event is recorded, stepped and answered in one
 * transaction, so that a process that is killed at any moment goes on where the last commit stands.
 *
 * <p>Thread-safe, and safe beside other processes on the same database and vectors: a study's row
 * is locked while an event is applied.
 */
public final class StudyRuns {
  private static final Logger LOG = LoggerFactory.getLogger(StudyRuns.class);

  private final RoundStore store;
  private final InboxStore inboxes;
  private final StudyStates states;
  private final ModelStore models;
  private final SubmissionRules rules;
  private final VectorFiles files;
  private final Waiters waiters;
  private final Announcements announcements;

  StudyRuns(
      RoundStore store,
      InboxStore inboxes,
      StudyStates states,
      ModelStore models,
      SubmissionRules rules,
      VectorFiles files,
      Waiters waiters,
      Announcements announcements) {
    this.store = store;
    this.inboxes = inboxes;
    this.states = states;
    this.models = models;
    this.rules = rules;
    this.files = files;
    this.waiters = waiters;
    this.announcements = announcements;
  }

  /** What became of a request to take a study back. */
  public enum Withdrawal {
    WITHDRAWN,
    ENDED_BEFORE,
    UNKNOWN
  }

  /** Records a study and proposes it to its cohort, unless something speaks against it. */
  public Submission submit(Study study) {
    return store.jdbi().inTransaction(handle -> submit(handle, study));
  }

  /** Takes a study back; what was opened before stays known. */
  public Withdrawal withdraw(String hash) {
    return store
        .jdbi()
        .inTransaction(
            handle -> {
              Held before = states.lock(handle, hash).orElse(null);
              if (before == null) {
                return Withdrawal.UNKNOWN;
              }
              return advance(handle, before, new CoordinatorEvent.Withdrawn(), "WITHDRAWN")
                  ? Withdrawal.WITHDRAWN
                  : Withdrawal.ENDED_BEFORE;
            });
  }

  /** Takes back all running studies that cannot go on without a member; returns how many. */
  public int withdrawAllOf(String organisation) {
    int withdrawn = 0;
    for (Study study : store.jdbi().withHandle(store::running)) {
      if (study.cohort().contains(organisation)
          && withdraw(study.hash().hex()) == Withdrawal.WITHDRAWN) {
        withdrawn++;
      }
    }
    return withdrawn;
  }

  /** A member's message; empty if it counts now or did before, else why it does not. */
  Optional<RoundProblem> receive(SignedMessage message) {
    String hash = message.context().studyHash().hex();
    return store
        .jdbi()
        .inTransaction(
            handle ->
                states
                    .lock(handle, hash)
                    .map(before -> receive(handle, before, message))
                    .orElse(Optional.of(RoundProblem.NO_SUCH_ROUND)));
  }

  private Optional<RoundProblem> receive(Handle handle, Held before, SignedMessage message) {
    Transition transition =
        before.machine().step(before.state(), new CoordinatorEvent.Received(message));
    String hash = message.context().studyHash().hex();
    byte[] bytes = message.encode();
    if (changes(before, transition)) {
      // Looked for under the study's lock: keep() may be replacing the vector.
      if (lacksVector(hash, message)) {
        return Optional.of(RoundProblem.VECTOR_MISSING);
      }
      apply(handle, before, transition, new Event("RECEIVED", bytes));
      return Optional.empty();
    }
    Reception reception = before.machine().judge(before.state(), message);
    boolean repeated =
        reception == Reception.REPEATED
            || (reception == Reception.LATE && store.hasTaken(handle, hash, bytes));
    return repeated ? Optional.empty() : Optional.of(RoundProblem.of(reception));
  }

  /** Whether a vector for this place can be of use in this state. */
  static boolean collects(CoordinatorRound state, RoundKey key) {
    return state instanceof CoordinatorRound.Collecting
        && state.course().epoch() == key.epoch()
        && state.course().round() + 1 == key.round();
  }

  /**
   * Makes a vector the member's only one of its round; false if the round is over, or the member
   * has signed another vector's root.
   */
  boolean keep(RoundKey key, String member, VectorFiles.Incoming vector) throws IOException {
    return store
        .jdbi()
        .inTransaction(
            handle -> {
              CoordinatorRound state =
                  states.lock(handle, key.study()).map(Held::state).orElse(null);
              if (!collects(state, key) || hasSignedAnother(state, member, vector.root())) {
                return false;
              }
              files.keep(key, member, vector);
              return true;
            });
  }

  void deadlinePassed(String hash) {
    happened(hash, new CoordinatorEvent.DeadlinePassed(), "DEADLINE");
  }

  void rosterChanged(String hash) {
    happened(hash, new CoordinatorEvent.RosterChanged(), "ROSTER");
  }

  private void happened(String hash, CoordinatorEvent event, String kind) {
    store
        .jdbi()
        .useTransaction(
            handle ->
                states
                    .lock(handle, hash)
                    .ifPresent(before -> advance(handle, before, event, kind)));
  }

  /** Adds up a round whose vectors are all here; nothing if another process did. */
  void open(String hash, Lease lease) throws IOException {
    if (!(state(hash).orElseThrow() instanceof Opening opening)) {
      return;
    }
    Course course = opening.course();
    RoundKey key = new RoundKey(hash, course.epoch(), course.round() + 1);
    try {
      VectorSum empty =
          new VectorSum(
              CoordinatorMachine.expectedLength(opening), CoordinatorMachine.expectedRing(opening));
      Optional<long[]> sum = files.open(key, empty, opening.received(), lease::lasts);
      if (sum.isPresent()) {
        publish(hash, opening, sum.get());
      }
    } catch (IOException e) {
      // Whoever took the round over may have cleared its vectors away.
      if (lease.isHeld()) {
        throw e;
      }
    }
  }

  private void publish(String hash, Opening opening, long[] sum) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              Held before = states.lock(handle, hash).orElseThrow();
              // The vectors of another epoch have another sum.
              if (before.state().equals(opening)) {
                advance(handle, before, new CoordinatorEvent.Opened(sum), "OPENED");
              }
            });
  }

  /** The state of a study as of now. */
  Optional<CoordinatorRound> state(String hash) {
    return store.jdbi().inTransaction(handle -> states.lock(handle, hash)).map(Held::state);
  }

  VectorFiles files() {
    return files;
  }

  private Submission submit(Handle handle, Study study) {
    Optional<Submission> otherwise = rules.otherwise(handle, study);
    if (otherwise.isPresent()) {
      return otherwise.get();
    }
    store.insert(handle, study);
    Held fresh = states.begin(study);
    advance(handle, fresh, new CoordinatorEvent.Submitted(), "SUBMITTED");
    return new Submission.Accepted(true);
  }

  private boolean lacksVector(String hash, SignedMessage message) {
    return message.body() instanceof MaskedVector upload
        && !files.has(
            new RoundKey(hash, message.context().epoch(), upload.round()),
            message.sender(),
            upload.root());
  }

  private static boolean hasSignedAnother(CoordinatorRound state, String member, ByteString root) {
    Entry signed = ((CoordinatorRound.Collecting) state).received().get(member);
    return signed != null && !((MaskedVector) signed.body()).root().equals(root);
  }

  /** False if the event changed nothing and was not recorded. */
  private boolean advance(Handle handle, Held before, CoordinatorEvent happened, String kind) {
    Transition transition = before.machine().step(before.state(), happened);
    boolean changed = changes(before, transition);
    if (changed) {
      apply(handle, before, transition, new Event(kind, null));
    }
    return changed;
  }

  /** The machine answers what it ignores with the very state that it was given. */
  private static boolean changes(Held before, Transition transition) {
    return transition.next() != before.state() || !transition.commands().isEmpty();
  }

  private void apply(Handle handle, Held before, Transition transition, Event event) {
    String hash = before.study().hash().hex();
    Held after = before.after(transition.next());
    Set<String> concerned = new TreeSet<>();
    store.append(handle, hash, before.events(), event);
    store.update(handle, before.study(), after.state(), after.events());
    for (CoordinatorCommand command : transition.commands()) {
      if (command instanceof CoordinatorCommand.Send send) {
        inboxes.post(handle, send.member(), send.message().encode());
        concerned.add(send.member());
      } else if (command instanceof CoordinatorCommand.Record record) {
        store.keepCourse(
            handle, hash, after.state().course(), after.events(), error(record.progress()));
        if (record.progress() instanceof Progress.Done done) {
          models.register(handle, before.study(), done, store.roundEpochs(handle, hash));
        }
      }
    }
    if (after.state() instanceof Opening) {
      concerned.add(Waiters.WORK);
    }
    if (!concerned.isEmpty()) {
      announcements.announce(handle, concerned);
    }
    Course course = after.state().course();
    boolean wentOn =
        course.round() > before.state().course().round()
            || course.epoch() > before.state().course().epoch();
    handle.afterCommit(
        () -> {
          states.keep(hash, after);
          waiters.wake(concerned);
          if (wentOn) {
            tidy(hash, course);
          }
        });
  }

  /** In the target's unit; NaN where the round told none. */
  private static double error(Progress progress) {
    if (progress instanceof Progress.Computing computing) {
      return RoundError.of(computing.state()).orElse(Double.NaN);
    }
    if (progress instanceof Progress.Done done) {
      return RoundError.of(done.result()).orElse(Double.NaN);
    }
    return Double.NaN;
  }

  /** What is left now is cleared away by a later round or by the sweep. */
  private void tidy(String hash, Course course) {
    try {
      files.deleteBefore(hash, course);
    } catch (IOException e) {
      LOG.warn("vectors of earlier rounds of study {} stay for now: {}", hash, e.toString());
    }
  }
}
