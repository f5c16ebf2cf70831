package org.kumiki.trial.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.kumiki.trial.attack.Attacked.BYSTANDER;
import static org.kumiki.trial.attack.Attacked.LIAR;
import static org.kumiki.trial.attack.Attacked.VICTIM;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.EpochOpen;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.trial.seeded.Script;

/** Attacks on a round by the coordinator: another question to one member, or twice. */
class RoundAttackTest {
  /** The last entry of round 2: a sum of scaled values, of rows it says nothing. */
  private static final int LAST = 4;

  @Test
  void anotherStateForOneMemberGetsNoVector() {
    startWith("progressHash", Forged.OTHER_HASH).victimStopped("another state");
  }

  @Test
  void craftedCentresAndBoundsGetNoVector() {
    startWith("layoutHash", Forged.OTHER_HASH).victimStopped("other bounds");
  }

  @Test
  void aVectorOfAnotherLengthIsNotMade() {
    startWith("length", 1).victimStopped("other bounds");
  }

  @Test
  void anotherDeadlineGetsNoVector() {
    startWith("deadlineEpochSecond", 1L).victimStopped("another deadline");
  }

  @Test
  void aRoundThatIsSkippedGetsNoVector() {
    startWith("round", 3).victimStopped("not the next");
  }

  /** The start of round 2, changed for the victim. */
  private static Attacked startWith(String component, Object value) {
    Attacked attacked =
        Attacked.byCoordinator(
                (letter, a) ->
                    letter.body() instanceof RoundStart start && start.round() == 2
                        ? Forged.body(letter, Forged.with(start, component, value))
                        : letter)
            .run();
    attacked.vectors(0, VICTIM, 2);
    attacked.vectors(0, VICTIM, 3);
    return attacked;
  }

  @Test
  void anEpochOnAnotherStateIsNotEntered() {
    Attacked.byCoordinator(
            (letter, a) ->
                letter.body() instanceof EpochOpen open
                    ? Forged.body(letter, Forged.with(open, "progressHash", Forged.OTHER_HASH))
                    : letter)
        .run()
        .victimStopped("another state");
  }

  @Test
  void aSecondStartOfOneRoundGetsNoSecondVector() {
    Attacked attacked =
        Attacked.by(
            new Script() {
              @Override
              public List<SignedMessage> tells(String member, SignedMessage letter) {
                return member.equals(VICTIM) && letter.body() instanceof RoundStart
                    ? List.of(letter, Forged.signedAgain(letter))
                    : List.of(letter);
              }
            });
    attacked.run().vectors(1, VICTIM, 1);
    attacked.victimStopped("RoundStart is out of order");
  }

  @Test
  void twoStartsOfOneRoundGiveVectorsThatOpenToNobody() {
    Attacked attacked =
        Attacked.byCoordinator(
                (letter, a) ->
                    letter.body() instanceof RoundStart ? Forged.signedAgain(letter) : letter)
            .run();
    long[] sum = new long[2];
    for (String member : attacked.study.cohort()) {
      long[] masked = attacked.federation.masked(attacked.study, member, 1).get(0);
      Arrays.setAll(sum, i -> sum[i] + masked[i]);
    }
    assertFalse(Arrays.equals(attacked.federation.plainSum(attacked.study, 1), sum));
  }

  @Test
  void aMemberLeftOutOfTheResultIsFound() {
    Attacked.byCoordinator(
            (letter, a) ->
                letter.body() instanceof RoundResult result
                    ? Forged.body(
                        letter, Forged.with(result, "uploads", result.uploads().subList(0, 2)))
                    : letter)
        .run()
        .victimStopped("left a member of the cohort out");
  }

  @Test
  void anUploadOfAnEarlierRoundDoesNotPass() {
    List<Entry> first = new ArrayList<>();
    Attacked attacked =
        Attacked.byCoordinator(
            (letter, a) -> {
              if (!(letter.body() instanceof RoundResult result)) {
                return letter;
              }
              if (result.round() == 1) {
                first.addAll(result.uploads());
                return letter;
              }
              List<Entry> uploads = new ArrayList<>(result.uploads());
              uploads.set(1, first.get(1));
              return Forged.body(letter, Forged.with(result, "uploads", uploads));
            });
    attacked.run().victimStopped("a published vector is of another round");
  }

  @Test
  void aStudyIsNotCompleteOnTheCoordinatorsWord() {
    Attacked attacked =
        Attacked.byCoordinator(
            (letter, a) ->
                letter.body() instanceof RoundStart start && start.round() == 2
                    ? Forged.body(
                        letter, new org.kumiki.exchange.wire.Message.StudyEnd(Reason.COMPLETED))
                    : letter);
    attacked.run().victimStopped("has not shown its last sum");
  }

  @Test
  void aLedgerThatWasPutBackIsFoundByWhatOthersSaw() {
    Attacked attacked = Attacked.by(Script.HONEST);
    attacked.federation.submit(attacked.consortium.ridge("The first study")).run();
    attacked.federation.member(VICTIM).putLedgerBack();
    attacked.federation.member(VICTIM).restart();
    attacked.run().stopped(VICTIM, Reason.LEDGER_BEHIND, "behind: this node's ledger");
    attacked.vectors(0, VICTIM, 1);
  }

  @Test
  void whatAMemberAddsWithinItsBoundMovesTheSumByNoMore() {
    long added = 1L << 30;
    Attacked attacked = adding(2, added);
    Progress.Done done =
        (Progress.Done) attacked.federation.coordinator.state(attacked.study).course().progress();
    assertEquals(3, done.contributors());
    long honest = attacked.federation.plainSum(attacked.study, 2)[LAST];
    long published = attacked.federation.coordinator.sums(attacked.study).get(2)[LAST];
    assertEquals(added, published - honest);
  }

  @Test
  void whatAMemberAddsBeyondAllBoundsEndsTheStudyForAll() {
    Attacked attacked = adding(2, Long.MAX_VALUE);
    for (String member : List.of(VICTIM, BYSTANDER)) {
      assertEquals(
          Reason.OUT_OF_RANGE, ((NodeRound.Ended) attacked.state(member)).reason(), member);
    }
  }

  private static Attacked adding(int inRound, long amount) {
    return Attacked.by(
            new Script() {
              @Override
              public long[] adds(String member, int round, long[] values) {
                long[] added = new long[values.length];
                if (member.equals(LIAR) && round == inRound) {
                  added[LAST] = amount - (amount == Long.MAX_VALUE ? values[LAST] : 0);
                }
                return added;
              }
            },
            LIAR)
        .run();
  }
}
