package org.kumiki.trial.attack;

import static org.kumiki.trial.attack.Attacked.BYSTANDER;
import static org.kumiki.trial.attack.Attacked.LIAR;
import static org.kumiki.trial.attack.Attacked.VICTIM;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Encapsulate;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.EpochOpen;
import org.kumiki.exchange.wire.Message.Relay;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.trial.seeded.Script;

/** Attacks on the set-up of keys: nothing of an honest member may leave under keys of a liar. */
class EpochAttackTest {
  @Test
  void anEpochWithAGhostInTheCohortIsNotEntered() {
    Attacked attacked =
        Attacked.byCoordinator(
            (letter, a) ->
                letter.body() instanceof EpochOpen open
                    ? Forged.body(
                        letter,
                        Forged.with(open, "cohort", List.of("ghost", VICTIM, BYSTANDER, LIAR)))
                    : letter);
    attacked.run().victimStopped("another cohort");
  }

  @Test
  void impostorsOfAllOthersGetNoVector() {
    Attacked attacked =
        Attacked.by(
            new Script() {
              @Override
              public List<SignedMessage> sends(String member, SignedMessage message) {
                return List.of(
                    member.equals(VICTIM)
                        ? message
                        : SignedMessage.sign(
                            message.context(), message.body(), Forged.impostor(member)));
              }
            },
            BYSTANDER,
            LIAR);
    attacked.run().vectors(0, VICTIM, 1);
  }

  @Test
  void aMessagePutIntoAnothersMouthIsRefused() {
    Attacked attacked =
        Attacked.byCoordinator(
            (letter, a) ->
                Forged.relays(letter, Advertise.class)
                    ? Forged.relay(letter, EpochAttackTest::withKeysOfTheCoordinator)
                    : letter);
    attacked.run().victimStopped("the signature of member-b does not hold");
  }

  private static Entry withKeysOfTheCoordinator(Entry entry) {
    ByteString point = ByteString.fromHex("09" + "00".repeat(31));
    return entry.sender().equals(BYSTANDER)
        ? Forged.with(entry, "body", Forged.with((Advertise) entry.body(), "x25519", point))
        : entry;
  }

  @Test
  void twoTranscriptsInOneEpochAreFoundBeforeAnythingIsMasked() {
    List<Entry> second = new ArrayList<>();
    Attacked attacked =
        Attacked.by(
            new Script() {
              @Override
              public List<SignedMessage> sends(String member, SignedMessage message) {
                if (member.equals(LIAR) && message.body() instanceof Advertise e1) {
                  Advertise other = Forged.with(e1, "nonce", Forged.OTHER_HASH);
                  second.add(Forged.body(message, other).entry());
                }
                return List.of(message);
              }

              @Override
              public List<SignedMessage> tells(String member, SignedMessage letter) {
                return List.of(
                    member.equals(VICTIM) && Forged.relays(letter, Advertise.class)
                        ? Forged.relay(letter, e -> e.sender().equals(LIAR) ? second.get(0) : e)
                        : letter);
              }
            },
            LIAR);
    attacked.run().vectors(0, VICTIM, 1);
    attacked.vectors(0, BYSTANDER, 1);
  }

  @Test
  void aMemberThatSignsAnotherTranscriptGetsNoVector() {
    Attacked attacked =
        Attacked.byMember(
            (message, a) ->
                message.body() instanceof Close
                    ? Forged.body(message, new Close(Forged.OTHER_HASH))
                    : message);
    attacked.run().victimStopped("the cohort signed two transcripts");
    attacked.vectors(0, VICTIM, 1);
  }

  @Test
  void aFlippedCiphertextIsFoundByTheConfirmation() {
    Attacked attacked =
        Attacked.by(
            new Script() {
              @Override
              public List<SignedMessage> sends(String member, SignedMessage message) {
                return member.equals(VICTIM) && message.body() instanceof Encapsulate e2
                    ? List.of(Forged.body(message, flipped(e2)))
                    : List.of(message);
              }
            });
    attacked.run().vectors(0, BYSTANDER, 1);
    attacked.vectors(0, VICTIM, 1);
  }

  private static Encapsulate flipped(Encapsulate e2) {
    byte[] bytes = e2.ciphertext().toByteArray();
    bytes[100] ^= 1;
    return Forged.with(e2, "ciphertext", ByteString.of(bytes));
  }

  @Test
  void aLowOrderX25519KeyIsRefusedAndItsMemberNamed() {
    byte[] point = new byte[32];
    point[0] = 1;
    advertising("x25519", ByteString.of(point))
        .victimStopped("member-c: its X25519 key is a low-order point");
  }

  @Test
  void aMalformedMlKemKeyIsRefusedAndItsMemberNamed() {
    byte[] key = new byte[1184];
    java.util.Arrays.fill(key, (byte) 0xff);
    advertising("mlKem", ByteString.of(key))
        .victimStopped("member-c: its ML-KEM-768 key is malformed");
  }

  private static Attacked advertising(String component, ByteString value) {
    return Attacked.byMember(
            (message, a) ->
                message.body() instanceof Advertise e1
                    ? Forged.body(message, Forged.with(e1, component, value))
                    : message)
        .run();
  }

  @Test
  void aKeyThatRepeatsAnotherMembersIsRefused() {
    List<Advertise> seen = new ArrayList<>();
    Attacked attacked =
        Attacked.by(
            new Script() {
              @Override
              public List<SignedMessage> sends(String member, SignedMessage message) {
                if (message.body() instanceof Advertise e1) {
                  seen.add(e1);
                  if (member.equals(LIAR)) {
                    Advertise same = Forged.with(e1, "mlKem", seen.get(0).mlKem());
                    return List.of(Forged.body(message, same));
                  }
                }
                return message.body() instanceof Message.Leave && member.equals(LIAR)
                    ? List.of()
                    : List.of(message);
              }
            },
            LIAR);
    attacked.run();
    attacked.stopped(
        BYSTANDER,
        org.kumiki.exchange.wire.Reason.PROTOCOL,
        "member-c repeats another member's key");
  }

  @Test
  void anAdvertisementOfAnotherEpochDoesNotPass() {
    List<Entry> old = new ArrayList<>();
    Attacked attacked =
        Attacked.byCoordinator(
            (letter, a) -> {
              if (!Forged.relays(letter, Advertise.class)) {
                return letter;
              }
              if (letter.context().epoch() == 1) {
                old.addAll(((Relay) letter.body()).entries());
                return letter;
              }
              return Forged.relay(letter, e -> e.sender().equals(BYSTANDER) ? old.get(1) : e);
            });
    attacked.federation.submit(attacked.study);
    while (!(attacked.federation.member(LIAR).knows(attacked.study)
        && attacked.state(LIAR) instanceof org.kumiki.exchange.round.NodeRound.Ready)) {
      attacked.federation.step();
    }
    attacked.federation.member(LIAR).restart();
    attacked.run().victimStopped("the signature of member-b does not hold");
  }

  @Test
  void anAdvertisementOfAnotherStudyDoesNotPass() {
    List<Entry> old = new ArrayList<>();
    Attacked attacked =
        Attacked.byCoordinator(
            (letter, a) -> {
              if (!Forged.relays(letter, Advertise.class)) {
                return letter;
              }
              if (!letter.context().studyHash().equals(a.study.hash())) {
                old.addAll(((Relay) letter.body()).entries());
                return letter;
              }
              return Forged.relay(letter, e -> e.sender().equals(BYSTANDER) ? old.get(1) : e);
            });
    attacked.federation.submit(attacked.consortium.ridge("The first study")).run();
    attacked.run().victimStopped("the signature of member-b does not hold");
  }
}
