package org.kumiki.coordinator.rounds;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.rounds.RoundStore.Event;
import org.kumiki.coordinator.rounds.RoundStore.Extent;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.CoordinatorEvent;
import org.kumiki.exchange.round.CoordinatorMachine;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.CoordinatorRound.Course;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;

/**
 * The state of each study, found from what is in the database: the course after the last published
 * round and the events since. What this process saw before saves it the events up to there, so two
 * processes that alternate apply each other's events one by one. Thread-safe.
 */
final class StudyStates {
  /** Others are found again from the database. */
  private static final int MAX_HELD = 64;

  private final RoundStore store;
  private final RosterStore rosters;
  private final Signer signer;
  private final Map<String, Held> held =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Held> eldest) {
              return size() > MAX_HELD;
            }
          });

  StudyStates(RoundStore store, RosterStore rosters, Signer signer) {
    this.store = store;
    this.rosters = rosters;
    this.signer = signer;
  }

  /** A study's state after so many events. */
  record Held(Study study, CoordinatorMachine machine, CoordinatorRound state, int events) {
    Held after(CoordinatorRound next) {
      return new Held(study, machine, next, events + 1);
    }
  }

  /** A study that was just entered and has no events yet; it runs under the roster it names. */
  Held begin(Study study) {
    RosterSnapshot roster = rosters.find(study.rosterHash()).orElseThrow();
    CoordinatorMachine machine = new CoordinatorMachine(study, roster, signer);
    return new Held(study, machine, machine.initial(), 0);
  }

  /** The state as of now, with the study's row locked until the transaction ends. */
  Optional<Held> lock(Handle handle, String hash) {
    Extent extent = store.lock(handle, hash).orElse(null);
    if (extent == null) {
      return Optional.empty();
    }
    Held known = held.get(hash);
    if (known != null && known.events() == extent.events()) {
      return Optional.of(known);
    }
    boolean usable =
        known != null
            && known.events() >= extent.courseEvents()
            && known.events() < extent.events();
    Held start = usable ? known : resumed(handle, hash, extent);
    // The lock shows committed events only, so this may be kept before our own commit.
    return Optional.of(keep(hash, replayed(handle, hash, start)));
  }

  /** Remembers a state whose events are committed; returns it. */
  Held keep(String hash, Held now) {
    // Two threads may come here in another order than they committed in.
    held.merge(hash, now, (a, b) -> a.events() > b.events() ? a : b);
    return now;
  }

  private Held resumed(Handle handle, String hash, Extent extent) {
    RoundStore.Stored stored = store.stored(handle, hash);
    Held fresh = begin(Study.decode(stored.bytes()));
    return stored
        .course()
        .map(course -> fresh.machine().resume(Course.decode(course)))
        .map(state -> new Held(fresh.study(), fresh.machine(), state, extent.courseEvents()))
        .orElse(fresh);
  }

  private Held replayed(Handle handle, String hash, Held start) {
    Held now = start;
    for (Event event : store.events(handle, hash, start.events())) {
      now = now.after(now.machine().step(now.state(), decode(hash, event)).next());
    }
    return now;
  }

  private static CoordinatorEvent decode(String hash, Event event) {
    return switch (event.kind()) {
      case "SUBMITTED" -> new CoordinatorEvent.Submitted();
      case "RECEIVED" -> new CoordinatorEvent.Received(SignedMessage.decode(event.message()));
      case "DEADLINE" -> new CoordinatorEvent.DeadlinePassed();
      case "WITHDRAWN" -> new CoordinatorEvent.Withdrawn();
      case "ROSTER" -> new CoordinatorEvent.RosterChanged();
      // OPENED is always the last event of the course that was kept with it.
      default -> throw new IllegalStateException(event.kind() + " in the replay of " + hash);
    };
  }
}
