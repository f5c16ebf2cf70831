package org.kumiki.trial.seeded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Consumer;
import org.kumiki.exchange.round.CoordinatorEvent;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Progress;
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

/** One seed: a consortium of three to six, some studies one after the other, and faults. */
final class SeededRun {
  /** Sizes are drawn from here: small ones find as much and cost less. */
  private static final List<Integer> SIZES = List.of(3, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6);

  /** What befalls a study, besides faults. */
  private enum Fate {
    NONE,
    MISSING_MEMBER,
    DECLINED,
    WITHDRAWN
  }

  private final Chance chance;
  private final Consumer<String> trace;
  private final Federation federation;
  private final Schedule schedule;
  private final SeedTally tally = new SeedTally();

  private SeededRun(long seed, Consumer<String> trace) {
    this.chance = new Chance(seed);
    this.trace = trace;
    int members = chance.pick(SIZES);
    int few = chance.oneIn(3) ? chance.below(members) : -1;
    Consortium consortium =
        Consortium.of(members, i -> Consortium.batch(i == few ? chance.below(10) : 10 + i, chance));
    this.federation = new Federation(consortium, seed);
    this.schedule = new Schedule(federation, chance, chance.below(14), trace);
  }

  /** Runs a seed to its end; fails with what it found. */
  static SeedTally run(long seed, Consumer<String> trace) {
    Consortium.forgetSignatures();
    return new SeededRun(seed, trace).run();
  }

  private SeedTally run() {
    int studies = 2 + chance.below(2);
    for (int number = 1; number <= studies; number++) {
      String title = "Study " + number;
      Study study =
          switch (chance.below(6)) {
            case 0 -> federation.consortium.rehearsal(title);
            case 1, 2 -> federation.consortium.ridge(title);
            default -> federation.consortium.statistics(title);
          };
      Fate fate = chance.oneIn(6) ? chance.pick(List.of(Fate.values())) : Fate.NONE;
      run(study, fate);
    }
    federation.coordinator.restart();
    tally.seeds++;
    tally.epochs += federation.watch.newEpochs();
    tally.uploads += federation.watch.uploads();
    return tally;
  }

  private void run(Study study, Fate fate) {
    trace.accept("a study of " + study.cohort() + " by " + study.method() + ", fate " + fate);
    MemberProcess chosen = chance.pick(List.copyOf(federation.members.values()));
    chosen.declines = fate == Fate.DECLINED;
    federation.submit(study);
    if (fate == Fate.MISSING_MEMBER) {
      loseSight(study, chosen.name());
    } else if (fate == Fate.WITHDRAWN) {
      steps(chance.below(80));
      federation.coordinator.handle(study, new CoordinatorEvent.Withdrawn(), Boundary.NONE);
    }
    schedule.run();
    chosen.declines = false;
    checkEnd(study, fate);
    tally.studies++;
  }

  private void steps(int count) {
    for (int i = 0; i < count; i++) {
      schedule.step();
    }
  }

  /** A member is switched off at some step: all wait for it by name, and the deadline ends it. */
  private void loseSight(Study study, String member) {
    steps(chance.below(80));
    schedule.silence(member);
    schedule.run();
    CoordinatorRound stuck = federation.coordinator.state(study);
    if (!(stuck instanceof CoordinatorRound.Ended)) {
      tally.waited++;
      assertEquals(List.of(member), stuck.awaited(study.cohort()), "who is awaited");
      federation.coordinator.handle(study, new CoordinatorEvent.DeadlinePassed(), Boundary.NONE);
      schedule.run();
    }
    schedule.wake();
  }

  private void checkEnd(Study study, Fate fate) {
    CoordinatorRound.Ended ended =
        assertInstanceOf(
            CoordinatorRound.Ended.class, federation.coordinator.state(study), "the study ends");
    for (MemberProcess member : federation.members.values()) {
      NodeRound.Ended own =
          assertInstanceOf(NodeRound.Ended.class, member.state(study), member.name());
      assertEquals(ended.reason(), own.reason(), own.sentence());
    }
    Progress last = federation.watch.plain(study).last();
    Reason expected = last instanceof Progress.Failed failed ? failed.reason() : Reason.COMPLETED;
    List<Reason> reasons =
        switch (fate) {
          case NONE -> List.of(expected);
          case MISSING_MEMBER -> List.of(expected, Reason.DEADLINE);
          case DECLINED -> List.of(Reason.DECLINED);
          case WITHDRAWN -> List.of(expected, Reason.WITHDRAWN);
        };
    assertTrue(reasons.contains(ended.reason()), ended.reason() + " is none of " + reasons);
    if (ended.reason() == Reason.COMPLETED) {
      tally.completed++;
      Progress.Done done = (Progress.Done) ended.course().progress();
      assertEquals(last.hash(), done.hash(), "not a bit differs from an undisturbed run");
      if (study.readsRows()) {
        checkPooled(study, done.result());
      }
    }
  }

  /** The same computation over the rows of all that may contribute, in floating point. */
  private void checkPooled(Study study, Result result) {
    Computation computation = study.computation();
    Stage stage = Algorithms.of(computation).start(computation);
    while (stage instanceof State state) {
      Partial partial = Algorithms.of(computation).localStep(state).start();
      for (String member : study.cohort()) {
        if (federation.consortium.rows(member).rows() >= study.minimumRows()) {
          partial.add(federation.consortium.rows(member));
        }
      }
      stage = Algorithms.of(computation).merge(state, partial.vector(), 1);
    }
    if (stage instanceof RidgeModel model) {
      assertArrayEquals(model.weights(), ((RidgeModel) result).weights(), 1e-8);
    } else {
      MomentsResult pooled = (MomentsResult) stage;
      assertArrayEquals(pooled.means(), ((MomentsResult) result).means(), 1e-9);
      assertArrayEquals(pooled.variances(), ((MomentsResult) result).variances(), 1e-7);
    }
  }
}
