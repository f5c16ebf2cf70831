package org.kumiki.coordinator.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
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
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;

/**
 * Drives the pure machine of every study: an event is recorded, stepped and answered in one
 * transaction, so that a process that is killed at any moment goes on where the last commit stands.
 *
 * <p>Thread-safe; several processes on one database take turns by the study's row.
 */
public final class StudyRuns {
  private final RoundStore store;
  private final ModelStore models;
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
      VectorFiles files,
      RosterSnapshot roster,
      Signer signer,
      Waiters waiters) {
    this.store = store;
    this.models = models;
    this.files = files;
    this.roster = roster;
    this.signer = signer;
    this.waiters = waiters;
  }

  /** Records a study and proposes it to its cohort; false if it was submitted before. */
  public boolean submit(Study study) {
    String hash = study.hash().hex();
    boolean fresh =
        store
            .jdbi()
            .inTransaction(
                handle -> {
                  if (!store.insert(handle, study)) {
                    return false;
                  }
                  apply(handle, hash, new Event("SUBMITTED", null));
                  return true;
                });
    waiters.wake();
    return fresh;
  }

  /** Takes a study back; false if there is none. */
  public boolean withdraw(String hash) {
    return record(hash, new Event("WITHDRAWN", null)).isPresent();
  }

  /** A member's message; false if it names no study here or its vector was not uploaded. */
  boolean receive(SignedMessage message) {
    String hash = message.context().studyHash().hex();
    if (message.body() instanceof MaskedVector upload) {
      RoundKey key = new RoundKey(hash, message.context().epoch(), upload.round());
      if (!files.has(key, message.sender(), upload.root())) {
        return false;
      }
    }
    return record(hash, new Event("RECEIVED", message.encode())).isPresent();
  }

  void deadlinePassed(String hash) {
    record(hash, new Event("DEADLINE", null));
  }

  /** Adds up a round whose vectors are all here. */
  void open(String hash) throws IOException {
    Held now = store.jdbi().inTransaction(handle -> current(handle, hash)).orElseThrow();
    if (now.state() instanceof CoordinatorRound.Opening opening) {
      files.open(key(hash, opening), CoordinatorMachine.expectedLength(opening), opening.received());
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

  private Optional<CoordinatorRound> record(String hash, Event event) {
    Optional<CoordinatorRound> next =
        store.jdbi().inTransaction(handle -> apply(handle, hash, event));
    waiters.wake();
    return next;
  }

  private Optional<CoordinatorRound> apply(Handle handle, String hash, Event event) {
    Held before = current(handle, hash).orElse(null);
    if (before == null) {
      return Optional.empty();
    }
    CoordinatorEvent happened = decode(hash, before.state(), event);
    CoordinatorMachine.Transition transition = before.machine().step(before.state(), happened);
    if (transition.next() == before.state() && transition.commands().isEmpty()) {
      return Optional.of(before.state());
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
    Held after =
        new Held(before.study(), before.machine(), transition.next(), before.events() + 1);
    handle.afterCommit(() -> held.put(hash, after));
    return Optional.of(transition.next());
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
      return files.sum(key(hash, opening));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RoundKey key(String hash, CoordinatorRound.Opening opening) {
    CoordinatorRound.Course course = opening.course();
    return new RoundKey(hash, course.epoch(), course.round() + 1);
  }
}
