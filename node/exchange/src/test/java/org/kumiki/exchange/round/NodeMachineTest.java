package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.EpochOpen;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.Relay;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireFormatException;

/** A node against a coordinator that says whatever the test tells it to. */
class NodeMachineTest {
  private static final ByteString OTHER_HASH = ByteString.of(new byte[32]);

  private Federation federation;
  private Study study;
  private List<NodeMachine> machines;
  private List<NodeRound> states;

  @BeforeEach
  void threeMembersBeforeTheFirstEpoch() {
    federation = new Federation(3, 11).withRows(20);
    study = federation.statistics();
    machines = new ArrayList<>();
    states = new ArrayList<>();
    for (SigningKey key : federation.keys.values()) {
      machines.add(
          new NodeMachine(
              Seat.of(
                  study,
                  federation.roster,
                  key,
                  new UncomparedHeads(),
                  Federation.seeded(7 + states.size()))));
      states.add(new NodeRound.Waiting(Standing.fresh()));
    }
  }

  @Test
  void anotherCohortThanTheApprovedOneIsRefused() {
    List<String> smaller = study.cohort().subList(0, 2);
    refuses(0, sign(1, new EpochOpen(smaller, 1, fresh())), "another cohort");
  }

  @Test
  void anotherStateIsRefusedWhenAnEpochOpens() {
    refuses(0, sign(1, new EpochOpen(study.cohort(), 1, OTHER_HASH)), "another state");
  }

  @Test
  void aRoundThatIsNotTheNextIsRefused() {
    refuses(0, sign(1, new EpochOpen(study.cohort(), 2, fresh())), "another state");
  }

  @Test
  void aMessageOfAnotherRosterOrStudyChangesNothing() {
    Context foreign = new Context("trial", OTHER_HASH, study.hash(), 1);
    SignedMessage open =
        SignedMessage.sign(
            foreign, new EpochOpen(study.cohort(), 1, fresh()), federation.coordinator);
    changesNothing(open);
    Context other = new Context("trial", federation.roster.hash(), OTHER_HASH, 1);
    changesNothing(
        SignedMessage.sign(
            other, new EpochOpen(study.cohort(), 1, fresh()), federation.coordinator));
  }

  @Test
  void aMessageSignedByAnybodyButTheCoordinatorChangesNothing() {
    SigningKey impostor = SigningKey.generate("coordinator", federation.random);
    SignedMessage open =
        SignedMessage.sign(
            study.context().withEpoch(1), new EpochOpen(study.cohort(), 1, fresh()), impostor);
    changesNothing(open);
    SignedMessage end =
        SignedMessage.sign(study.context().withEpoch(0), new StudyEnd(Reason.WITHDRAWN), impostor);
    changesNothing(end);
  }

  @Test
  void anAdvertisementPutIntoThisNodesMouthIsRefused() {
    List<Entry> advertisements = advertise();
    Entry own = advertisements.get(0);
    Advertise other = (Advertise) advertisements.get(1).body();
    List<Entry> forged =
        List.of(
            new Entry(own.sender(), other, own.signature()),
            advertisements.get(1),
            advertisements.get(2));
    refuses(0, sign(1, new Relay(forged)), "signature of member-a does not hold");
  }

  @Test
  void aRelayThatLeavesAMemberOutIsRefused() {
    List<Entry> advertisements = advertise();
    refuses(0, sign(1, new Relay(advertisements.subList(0, 2))), "left a member");
  }

  @Test
  void aRelayThatNamesAMemberTwiceIsRefused() {
    List<Entry> advertisements = advertise();
    List<Entry> twice =
        List.of(advertisements.get(0), advertisements.get(1), advertisements.get(1));
    refuses(0, sign(1, new Relay(twice)), "two messages of member-b");
  }

  @Test
  void aLowOrderX25519KeyIsRefusedAndItsMemberNamed() {
    List<Entry> advertisements = new ArrayList<>(advertise());
    Advertise e1 = (Advertise) advertisements.get(1).body();
    byte[] lowOrder = new byte[32];
    lowOrder[0] = 1;
    Advertise bad = new Advertise(ByteString.of(lowOrder), e1.mlKem(), e1.nonce());
    SignedMessage signed =
        SignedMessage.sign(study.context().withEpoch(1), bad, federation.keys.get("member-b"));
    advertisements.set(1, signed.entry());
    refuses(0, sign(1, new Relay(advertisements)), "member-b: its X25519 key is a low-order");
  }

  @Test
  void aKeyThatRepeatsAnotherMembersIsRefusedAndItsMemberNamed() {
    List<Entry> advertisements = new ArrayList<>(advertise());
    Advertise first = (Advertise) advertisements.get(0).body();
    Advertise second = (Advertise) advertisements.get(1).body();
    Advertise same = new Advertise(second.x25519(), first.mlKem(), second.nonce());
    advertisements.set(1, signedBy("member-b", same));
    refuses(2, sign(1, new Relay(advertisements)), "member-b repeats another member's key");
  }

  @Test
  void anotherAdvertisementOfThisNodeIsRefusedEvenIfItsSignatureHolds() {
    List<Entry> advertisements = new ArrayList<>(advertise());
    Advertise own = (Advertise) advertisements.get(0).body();
    Advertise other = new Advertise(own.x25519(), own.mlKem(), OTHER_HASH);
    advertisements.set(0, signedBy("member-a", other));
    refuses(0, sign(1, new Relay(advertisements)), "another advertisement in this node's name");
  }

  @Test
  void aCohortThatSignedTwoTranscriptsIsRefused() {
    List<Entry> closes = new ArrayList<>(untilClosing());
    closes.set(2, signedBy("member-c", new Message.Close(OTHER_HASH)));
    refuses(0, sign(1, new Relay(closes)), "the cohort signed two transcripts");
  }

  @Test
  void aCloseOfAnotherEpochDoesNotPassForThisOnes() {
    List<Entry> closes = new ArrayList<>(untilClosing());
    SignedMessage old =
        SignedMessage.sign(
            study.context().withEpoch(2), closes.get(2).body(), federation.keys.get("member-c"));
    closes.set(2, old.entry());
    refuses(0, sign(1, new Relay(closes)), "the signature of member-c does not hold");
  }

  @Test
  void aMessageOfAnotherEpochChangesNothing() {
    establishEpoch();
    NodeRound ready = states.get(0);
    for (long epoch : List.of(0L, 2L)) {
      for (Message body : List.of(flagsStart(), new Message.EpochAbandon(Reason.RESTARTED))) {
        assertEquals(List.of(), receive(0, sign(epoch, body)));
        assertSame(ready, states.get(0));
      }
    }
  }

  @Test
  void anotherDeadlineThanTheStudysIsRefused() {
    establishEpoch();
    RoundStart start = flagsStart();
    refuses(
        0,
        sign(1, new RoundStart(1, fresh(), 64, 2, start.layoutHash(), deadline() + 1)),
        "another deadline");
  }

  @Test
  void aRoundStartThatIsNotTheNextIsRefused() {
    establishEpoch();
    RoundStart start = flagsStart();
    refuses(
        0, sign(1, new RoundStart(2, fresh(), 64, 2, start.layoutHash(), deadline())), "the next");
  }

  @Test
  void aChangedCiphertextIsFoundByTheConfirmation() {
    List<List<SignedMessage>> sent = toAll(sign(1, new Relay(advertise())));
    List<Entry> toThird = new ArrayList<>();
    for (int member = 0; member < 2; member++) {
      for (SignedMessage message : sent.get(member)) {
        if (message.body() instanceof Message.Encapsulate e2 && e2.recipient().equals("member-c")) {
          toThird.add(member == 0 ? flipped(e2) : message.entry());
        }
      }
    }
    List<SignedMessage> third = receive(2, sign(1, new Relay(toThird)));
    List<Entry> toFirst = new ArrayList<>();
    third.stream()
        .filter(m -> ((Message.Confirm) m.body()).recipient().equals("member-a"))
        .forEach(m -> toFirst.add(m.entry()));
    assertEquals(1, toFirst.size());

    // The second member's own confirmation is right; the third's cannot be.
    Entry second = confirmationOfSecond(sent);
    refuses(0, sign(1, new Relay(List.of(second, toFirst.get(0)))), "does not hold the same key");
  }

  @Test
  void otherBoundsThanTheStudysAreRefused() {
    establishEpoch();
    refuses(0, sign(1, new RoundStart(1, fresh(), 64, 2, OTHER_HASH, deadline())), "other bounds");
  }

  @Test
  void anotherStateIsRefusedWhenARoundStarts() {
    establishEpoch();
    ByteString layout = Progress.layout(study, new Progress.Flags()).hash();
    refuses(0, sign(1, new RoundStart(1, OTHER_HASH, 64, 2, layout, deadline())), "another state");
  }

  @Test
  void aNodeThatWasRestartedLeavesTheEpochAndTakesPartInTheNext() {
    establishEpoch();
    states.set(0, new NodeRound.Waiting(states.get(0).standing()));
    List<SignedMessage> sent = receive(0, sign(1, flagsStart()));
    assertEquals(new Leave(Reason.RESTARTED), sent.get(0).body());

    assertInstanceOf(
        Advertise.class,
        receive(0, sign(2, new EpochOpen(study.cohort(), 1, fresh()))).get(0).body());
  }

  @Test
  void anEpochNumberThatComesAgainMakesNoSecondKeys() {
    establishEpoch();
    NodeRound ready = states.get(0);
    assertEquals(List.of(), receive(0, sign(1, new EpochOpen(study.cohort(), 1, fresh()))));
    assertSame(ready, states.get(0));
  }

  @Test
  void anEpochOpenThatComesAgainAfterARestartIsAnsweredByLeaving() {
    receive(0, sign(1, new EpochOpen(study.cohort(), 1, fresh())));
    states.set(0, new NodeRound.Waiting(states.get(0).standing()));
    List<SignedMessage> sent = receive(0, sign(1, new EpochOpen(study.cohort(), 1, fresh())));
    assertEquals(new Leave(Reason.RESTARTED), sent.get(0).body());
  }

  @Test
  void aCoordinatorCannotOpenEpochsWithoutEnd() {
    refuses(0, sign(51, new EpochOpen(study.cohort(), 1, fresh())), "more epochs");
  }

  @Test
  void aStudyCalledCompleteWithoutItsLastSumIsRefused() {
    establishEpoch();
    refuses(0, sign(1, new Message.StudyEnd(Reason.COMPLETED)), "has not shown its last sum");
  }

  @Test
  void anOrganisationOutsideTheCohortGetsNoSeat() {
    SigningKey stranger = SigningKey.generate("stranger", federation.random);
    assertThrows(
        WireFormatException.class,
        () ->
            Seat.of(study, federation.roster, stranger, new UncomparedHeads(), federation.random));
  }

  @Test
  void secretsAreGoneWhenAnEpochIsAbandoned() {
    establishEpoch();
    receive(0, sign(1, new Message.EpochAbandon(Reason.RESTARTED)));
    assertInstanceOf(NodeRound.Waiting.class, states.get(0));
  }

  private void establishEpoch() {
    toAll(sign(1, new Relay(untilClosing())));
    states.forEach(state -> assertInstanceOf(NodeRound.Ready.class, state));
  }

  /** Up to E4, whose messages it returns. */
  private List<Entry> untilClosing() {
    List<List<SignedMessage>> sent = toAll(sign(1, new Relay(advertise())));
    List<List<SignedMessage>> next = relayToRecipients(sent, Message.Encapsulate.class);
    next.get(0).addAll(0, ofKind(sent.get(0), Message.Confirm.class));
    List<List<SignedMessage>> closes = relayToRecipients(next, Message.Confirm.class);
    List<Entry> all = new ArrayList<>();
    closes.forEach(list -> list.forEach(message -> all.add(message.entry())));
    return all;
  }

  private Entry signedBy(String member, Message body) {
    return SignedMessage.sign(study.context().withEpoch(1), body, federation.keys.get(member))
        .entry();
  }

  private List<List<SignedMessage>> relayToRecipients(
      List<List<SignedMessage>> sent, Class<? extends Message> kind) {
    List<List<SignedMessage>> answers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String recipient = study.cohort().get(i);
      List<Entry> addressed = new ArrayList<>();
      for (List<SignedMessage> list : sent) {
        for (SignedMessage message : ofKind(list, kind)) {
          if (recipientOf(message.body()).equals(recipient)) {
            addressed.add(message.entry());
          }
        }
      }
      answers.add(
          addressed.isEmpty() ? new ArrayList<>() : receive(i, sign(1, new Relay(addressed))));
    }
    return answers;
  }

  private static String recipientOf(Message message) {
    return message instanceof Message.Encapsulate e2
        ? e2.recipient()
        : ((Message.Confirm) message).recipient();
  }

  private static List<SignedMessage> ofKind(
      List<SignedMessage> messages, Class<? extends Message> kind) {
    return messages.stream().filter(m -> kind.isInstance(m.body())).toList();
  }

  private Entry confirmationOfSecond(List<List<SignedMessage>> sent) {
    List<Entry> toSecond = new ArrayList<>();
    for (SignedMessage message : sent.get(0)) {
      if (message.body() instanceof Message.Encapsulate e2 && e2.recipient().equals("member-b")) {
        toSecond.add(message.entry());
      }
    }
    return receive(1, sign(1, new Relay(toSecond))).stream()
        .filter(m -> recipientOf(m.body()).equals("member-a"))
        .findFirst()
        .orElseThrow()
        .entry();
  }

  private Entry flipped(Message.Encapsulate e2) {
    byte[] bytes = e2.ciphertext().toByteArray();
    bytes[100] ^= 1;
    Message.Encapsulate changed = new Message.Encapsulate(e2.recipient(), ByteString.of(bytes));
    return SignedMessage.sign(
            study.context().withEpoch(1), changed, federation.keys.get("member-a"))
        .entry();
  }

  private List<Entry> advertise() {
    List<Entry> entries = new ArrayList<>();
    for (List<SignedMessage> sent : toAll(sign(1, new EpochOpen(study.cohort(), 1, fresh())))) {
      entries.add(sent.get(0).entry());
    }
    return entries;
  }

  private RoundStart flagsStart() {
    ByteString layout = Progress.layout(study, new Progress.Flags()).hash();
    return new RoundStart(1, fresh(), 64, 2, layout, deadline());
  }

  private List<List<SignedMessage>> toAll(SignedMessage message) {
    List<List<SignedMessage>> sent = new ArrayList<>();
    for (int i = 0; i < machines.size(); i++) {
      sent.add(receive(i, message));
    }
    return sent;
  }

  private List<SignedMessage> receive(int member, SignedMessage message) {
    NodeMachine.Transition transition =
        machines.get(member).step(states.get(member), new NodeEvent.Received(message));
    states.set(member, transition.next());
    assertFalse(transition.next() instanceof NodeRound.Ended, () -> transition.next().toString());
    return sentBy(transition);
  }

  private void changesNothing(SignedMessage message) {
    NodeRound before = states.get(0);
    assertEquals(List.of(), receive(0, message));
    assertSame(before, states.get(0));
  }

  private void refuses(int member, SignedMessage message, String sentence) {
    NodeMachine.Transition transition =
        machines.get(member).step(states.get(member), new NodeEvent.Received(message));
    NodeRound.Ended ended = assertInstanceOf(NodeRound.Ended.class, transition.next());
    assertTrue(ended.sentence().contains(sentence), ended.sentence());
    assertEquals(
        List.of(new Leave(Reason.PROTOCOL)),
        sentBy(transition).stream().map(SignedMessage::body).toList());
  }

  private static List<SignedMessage> sentBy(NodeMachine.Transition transition) {
    List<SignedMessage> sent = new ArrayList<>();
    for (NodeCommand command : transition.commands()) {
      if (command instanceof NodeCommand.Send send) {
        sent.add(send.message());
      }
    }
    return sent;
  }

  private SignedMessage sign(long epoch, Message body) {
    return SignedMessage.sign(study.context().withEpoch(epoch), body, federation.coordinator);
  }

  private ByteString fresh() {
    return new Progress.Flags().hash();
  }

  private long deadline() {
    return study.deadlineEpochSecond();
  }
}
