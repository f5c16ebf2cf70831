package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.MomentsResult;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;

/** Whole federations from seeds, with what networks and processes do to them. */
class SimulationTest {
  private static final int SEEDS = Integer.getInteger("kumiki.simulation.seeds", 200);

  @Test
  void everyStudyEndsWithThePooledAnswerWhateverIsRepeatedDelayedOrRestarted() {
    int epochs = 0;
    int withheld = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        Simulation simulation = simulation(seed);
        new LeakOracle(simulation.run()).check();
        assertAnswer(simulation);
        epochs += (int) simulation.coordinator.state().course().epoch();
        withheld += simulation.federation.rows.get("member-a").rows() < 10 ? 1 : 0;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + " fails", e);
      }
    }
    System.out.println(
        "simulation: " + SEEDS + " seeds, " + epochs + " epochs, " + withheld + " with a zero");
    assertTrue(epochs > SEEDS + SEEDS / 4, "restarts happened: " + epochs + " epochs");
  }

  @Test
  void whileAMemberIsMissingNothingOpensAndTheDeadlineEndsTheStudy() {
    int missed = 0;
    for (long seed = 0; seed < 40; seed++) {
      try {
        Simulation simulation = simulation(seed);
        Random random = new Random(seed);
        int steps = random.nextInt(120);
        for (int i = 0; i < steps; i++) {
          simulation.step();
        }
        simulation.silent = simulation.study.cohort().get(random.nextInt(3));
        simulation.run();
        new LeakOracle(simulation).check();
        CoordinatorRound stuck = simulation.coordinator.state();
        if (!(stuck instanceof CoordinatorRound.Ended)) {
          missed++;
          assertEquals(
              List.of(simulation.silent), stuck.awaited(simulation.study.cohort()), "awaited");
          simulation.coordinator.handle(new CoordinatorEvent.DeadlinePassed());
          simulation.run();
          new LeakOracle(simulation).check();
          CoordinatorRound.Ended ended =
              assertInstanceOf(CoordinatorRound.Ended.class, simulation.coordinator.state());
          assertEquals(Reason.DEADLINE, ended.reason());
          for (SimulatedNode node : simulation.nodes.values()) {
            if (!node.seat.name().equals(simulation.silent)) {
              NodeRound.Ended over = assertInstanceOf(NodeRound.Ended.class, node.state());
              assertEquals(Reason.DEADLINE, over.reason());
            }
          }
        }
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + " fails", e);
      }
    }
    assertTrue(missed > 20, missed + " studies waited for somebody");
  }

  private static Simulation simulation(long seed) {
    Random random = new Random(seed);
    int members = 3 + random.nextInt(3);
    Federation federation = new Federation(members, seed).withRows(10 + random.nextInt(20));
    // Three must remain that contribute, four of five.
    if (members > 3 && random.nextBoolean()) {
      federation.rows.put("member-a", federation.batch(random.nextInt(10)));
    }
    Study study = seed % 3 == 0 ? federation.ridge() : federation.statistics();
    return new Simulation(federation, study, seed, random.nextInt(12));
  }

  private static void assertAnswer(Simulation simulation) {
    CoordinatorRound.Ended ended =
        assertInstanceOf(CoordinatorRound.Ended.class, simulation.coordinator.state());
    assertEquals(Reason.COMPLETED, ended.reason());
    for (SimulatedNode node : simulation.nodes.values()) {
      NodeRound.Ended over = assertInstanceOf(NodeRound.Ended.class, node.state());
      assertEquals(Reason.COMPLETED, over.reason(), over.sentence());
    }
    Progress.Done done = assertInstanceOf(Progress.Done.class, ended.course().progress());
    Result pooled = pooled(simulation);
    if (pooled instanceof RidgeModel model) {
      assertArrayEquals(model.weights(), ((RidgeModel) done.result()).weights(), 1e-8);
    } else {
      MomentsResult expected = (MomentsResult) pooled;
      MomentsResult got = (MomentsResult) done.result();
      assertArrayEquals(expected.counts(), got.counts());
      assertArrayEquals(expected.means(), got.means(), 1e-9);
      assertArrayEquals(expected.variances(), got.variances(), 1e-7);
    }
  }

  /** The same computation over the rows of all that may contribute, in one place. */
  private static Result pooled(Simulation simulation) {
    Federation federation = simulation.federation;
    Computation computation = simulation.study.computation();
    Stage stage = Algorithms.of(computation).start(computation);
    while (stage instanceof State state) {
      Partial partial = Algorithms.of(computation).localStep(state).start();
      federation.rows.values().stream().filter(b -> b.rows() >= 10).forEach(partial::add);
      stage = Algorithms.of(computation).merge(state, partial.vector(), 1);
    }
    return (Result) stage;
  }
}
