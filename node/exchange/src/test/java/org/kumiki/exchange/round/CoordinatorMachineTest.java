package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;

/** The coordinator against members that say whatever the test tells them to. */
class CoordinatorMachineTest {
  private Federation federation;
  private Study study;
  private CoordinatorMachine machine;
  private CoordinatorRound state;
  private List<CoordinatorCommand> commands;

  @BeforeEach
  void threeMembersAndAStudy() {
    federation = new Federation(3, 5).withRows(20);
    study = federation.statistics();
    machine = new CoordinatorMachine(study, federation.roster, federation.coordinator);
    state = machine.initial();
  }

  @Test
  void noEpochOpensBeforeAllHaveConsented() {
    receive("member-a", 0, new Consent(true));
    receive("member-a", 0, new Consent(true));
    receive("member-b", 0, new Consent(true));
    assertEquals(List.of("member-c"), state.awaited(study.cohort()));
    receive("member-c", 0, new Consent(true));
    assertInstanceOf(CoordinatorRound.Advertising.class, state);
    assertEquals(3, commands.size());
  }

  @Test
  void oneStewardsNoEndsTheStudy() {
    receive("member-a", 0, new Consent(true));
    receive("member-b", 0, new Consent(false));
    ended(Reason.DECLINED);
  }

  @Test
  void whatIsForgedOrOfAnotherContextChangesNothing() {
    CoordinatorRound before = state;
    SigningKey impostor = SigningKey.generate("member-a", federation.random);
    Context context = study.context();
    Consent ready = new Consent(true);
    SigningKey own = federation.keys.get("member-a");
    Context otherStudy = federation.ridge().context();
    Context otherRoster = new Context("trial", ByteString.of(new byte[32]), study.hash(), 0);
    for (SignedMessage message :
        List.of(
            SignedMessage.sign(context, ready, impostor),
            SignedMessage.sign(context, ready, federation.coordinator),
            SignedMessage.sign(otherStudy, ready, own),
            SignedMessage.sign(otherRoster, ready, own),
            SignedMessage.sign(context.withEpoch(1), ready, own))) {
      step(new CoordinatorEvent.Received(message));
      assertSame(before, state);
      assertEquals(List.of(), commands);
    }
  }

  @Test
  void aMemberThatIsRestartedMakesANewEpochOnce() {
    allConsent();
    receive("member-b", 1, new Leave(Reason.RESTARTED));
    assertEquals(2, state.course().epoch());
    receive("member-b", 1, new Leave(Reason.RESTARTED));
    assertEquals(2, state.course().epoch(), "an old one repeated changes nothing");
  }

  @Test
  void aMemberThatStoppedInAnEarlierEpochEndsTheStudyAtOnceAndNotAtItsDeadline() {
    allConsent();
    receive("member-b", 1, new Leave(Reason.RESTARTED));
    // It refused the start of epoch 2, so it signs in the last epoch that it took part in.
    receive("member-c", 1, new Leave(Reason.PROTOCOL));
    ended(Reason.PROTOCOL);
  }

  @Test
  void membersThatAreRestartedWithoutEndEndTheStudy() {
    allConsent();
    for (int epoch = 1; epoch <= CoordinatorMachine.MAX_EPOCHS; epoch++) {
      receive("member-b", epoch, new Leave(Reason.RESTARTED));
    }
    ended(Reason.TOO_MANY_EPOCHS);
  }

  @Test
  void theFirstRootOfAMemberCounts() {
    Simulation simulation = new Simulation(federation, study, 3, 0);
    while (!(simulation.coordinator.state() instanceof CoordinatorRound.Collecting)) {
      assertTrue(simulation.step(), "no round begins");
    }
    state = simulation.coordinator.state();
    CoordinatorRound.Collecting collecting = (CoordinatorRound.Collecting) state;
    ByteString context = NodeMachine.roundContext(collecting.start());
    int length = CoordinatorMachine.expectedLength(state);
    MaskedVector first = new MaskedVector(1, context, filled(1), length, UncomparedHeads.EMPTY);
    receive("member-a", 1, first);
    receive("member-a", 1, new MaskedVector(1, context, filled(2), length, UncomparedHeads.EMPTY));
    receive(
        "member-b", 1, new MaskedVector(1, filled(3), filled(2), length, UncomparedHeads.EMPTY));
    receive(
        "member-b", 1, new MaskedVector(1, context, filled(2), length + 1, UncomparedHeads.EMPTY));
    collecting = (CoordinatorRound.Collecting) state;
    assertEquals(List.of("member-a"), List.copyOf(collecting.received().keySet()));
    assertEquals(first, collecting.received().get("member-a").body());
  }

  @Test
  void aStudyThatHasEndedStaysEnded() {
    step(new CoordinatorEvent.Withdrawn());
    ended(Reason.WITHDRAWN);
    CoordinatorRound before = state;
    step(new CoordinatorEvent.DeadlinePassed());
    assertSame(before, state);
  }

  private void allConsent() {
    study.cohort().forEach(member -> receive(member, 0, new Consent(true)));
  }

  private void receive(String member, long epoch, Message body) {
    step(
        new CoordinatorEvent.Received(
            SignedMessage.sign(
                study.context().withEpoch(epoch), body, federation.keys.get(member))));
  }

  private void step(CoordinatorEvent event) {
    CoordinatorMachine.Transition transition = machine.step(state, event);
    state = transition.next();
    commands = transition.commands();
  }

  private void ended(Reason reason) {
    assertEquals(reason, assertInstanceOf(CoordinatorRound.Ended.class, state).reason());
    CoordinatorCommand last = commands.get(commands.size() - 1);
    assertEquals(new StudyEnd(reason), ((CoordinatorCommand.Send) last).message().body());
  }

  private static ByteString filled(int value) {
    return ByteString.fromHex(String.format("%02x", value).repeat(32));
  }
}
