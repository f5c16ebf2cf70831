package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.round.CoordinatorRound.Course;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;

/** A course that was kept after a published round stands for all that happened before. */
class CoordinatorResumeTest {
  /** A study's states and letters, event by event. */
  private record History(
      CoordinatorMachine machine, List<CoordinatorEvent> events, List<Moment> moments) {}

  private record Moment(CoordinatorRound state, List<CoordinatorCommand> commands) {}

  @Property(tries = 40)
  void replayFromAnyPublishedRoundEqualsFullReplay(
      @ForAll long seed, @ForAll @IntRange(max = 12) int faults, @ForAll boolean ridge) {
    History history = history(seed, faults, ridge);
    int published = 0;
    for (int i = 0; i < history.events().size(); i++) {
      if (!(history.events().get(i) instanceof CoordinatorEvent.Opened)) {
        continue;
      }
      Moment moment = history.moments().get(i);
      if (moment.commands().isEmpty()) {
        continue;
      }
      published++;
      Course kept = Course.decode(moment.state().course().encode());
      CoordinatorRound state = history.machine().resume(kept);
      assertEquals(moment.state(), state);
      for (int later = i + 1; later < history.events().size(); later++) {
        CoordinatorMachine.Transition step =
            history.machine().step(state, history.events().get(later));
        state = step.next();
        assertEquals(history.moments().get(later).state(), state);
        assertEquals(history.moments().get(later).commands(), step.commands());
      }
    }
    assertTrue(published > 0, "a simulation publishes at least its flags");
  }

  @Test
  void theResumedStartIsTheSignedOneByteForByte() {
    History history = history(1, 0, true);
    int starts = 0;
    for (Moment moment : history.moments()) {
      if (moment.state() instanceof CoordinatorRound.Collecting collecting
          && collecting.received().isEmpty()
          && collecting.course().round() > 0) {
        CoordinatorRound.Collecting resumed =
            (CoordinatorRound.Collecting) history.machine().resume(collecting.course());
        assertEquals(
            SignedMessage.decode(collecting.start().encode()),
            SignedMessage.decode(resumed.start().encode()));
        starts++;
      }
    }
    assertEquals(3, starts, "ridge has three payload rounds after its flags");
  }

  @Test
  void aCourseThatEndedResumesToItsEnd() {
    Federation federation = new Federation(3, 5);
    Study study = federation.statistics();
    CoordinatorMachine machine =
        new CoordinatorMachine(study, federation.roster, federation.coordinator);
    Course course = new Course(new Progress.Failed(Reason.SINGULAR), 4, 2);
    assertEquals(
        new CoordinatorRound.Ended(course, Reason.SINGULAR),
        machine.resume(Course.decode(course.encode())));
    assertThrows(IllegalArgumentException.class, () -> machine.resume(Course.fresh()));
  }

  private static History history(long seed, int faults, boolean ridge) {
    Federation federation = new Federation(3, 5).withRows(20);
    Study study = ridge ? federation.ridge() : federation.statistics();
    List<CoordinatorEvent> events =
        new Simulation(federation, study, seed, faults).run().coordinator.events();
    CoordinatorMachine machine =
        new CoordinatorMachine(study, federation.roster, federation.coordinator);
    List<Moment> moments = new ArrayList<>();
    CoordinatorRound state = machine.initial();
    for (CoordinatorEvent event : events) {
      CoordinatorMachine.Transition step = machine.step(state, event);
      state = step.next();
      moments.add(new Moment(state, step.commands()));
    }
    return new History(machine, events, moments);
  }
}
