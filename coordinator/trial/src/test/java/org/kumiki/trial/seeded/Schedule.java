package org.kumiki.trial.seeded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.study.Study;
import org.kumiki.trial.seeded.CoordinatorProcess.Answer;

/**
 * Moves a federation on by a seed: which letter arrives next, which message or vector leaves, and
 * what networks, disks and power supplies do to them. Only what shells guarantee is kept: a
 * member's messages leave in their order, its letters arrive in theirs, an R1 counts when its
 * vector is there, and what is not answered is sent again.
 */
final class Schedule {
  private final Federation federation;
  private final Chance chance;
  private final Consumer<String> trace;
  private final List<Outgoing> sentBefore = new ArrayList<>();
  private int faultsLeft;

  /** A member that is switched off; it neither receives nor sends. */
  private String silent = "";

  Schedule(Federation federation, Chance chance, int faults, Consumer<String> trace) {
    this.federation = federation;
    this.chance = chance;
    this.faultsLeft = faults;
    this.trace = trace;
  }

  void silence(String member) {
    trace.accept(member + " is switched off");
    silent = member;
  }

  void wake() {
    trace.accept(silent + " is switched on again");
    federation.member(silent).restart();
    silent = "";
  }

  void run() {
    while (step()) {
      // Each step moves one thing.
    }
  }

  /** Does one of the things that can happen now; false if nothing can. */
  boolean step() {
    List<Runnable> possible = new ArrayList<>();
    for (MemberProcess member : federation.members.values()) {
      if (!member.name().equals(silent)) {
        addMoves(member, possible);
      }
    }
    for (Study study : federation.studies) {
      if (isComplete(study)) {
        possible.add(() -> open(study, Boundary.NONE));
      }
    }
    if (possible.isEmpty()) {
      return false;
    }
    if (faultsLeft > 0 && chance.oneIn(10)) {
      faultsLeft--;
      fault();
    } else {
      chance.pick(possible).run();
    }
    return true;
  }

  private void addMoves(MemberProcess member, List<Runnable> possible) {
    if (federation.hasLetter(member)) {
      possible.add(() -> deliver(member, Boundary.NONE));
    }
    first(member, Outgoing.Letter.class, possible);
    first(member, Outgoing.Vector.class, possible);
  }

  /** Messages leave in their order and vectors in theirs; between the two there is none. */
  private void first(
      MemberProcess member, Class<? extends Outgoing> kind, List<Runnable> possible) {
    for (Outgoing outgoing : member.outbox()) {
      if (kind.isInstance(outgoing)) {
        possible.add(() -> send(member, outgoing));
        return;
      }
    }
  }

  private void deliver(MemberProcess member, Boundary boundary) {
    say(member, "takes its next letter, ", boundary);
    federation.deliver(member, boundary);
  }

  private void send(MemberProcess member, Outgoing outgoing) {
    Answer answer = federation.send(member, outgoing);
    trace.accept(member.name() + " sends " + outgoing + ": " + answer);
    assertFalse(answer == Answer.REFUSED, "an honest message is refused");
    sentBefore.add(outgoing);
  }

  private boolean isComplete(Study study) {
    return federation.coordinator.state(study) instanceof CoordinatorRound.Opening;
  }

  private void open(Study study, Boundary boundary) {
    trace.accept("the coordinator opens a round, " + boundary);
    federation.coordinator.open(study, boundary);
  }

  private void fault() {
    List<MemberProcess> awake =
        federation.members.values().stream().filter(m -> !m.name().equals(silent)).toList();
    MemberProcess member = chance.pick(awake);
    switch (chance.below(12)) {
      case 0 -> {
        trace.accept(member.name() + " is restarted");
        member.restart();
      }
      case 1 -> {
        trace.accept("the coordinator is restarted");
        federation.coordinator.restart();
      }
      case 2 -> sendAgain();
      case 3 -> letterAgain(member);
      case 4, 5, 6 -> dieAtALetter(member);
      case 7 -> garbledLetter(member);
      case 8 -> garbledMessage(member);
      case 9, 10 -> loseAnAnswer(member);
      default -> dieWhileOpening();
    }
  }

  /** An old message, of any round, epoch or study, comes once more. */
  private void sendAgain() {
    if (!sentBefore.isEmpty()) {
      Outgoing old = chance.pick(sentBefore);
      trace.accept("once more: " + old);
      federation.transmit(old, Boundary.NONE);
    }
  }

  /** An old letter, of any round, epoch or study, comes once more: no round begins by it. */
  private void letterAgain(MemberProcess member) {
    if (member.position() == 0) {
      return;
    }
    int index = chance.below(member.position());
    List<NodeRound> before = states(member);
    int vectors = vectors(member);
    trace.accept(member.name() + " gets letter " + index + " once more");
    member.handle(federation.coordinator.inbox(member.name()).get(index), false, Boundary.NONE);
    assertEquals(before, states(member), "a letter that comes again changes nothing");
    assertEquals(vectors, vectors(member), "and causes no vector");
  }

  private static int vectors(MemberProcess member) {
    return (int) member.outbox().stream().filter(o -> o instanceof Outgoing.Vector).count();
  }

  private List<NodeRound> states(MemberProcess member) {
    return federation.studies.stream().filter(member::knows).map(member::state).toList();
  }

  private void dieAtALetter(MemberProcess member) {
    if (!federation.hasLetter(member)) {
      return;
    }
    Boundary boundary =
        chance.pick(
            List.of(
                Boundary.BEFORE_COMMIT,
                Boundary.AFTER_COMMIT,
                Boundary.AFTER_SEND,
                Boundary.COMMIT_REFUSED));
    say(member, "takes its next letter, ", boundary);
    if (boundary != Boundary.AFTER_SEND) {
      federation.deliver(member, boundary);
      return;
    }
    federation.deliver(member, Boundary.NONE);
    if (!member.outbox().isEmpty()) {
      transmitted(member.outbox().peek(), Boundary.NONE);
    }
    member.restart();
  }

  /** The line changes a letter: it is no letter any more, and the member asks for it again. */
  private void garbledLetter(MemberProcess member) {
    if (!federation.hasLetter(member)) {
      return;
    }
    byte[] letter = federation.coordinator.inbox(member.name()).get(member.position());
    trace.accept(member.name() + " gets a garbled letter");
    assertFalse(member.isGenuine(chance.garble(letter)), "a garbled letter passes");
  }

  private void garbledMessage(MemberProcess member) {
    Outgoing outgoing = member.outbox().peek();
    if (outgoing == null) {
      return;
    }
    trace.accept("garbled on the way: " + outgoing);
    List<CoordinatorRound> before = coordinatorStates();
    if (outgoing instanceof Outgoing.Vector vector) {
      federation.coordinator.receive(vector, chance.garble(vector.bytes()));
    } else {
      byte[] bytes = ((Outgoing.Letter) outgoing).message().encode();
      Answer answer = federation.coordinator.receive(chance.garble(bytes), Boundary.NONE);
      assertEquals(Answer.REFUSED, answer, "a garbled message is answered by a problem");
    }
    assertEquals(before, coordinatorStates(), "what is refused changes nothing");
  }

  private List<CoordinatorRound> coordinatorStates() {
    return federation.studies.stream().map(federation.coordinator::state).toList();
  }

  /** The message arrives or not, the coordinator dies or not; the sender hears nothing. */
  private void loseAnAnswer(MemberProcess member) {
    Outgoing outgoing = member.outbox().peek();
    if (outgoing != null && chance.oneIn(4)) {
      trace.accept("lost on the way: " + outgoing);
    } else if (outgoing != null) {
      transmitted(
          outgoing,
          chance.pick(List.of(Boundary.NONE, Boundary.BEFORE_COMMIT, Boundary.AFTER_COMMIT)));
    }
  }

  private void transmitted(Outgoing outgoing, Boundary atCoordinator) {
    trace.accept("sent, and no answer: " + outgoing + ", coordinator " + atCoordinator);
    federation.transmit(outgoing, atCoordinator);
    sentBefore.add(outgoing);
  }

  private void dieWhileOpening() {
    for (Study study : federation.studies) {
      if (isComplete(study)) {
        open(study, chance.pick(List.of(Boundary.BEFORE_COMMIT, Boundary.AFTER_COMMIT)));
        return;
      }
    }
  }

  private void say(MemberProcess member, String what, Boundary boundary) {
    trace.accept(member.name() + " " + what + describe(member) + " " + boundary);
  }

  private String describe(MemberProcess member) {
    assertTrue(federation.hasLetter(member), "a letter");
    byte[] letter = federation.coordinator.inbox(member.name()).get(member.position());
    return Telling.of(org.kumiki.exchange.wire.SignedMessage.decode(letter));
  }
}
