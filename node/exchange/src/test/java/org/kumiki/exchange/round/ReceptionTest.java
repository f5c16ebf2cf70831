package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Confirm;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Encapsulate;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;

/** What each kind of message is to the coordinator, and that only what is taken counts. */
class ReceptionTest {
  private Federation federation;
  private Study study;
  private CoordinatorMachine machine;
  private CoordinatorRound state;

  @BeforeEach
  void threeMembersAndAStudy() {
    federation = new Federation(3, 5).withRows(20);
    study = federation.statistics();
    machine = new CoordinatorMachine(study, federation.roster, federation.coordinator);
    state = machine.initial();
  }

  @Test
  void whoHasNoSeatOrNoKeyIsNotHeard() {
    SigningKey impostor = SigningKey.generate("member-a", federation.random);
    Consent ready = new Consent(true);
    SigningKey own = federation.keys.get("member-a");
    Context context = study.context();
    expect(Reception.FORGED, SignedMessage.sign(context, ready, impostor));
    expect(Reception.NOT_IN_COHORT, SignedMessage.sign(context, ready, federation.coordinator));
    Context otherStudy = federation.ridge().context();
    expect(Reception.OTHER_CONTEXT, SignedMessage.sign(otherStudy, ready, own));
    Context otherRoster = new Context("trial", filled(0), study.hash(), 0);
    expect(Reception.OTHER_CONTEXT, SignedMessage.sign(otherRoster, ready, own));
    Context otherConsortium = new Context("other", study.rosterHash(), study.hash(), 0);
    expect(Reception.OTHER_CONTEXT, SignedMessage.sign(otherConsortium, ready, own));
    // A signature under one epoch is none under another.
    SignedMessage genuine = SignedMessage.sign(context.withEpoch(1), advertisement(1), own);
    expect(
        Reception.FORGED,
        new SignedMessage(
            context.withEpoch(2), genuine.sender(), genuine.body(), genuine.signature()));
  }

  @Test
  void whatNoMemberSendsIsImproperWhereverTheStudyStands() {
    for (int i = 0; i < 2; i++) {
      expect(Reception.IMPROPER, signed("member-a", 0, new StudyEnd(Reason.WITHDRAWN)));
      expect(Reception.IMPROPER, signed("member-a", 1, new Consent(true)));
      expect(Reception.IMPROPER, signed("member-b", 1, encapsulation("member-a", 1)));
      expect(Reception.IMPROPER, signed("member-b", 1, confirmation("member-b")));
      expect(Reception.IMPROPER, signed("member-b", 1, confirmation("stranger")));
      allConsent();
    }
  }

  @Test
  void aConsentCountsOnceAndANoUntilTheEpochOpens() {
    take(signed("member-a", 0, new Consent(true)));
    expect(Reception.REPEATED, signed("member-a", 0, new Consent(true)));
    assertEquals(Reception.TAKEN, machine.judge(state, signed("member-a", 0, new Consent(false))));
    expect(Reception.EARLY, signed("member-a", 0, new Leave(Reason.RESTARTED)));
    allConsent();
    expect(Reception.LATE, signed("member-a", 0, new Consent(true)));
    expect(Reception.LATE, signed("member-a", 0, new Consent(false)));
  }

  @Test
  void anotherKeyInPlaceOfTheAdvertisedOneConflicts() {
    expect(Reception.EARLY, signed("member-a", 1, advertisement(1)));
    allConsent();
    take(signed("member-a", 1, advertisement(1)));
    expect(Reception.REPEATED, signed("member-a", 1, advertisement(1)));
    expect(Reception.CONFLICTING, signed("member-a", 1, advertisement(2)));
    expect(Reception.EARLY, signed("member-b", 2, advertisement(1)));
    expect(Reception.EARLY, signed("member-a", 1, encapsulation("member-b", 1)));
    expect(Reception.EARLY, signed("member-a", 1, upload(1, filled(1), 1)));
    take(signed("member-c", 1, new Leave(Reason.RESTARTED)));
    expect(Reception.LATE, signed("member-a", 1, advertisement(1)));
    expect(Reception.LATE, signed("member-b", 1, new Leave(Reason.RESTARTED)));
  }

  @Test
  void aPairHasOneCiphertextAndOneConfirmationADirection() {
    allConsent();
    study.cohort().forEach(m -> take(signed(m, 1, advertisement(m.hashCode()))));
    expect(Reception.LATE, signed("member-a", 1, advertisement(1)));
    take(signed("member-a", 1, encapsulation("member-b", 1)));
    expect(Reception.REPEATED, signed("member-a", 1, encapsulation("member-b", 1)));
    expect(Reception.CONFLICTING, signed("member-a", 1, encapsulation("member-b", 2)));
    take(signed("member-a", 1, confirmation("member-b")));
    expect(Reception.REPEATED, signed("member-a", 1, confirmation("member-b")));
    expect(Reception.EARLY, signed("member-a", 1, new Close(filled(1))));
    assertEquals(List.of("member-a", "member-b"), state.awaited(study.cohort()));
    take(signed("member-a", 1, encapsulation("member-c", 1)));
    take(signed("member-b", 1, encapsulation("member-c", 1)));
    assertInstanceOf(CoordinatorRound.Confirming.class, state);
    expect(Reception.REPEATED, signed("member-a", 1, confirmation("member-b")));
    expect(Reception.LATE, signed("member-b", 1, encapsulation("member-c", 1)));
    take(signed("member-a", 1, confirmation("member-c")));
    assertEquals(List.of("member-b", "member-c"), state.awaited(study.cohort()));
  }

  @Test
  void aVectorBelongsToOneStartOfOneRound() {
    CoordinatorRound.Collecting collecting = collecting();
    ByteString context = NodeMachine.roundContext(collecting.start());
    int length = CoordinatorMachine.expectedLength(state);
    expect(Reception.EARLY, signed("member-a", 1, upload(2, context, length)));
    expect(Reception.IMPROPER, signed("member-a", 1, upload(1, filled(9), length)));
    expect(Reception.IMPROPER, signed("member-a", 1, upload(1, context, length + 1)));
    take(signed("member-a", 1, upload(1, context, length)));
    expect(Reception.REPEATED, signed("member-a", 1, upload(1, context, length)));
    MaskedVector other = new MaskedVector(1, context, filled(2), length, UncomparedHeads.EMPTY);
    expect(Reception.CONFLICTING, signed("member-a", 1, other));
    take(signed("member-b", 1, upload(1, context, length)));
    take(signed("member-c", 1, upload(1, context, length)));
    assertInstanceOf(CoordinatorRound.Opening.class, state);
    expect(Reception.REPEATED, signed("member-a", 1, upload(1, context, length)));
    expect(Reception.CONFLICTING, signed("member-a", 1, other));
    state = machine.step(state, new CoordinatorEvent.Opened(new long[] {3, 3})).next();
    assertEquals(1, state.course().round());
    expect(Reception.LATE, signed("member-a", 1, upload(1, context, length)));
  }

  @Test
  void everythingIsLateOnceTheStudyHasEnded() {
    take(signed("member-b", 0, new Consent(false)));
    assertInstanceOf(CoordinatorRound.Ended.class, state);
    expect(Reception.LATE, signed("member-a", 0, new Consent(true)));
    expect(Reception.LATE, signed("member-a", 0, new Leave(Reason.PROTOCOL)));
    expect(Reception.LATE, signed("member-a", 7, advertisement(1)));
  }

  /** One truth: what is judged to be taken changes the state, and nothing else does. */
  @Property(tries = 30)
  void onlyWhatIsTakenChangesTheState(@ForAll long seed) {
    Federation some = new Federation(3, 5).withRows(20);
    Study asked = some.statistics();
    Simulation simulation = new Simulation(some, asked, seed, 8);
    CoordinatorMachine judge = new CoordinatorMachine(asked, some.roster, some.coordinator);
    Random random = new Random(seed);
    do {
      CoordinatorRound before = simulation.coordinator.state();
      List<SignedMessage> seen = simulation.coordinator.received;
      if (!seen.isEmpty()) {
        SignedMessage replayed = seen.get(random.nextInt(seen.size()));
        CoordinatorMachine.Transition step =
            judge.step(before, new CoordinatorEvent.Received(replayed));
        boolean taken = judge.judge(before, replayed) == Reception.TAKEN;
        assertEquals(taken, !step.next().equals(before), replayed.toString());
        assertTrue(taken || step.commands().isEmpty());
      }
    } while (simulation.step());
  }

  private CoordinatorRound.Collecting collecting() {
    Simulation simulation = new Simulation(federation, study, 3, 0);
    while (!(simulation.coordinator.state() instanceof CoordinatorRound.Collecting)) {
      assertTrue(simulation.step(), "no round begins");
    }
    state = simulation.coordinator.state();
    return (CoordinatorRound.Collecting) state;
  }

  private void allConsent() {
    study.cohort().stream()
        .map(member -> signed(member, 0, new Consent(true)))
        .filter(message -> machine.judge(state, message) == Reception.TAKEN)
        .forEach(this::take);
  }

  private void take(SignedMessage message) {
    assertEquals(Reception.TAKEN, machine.judge(state, message), message.toString());
    CoordinatorRound before = state;
    state = machine.step(state, new CoordinatorEvent.Received(message)).next();
    assertTrue(!before.equals(state), message.toString());
  }

  private void expect(Reception expected, SignedMessage message) {
    assertEquals(expected, machine.judge(state, message), message.toString());
    CoordinatorMachine.Transition step =
        machine.step(state, new CoordinatorEvent.Received(message));
    assertSame(state, step.next());
    assertEquals(List.of(), step.commands());
  }

  private SignedMessage signed(String member, long epoch, Message body) {
    return SignedMessage.sign(study.context().withEpoch(epoch), body, federation.keys.get(member));
  }

  private static Advertise advertisement(int value) {
    return new Advertise(filled(value), bytes(value, 1184), filled(value));
  }

  private static Encapsulate encapsulation(String recipient, int value) {
    return new Encapsulate(recipient, bytes(value, 1088));
  }

  private static Confirm confirmation(String recipient) {
    return new Confirm(recipient, filled(7), Optional.empty());
  }

  private static MaskedVector upload(int round, ByteString context, int length) {
    return new MaskedVector(round, context, filled(1), length, UncomparedHeads.EMPTY);
  }

  private static ByteString filled(int value) {
    return bytes(value, 32);
  }

  private static ByteString bytes(int value, int count) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return ByteString.of(bytes);
  }
}
