package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.round.SimulatedNode.End;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;

/** A coordinator that lies about a round, and members that lie in one. */
class LyingCoordinatorTest {
  private Simulation simulation;
  private SimulatedNode victim;

  @BeforeEach
  void aFederationOfThree() {
    Federation federation = new Federation(3, 77).withRows(20);
    simulation = new Simulation(federation, federation.statistics(), 1, 0);
    victim = simulation.node("member-a");
  }

  @Test
  void withoutALieTheVictimGoesOn() {
    lieAbout(1, result -> result);
    assertInstanceOf(NodeRound.Ready.class, victim.state());
  }

  @Test
  void aWrongSumIsNotTakenOver() {
    untilTheResultOf(1);
    long[] sum = simulation.coordinator.sums.get(0).values().clone();
    sum[0] += 1;
    simulation.falseSums.put(1, sum);
    ByteString root = SimulatedCoordinator.rootOf(sum);
    lieAbout(1, r -> new RoundResult(r.round(), r.roundContext(), root, r.uploads()));
    stopped("entry 0 is not the sum of the published vectors");
  }

  @Test
  void aSumThatCountsAVectorTwiceIsNotTakenOver() {
    untilTheResultOf(1);
    SimulatedCoordinator.Sum right = simulation.coordinator.sums.get(0);
    MaskedVector second = (MaskedVector) right.uploads().get("member-b").body();
    long[] sum = right.values().clone();
    sum[0] += simulation.coordinator.vectors.get(second.root()).masked()[0];
    simulation.falseSums.put(1, sum);
    ByteString root = SimulatedCoordinator.rootOf(sum);
    lieAbout(1, r -> new RoundResult(r.round(), r.roundContext(), root, r.uploads()));
    stopped("entry 0 is not the sum of the published vectors");
  }

  @Test
  void aSumWithoutItsPublishedRootIsNotTakenOver() {
    ByteString other = ByteString.of(new byte[32]);
    lieAbout(1, r -> new RoundResult(r.round(), r.roundContext(), other, r.uploads()));
    stopped("the sum's bytes do not have the published root");
  }

  @Test
  void anotherMembersRootCannotBeChanged() {
    lieAbout(1, r -> withUploads(r, changedRoot(r, "member-b")));
    stopped("the signature of member-b does not hold");
  }

  @Test
  void thisNodesRootCannotBeChanged() {
    lieAbout(1, r -> withUploads(r, changedRoot(r, "member-a")));
    stopped("the signature of member-a does not hold");
  }

  @Test
  void thisNodesRootIsItsOwnEvenIfAnotherWasSignedWithItsKey() {
    lieAbout(
        1,
        r -> {
          Entry changed = changedRoot(r, "member-a").get(0);
          SignedMessage signed =
              SignedMessage.sign(
                  simulation.study.context().withEpoch(1),
                  changed.body(),
                  simulation.federation.keys.get("member-a"));
          return withUploads(r, List.of(signed.entry(), at(r, 1), at(r, 2)));
        });
    stopped("the published root of this node is not its own");
  }

  @Test
  void aMemberNamedTwiceOrLeftOutIsFound() {
    lieAbout(1, r -> withUploads(r, List.of(at(r, 0), at(r, 1), at(r, 1))));
    stopped("two messages of member-b");
    aFederationOfThree();
    lieAbout(1, r -> withUploads(r, List.of(at(r, 0), at(r, 1))));
    stopped("left a member of the cohort out");
  }

  @Test
  void anUploadOfAnEarlierRoundDoesNotPassForThisOnes() {
    List<Entry> first = new ArrayList<>();
    lieAbout(
        1,
        r -> {
          first.addAll(r.uploads());
          return r;
        });
    lieAbout(2, r -> withUploads(r, List.of(at(r, 0), first.get(1), at(r, 2))));
    stopped("a published vector is of another round");
  }

  @Test
  void aResultOrAStartThatIsReplayedChangesNothing() {
    untilTheResultOf(2);
    NodeRound before = victim.state();
    int contributions = victim.contributions.size();
    for (int i = 0; i < victim.position; i++) {
      victim.deliver(letters().get(i), End.COMMITTED_AND_DELIVERED_AGAIN);
      assertSame(before, victim.state(), "letter " + i);
    }
    assertEquals(contributions, victim.contributions.size(), "and nothing is masked again");
  }

  @Test
  void aSecondStartOfOneRoundIsRefusedSoThereIsOneVectorARound() {
    untilTheResultOf(1);
    SignedMessage start = lastStart();
    RoundStart r0 = (RoundStart) start.body();
    // The same content signed again would be the same message; a liar needs another one.
    RoundStart other =
        new RoundStart(
            r0.round(),
            r0.progressHash(),
            64,
            r0.length(),
            r0.layoutHash(),
            r0.deadlineEpochSecond() + 1);
    simulation.coordinator.forge(
        "member-a", victim.position, 1, other, simulation.federation.coordinator);
    deliver();
    stopped("RoundStart is out of order in Uploaded");
    assertEquals(1, victim.roots.size());
  }

  @Test
  void aMemberThatAddsTooMuchEndsTheStudyForAll() {
    simulation.node("member-c").lie = plain -> 10;
    simulation.run();
    assertEquals(
        Reason.OUT_OF_RANGE,
        assertInstanceOf(CoordinatorRound.Ended.class, simulation.coordinator.state()).reason());
    assertEquals(1, simulation.coordinator.sums.size());
    for (SimulatedNode node : simulation.nodes.values()) {
      assertEquals(
          Reason.OUT_OF_RANGE, assertInstanceOf(NodeRound.Ended.class, node.state()).reason());
    }
  }

  @Test
  void knownLimitAMemberThatLiesAboutItsFlagMakesOthersCountAsContributors() {
    // docs/threat-model.md names this: flags are not proven, so colluders may vote for the absent.
    Federation federation = new Federation(4, 78).withRows(20);
    federation.rows.put("member-a", federation.batch(3));
    federation.rows.put("member-b", federation.batch(3));
    simulation = new Simulation(federation, federation.statistics(), 1, 0);
    simulation.node("member-c").lie = plain -> plain.round() == 1 ? plain.values()[0] : 0;
    simulation.run();
    Progress.Done done =
        assertInstanceOf(Progress.Done.class, simulation.coordinator.state().course().progress());
    assertEquals(3, done.contributors(), "two contributed");
  }

  private void untilTheResultOf(int round) {
    while (!(nextOfVictim() instanceof RoundResult result && result.round() == round)) {
      assertTrue(simulation.step(), "the round never ends");
    }
  }

  /** The victim's next letter, if the scheduler has not yet given it to it. */
  private Message nextOfVictim() {
    return victim.position < letters().size()
        ? SignedMessage.decode(letters().get(victim.position)).body()
        : null;
  }

  private void lieAbout(int round, UnaryOperator<RoundResult> lie) {
    untilTheResultOf(round);
    RoundResult told = lie.apply((RoundResult) nextOfVictim());
    simulation.coordinator.forge(
        "member-a", victim.position, 1, told, simulation.federation.coordinator);
    deliver();
  }

  private void deliver() {
    victim.deliver(letters().get(victim.position), End.COMMITTED);
  }

  private List<byte[]> letters() {
    return simulation.coordinator.letters.get("member-a");
  }

  private SignedMessage lastStart() {
    for (int i = victim.position - 1; i >= 0; i--) {
      SignedMessage message = SignedMessage.decode(letters().get(i));
      if (message.body() instanceof RoundStart) {
        return message;
      }
    }
    throw new AssertionError("no round has started");
  }

  private void stopped(String sentence) {
    NodeRound.Ended ended = assertInstanceOf(NodeRound.Ended.class, victim.state());
    assertEquals(Reason.PROTOCOL, ended.reason());
    assertTrue(ended.sentence().contains(sentence), ended.sentence());
    SimulatedNode.Outgoing last = victim.outbox.peekLast();
    assertEquals(new Message.Leave(Reason.PROTOCOL), last.message().body());
  }

  private static Entry at(RoundResult result, int index) {
    return result.uploads().get(index);
  }

  private static RoundResult withUploads(RoundResult result, List<Entry> uploads) {
    return new RoundResult(result.round(), result.roundContext(), result.sumRoot(), uploads);
  }

  private List<Entry> changedRoot(RoundResult result, String member) {
    List<Entry> uploads = new ArrayList<>();
    for (Entry upload : result.uploads()) {
      MaskedVector r1 = (MaskedVector) upload.body();
      ByteString other = ByteString.of(new byte[32]);
      assertNotEquals(other, r1.root());
      MaskedVector changed =
          new MaskedVector(r1.round(), r1.roundContext(), other, r1.length(), r1.head());
      uploads.add(
          upload.sender().equals(member) ? new Entry(member, changed, upload.signature()) : upload);
    }
    return uploads;
  }
}
