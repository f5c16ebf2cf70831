package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.coordinator.rounds.RoundStore.Event;
import org.kumiki.coordinator.rounds.VectorFiles.RoundKey;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.CoordinatorCommand;
import org.kumiki.exchange.round.CoordinatorEvent;
import org.kumiki.exchange.round.CoordinatorMachine;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;

/**
 * Drives the pure machine of every study: an event is recorded, stepped and answered in one
 * transaction, so that a process that is killed at any moment goes on where the last commit stands.
 *
 * <p>Thread-safe. Rows would let several processes on one database take turns; the vectors would
 * then have to lie in a folder that all of them share, and nobody has tested that yet.
 */
public final class StudyRuns {
  private final RoundStore store;
  private final ModelStore models;
  private final MembershipStore members;
  private final VectorFiles files;
  private final RosterSnapshot roster;
  private final Signer signer;
  private final Waiters waiters;
  private final Map<String, Held> held = new ConcurrentHashMap<>();

  /** A study's state after so many events, as this process last saw it. */
  private record Held(
      Study study, CoordinatorMachine machine, CoordinatorRound state, int events) {}

  StudyRuns(
      RoundStore store,
      ModelStore models,
      MembershipStore members,
      VectorFiles files,
      RosterSnapshot roster,
      Signer signer,
      Waiters waiters) {
    this.store = store;
    this.models = models;
    this.members = members;
    this.files = files;
    this.roster = roster;
    this.signer = signer;
    this.waiters = waiters;
  }

  /** What became of a request to take a study back. */
  public enum Withdrawal {
    WITHDRAWN,
    ENDED_BEFORE,
    UNKNOWN
  }

  /** Records a study and proposes it to its cohort, unless something speaks against it. */
  public Submission submit(Study study) {
    Submission outcome = store.jdbi().inTransaction(handle -> submit(handle, study));
    waiters.wake();
    return outcome;
  }

  /** Takes a study back; what was opened before stays known. */
  public Withdrawal withdraw(String hash) {
    Withdrawal outcome =
        store
            .jdbi()
            .inTransaction(
                handle -> {
                  Held before = current(handle, hash).orElse(null);
                  if (before == null) {
                    return Withdrawal.UNKNOWN;
                  }
                  if (before.state() instanceof CoordinatorRound.Ended) {
                    return Withdrawal.ENDED_BEFORE;
                  }
                  advance(handle, before, new Event("WITHDRAWN", null));
                  return Withdrawal.WITHDRAWN;
                });
    waiters.wake();
    return outcome;
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

  /** A member's message; false if it names no study here or its vector was not uploaded. */
  boolean receive(SignedMessage message) {
    String hash = message.context().studyHash().hex();
    boolean known =
        store
            .jdbi()
            .inTransaction(
                handle -> {
                  Held before = current(handle, hash).orElse(null);
                  // Looked for under the study's lock: keep() may be replacing the vector.
                  if (before == null || lacksVector(hash, message)) {
                    return false;
                  }
                  advance(handle, before, new Event("RECEIVED", message.encode()));
                  return true;
                });
    waiters.wake();
    return known;
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
              CoordinatorRound state = current(handle, key.study()).map(Held::state).orElse(null);
              if (!collects(state, key) || hasSignedAnother(state, member, vector.root())) {
                return false;
              }
              files.keep(key, member, vector);
              return true;
            });
  }

  void deadlinePassed(String hash) {
    record(hash, new Event("DEADLINE", null));
  }

  /** Adds up a round whose vectors are all here. */
  void open(String hash) throws IOException {
    Held now = store.jdbi().inTransaction(handle -> current(handle, hash)).orElseThrow();
    if (now.state() instanceof CoordinatorRound.Opening opening) {
      files.open(
          key(hash, opening),
          CoordinatorMachine.expectedLength(opening),
          CoordinatorMachine.expectedRing(opening),
          opening.received());
      record(hash, new Event("OPENED", null));
    }
  }

  /** The state of a study as of now. */
  Optional<CoordinatorRound> state(String hash) {
    return store.jdbi().inTransaction(handle -> current(handle, hash)).map(Held::state);
  }

  VectorFiles files() {
    return files;
  }

  private Submission submit(Handle handle, Study study) {
    String hash = study.hash().hex();
    store.lockSubmissions(handle);
    RoundStore.Summary earlier = store.summary(handle, hash).orElse(null);
    if (earlier != null) {
      return earlier.reason() == null
          ? new Submission.Accepted(false)
          : new Submission.EndedBefore(Reason.valueOf(earlier.reason()));
    }
    List<String> revoked = members.lockRevoked(handle, study.cohort());
    if (!revoked.isEmpty()) {
      return new Submission.Revoked(revoked);
    }
    for (Study running : store.running(handle)) {
      if (asksTheSame(running, study)) {
        return new Submission.AskedAlready(running.hash().hex());
      }
    }
    store.insert(handle, study);
    current(handle, hash).ifPresent(held -> advance(handle, held, new Event("SUBMITTED", null)));
    return new Submission.Accepted(true);
  }

  /** Equal but for the deadline, which is another one each time a duration is counted from now. */
  private static boolean asksTheSame(Study one, Study other) {
    return one.equals(
        new Study(
            other.consortium(),
            other.rosterHash(),
            other.dataEpoch(),
            other.title(),
            other.purpose(),
            other.cohort(),
            other.method(),
            other.features(),
            other.target(),
            other.conditions(),
            other.maxRowsPerMember(),
            other.minimumContributors(),
            other.minimumRows(),
            one.deadlineEpochSecond()));
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

  private void record(String hash, Event event) {
    store
        .jdbi()
        .useTransaction(
            handle -> current(handle, hash).ifPresent(held -> advance(handle, held, event)));
    waiters.wake();
  }

  private void advance(Handle handle, Held before, Event event) {
    String hash = before.study().hash().hex();
    CoordinatorEvent happened = decode(hash, before.state(), event);
    CoordinatorMachine.Transition transition = before.machine().step(before.state(), happened);
    // By value: a message that came twice gives an equal state, not the same object.
    if (transition.next().equals(before.state()) && transition.commands().isEmpty()) {
      return;
    }
    store.append(handle, hash, before.events(), event);
    for (CoordinatorCommand command : transition.commands()) {
      if (command instanceof CoordinatorCommand.Send send) {
        store.post(handle, send.member(), send.message().encode());
      } else if (command instanceof CoordinatorCommand.Record record
          && record.progress() instanceof Progress.Done done) {
        models.register(handle, before.study(), done);
      }
    }
    store.update(handle, before.study(), transition.next(), before.events() + 1);
    Held after = new Held(before.study(), before.machine(), transition.next(), before.events() + 1);
    handle.afterCommit(() -> held.put(hash, after));
  }

  private Optional<Held> current(Handle handle, String hash) {
    Integer events = store.lock(handle, hash).orElse(null);
    if (events == null) {
      return Optional.empty();
    }
    Held known = held.get(hash);
    return Optional.of(known != null && known.events() == events ? known : replay(handle, hash));
  }

  private Held replay(Handle handle, String hash) {
    byte[] bytes =
        handle
            .createQuery("SELECT bytes FROM study WHERE hash = :hash")
            .bind("hash", hash)
            .mapTo(byte[].class)
            .one();
    Study study = Study.decode(bytes);
    CoordinatorMachine machine = new CoordinatorMachine(study, roster, signer);
    CoordinatorRound state = machine.initial();
    int events = 0;
    for (Event event : store.events(handle, hash)) {
      state = machine.step(state, decode(hash, state, event)).next();
      events++;
    }
    return new Held(study, machine, state, events);
  }

  private CoordinatorEvent decode(String hash, CoordinatorRound state, Event event) {
    return switch (event.kind()) {
      case "SUBMITTED" -> new CoordinatorEvent.Submitted();
      case "RECEIVED" -> new CoordinatorEvent.Received(SignedMessage.decode(event.message()));
      case "DEADLINE" -> new CoordinatorEvent.DeadlinePassed();
      case "WITHDRAWN" -> new CoordinatorEvent.Withdrawn();
      case "OPENED" -> new CoordinatorEvent.Opened(sum(hash, state));
      default -> throw new IllegalStateException("event kind " + event.kind());
    };
  }

  private long[] sum(String hash, CoordinatorRound state) {
    if (!(state instanceof CoordinatorRound.Opening opening)) {
      // Another process opened the same round first; the machine ignores this event.
      return new long[0];
    }
    try {
      return files.sum(key(hash, opening), CoordinatorMachine.expectedRing(opening));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RoundKey key(String hash, CoordinatorRound.Opening opening) {
    CoordinatorRound.Course course = opening.course();
    return new RoundKey(hash, course.epoch(), course.round() + 1);
  }
}
