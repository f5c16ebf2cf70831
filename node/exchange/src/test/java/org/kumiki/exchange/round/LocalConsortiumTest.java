package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerEntry.Verdict;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.MomentsResult;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.RehearsalResult;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;

class LocalConsortiumTest {
  @Test
  void ridgeBySecureSumsEqualsRidgeOnPooledRows() {
    Federation federation = new Federation(4, 1).withRows(50);
    LocalConsortium.Outcome outcome = federation.consortium(federation.ridge()).run();

    RidgeModel federated = (RidgeModel) ((Progress.Done) outcome.progress()).result();
    RidgeModel pooled = (RidgeModel) pooled(federation, federation.ridge().computation());
    assertArrayEquals(pooled.weights(), federated.weights(), 1e-9 * 10);
    assertEquals(200, federated.rows());
    assertEquals(4, federated.contributors());
    assertEquals(4, outcome.rounds(), "flags, centring, scaling and products");
  }

  @Test
  void meansOfSevenMembersEqualThePooledMeans() {
    Federation federation = new Federation(7, 2).withRows(31);
    LocalConsortium.Outcome outcome = federation.consortium(federation.statistics()).run();

    MomentsResult federated = (MomentsResult) ((Progress.Done) outcome.progress()).result();
    MomentsResult pooled =
        (MomentsResult) pooled(federation, federation.statistics().computation());
    assertArrayEquals(pooled.means(), federated.means(), 1e-9);
    assertArrayEquals(pooled.variances(), federated.variances(), 1e-8);
  }

  @Test
  void membersThatSignWithBothKeysAndMembersThatDoNotAnswerTogether() {
    Federation federation = new Federation(4, 2, 12).withRows(40);
    assertEquals(2, federation.roster.protocol());
    LocalConsortium.Outcome outcome = federation.consortium(federation.statistics()).run();

    MomentsResult federated = (MomentsResult) ((Progress.Done) outcome.progress()).result();
    MomentsResult pooled =
        (MomentsResult) pooled(federation, federation.statistics().computation());
    assertArrayEquals(pooled.means(), federated.means(), 1e-9);
  }

  @Test
  void aMemberBelowTheMinimumOfRowsIsCountedOutAndItsRowsStayHome() {
    Federation federation = new Federation(4, 3).withRows(50);
    federation.rows.put("member-b", federation.batch(9));
    LocalConsortium.Outcome outcome = federation.consortium(federation.statistics()).run();

    Progress.Done done = (Progress.Done) outcome.progress();
    assertEquals(3, done.contributors());
    assertEquals(150, ((MomentsResult) done.result()).counts()[0]);
    List<LedgerEntry> ledger = federation.ledgers.get("member-b");
    assertTrue(ledger.stream().allMatch(entry -> entry.verdict() == Verdict.WITHHELD));
    assertEquals("9 rows take part, the rule asks for at least 10", ledger.get(0).reason());
  }

  @Test
  void twoContributorsAreTooFewAndNoPayloadRoundStarts() {
    Federation federation = new Federation(4, 4).withRows(50);
    federation.rows.put("member-b", federation.batch(9));
    federation.rows.put("member-c", federation.batch(1));
    LocalConsortium.Outcome outcome = federation.consortium(federation.ridge()).run();

    assertEquals(new Progress.Failed(Reason.TOO_FEW_CONTRIBUTORS), outcome.progress());
    assertEquals(1, outcome.rounds());
    assertEquals(1, federation.ledgers.get("member-a").size());
  }

  @Test
  void everyVectorIsInTheLedgerBeforeItLeaves() {
    Federation federation = new Federation(3, 5).withRows(20);
    LocalConsortium consortium = federation.consortium(federation.ridge());
    LocalConsortium.Outcome outcome = consortium.run();

    assertInstanceOf(NodeRound.Ended.class, consortium.nodeState("member-a"));
    for (List<LedgerEntry> ledger : federation.ledgers.values()) {
      assertEquals(outcome.rounds(), ledger.size());
      assertTrue(ledger.stream().allMatch(entry -> entry.cohort() == 3));
    }
  }

  @Test
  void aRehearsalRunsWithoutAnybodysRowsAndItsLedgersSayWhatLeft() {
    Federation federation = new Federation(3, 6);
    LocalConsortium.Outcome outcome = federation.consortium(federation.rehearsal(1000, 3)).run();

    RehearsalResult result = (RehearsalResult) ((Progress.Done) outcome.progress()).result();
    assertEquals(3, result.contributors());
    assertEquals(4, outcome.rounds(), "flags and three rounds");
    assertEquals(result, inTheClear(federation.rehearsal(1000, 3)));
    List<String> subjects =
        federation.ledgers.get("member-a").stream().map(LedgerEntry::subject).toList();
    assertEquals(
        "whether this member can contribute, and has new data (0 or 1 each)", subjects.get(0));
    assertTrue(subjects.get(3).endsWith("no row was read"), subjects.get(3));
  }

  @Test
  void whatLeavesIsWhatTheStewardWasToldBeforehand() {
    Federation federation = new Federation(3, 8).withRows(20);
    for (Study study :
        List.of(federation.ridge(), federation.statistics(), federation.rehearsal(70, 4))) {
      federation.ledgers.values().forEach(List::clear);
      federation.consortium(study).run();
      List<Long> told = new ArrayList<>();
      for (RoundPlan.Step step : RoundPlan.of(study).steps()) {
        told.addAll(Collections.nCopies(step.vectors(), step.entries()));
      }
      List<Long> left =
          federation.ledgers.get("member-a").stream().map(entry -> (long) entry.length()).toList();
      assertEquals(left, told, study.method().code());
      assertEquals(left.size(), RoundPlan.of(study).vectors());
      assertEquals(left.stream().mapToLong(Long::longValue).sum(), RoundPlan.of(study).numbers());
    }
  }

  /** The members' equal vectors in fixed point, added without masks. */
  private static Result inTheClear(Study study) {
    Progress progress = new Progress.Flags();
    while (!progress.ended()) {
      long[] sum =
          Progress.layout(study, progress)
              .quantise(Contribution.rehearsed(progress).values())
              .orElseThrow();
      for (int i = 0; i < sum.length; i++) {
        sum[i] *= study.cohort().size();
      }
      progress = Progress.advance(study, progress, sum);
    }
    return ((Progress.Done) progress).result();
  }

  private static Result pooled(Federation federation, Computation computation) {
    Stage stage = Algorithms.of(computation).start(computation);
    while (stage instanceof State state) {
      Partial partial = Algorithms.of(computation).localStep(state).start();
      partial.add(federation.pooled());
      stage = Algorithms.of(computation).merge(state, partial.vector(), 1);
    }
    return (Result) stage;
  }
}
