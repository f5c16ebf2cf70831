package org.kumiki.exchange.round;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.learning.computation.Ring;

/**
 * The coordinator's shell without disk or network: recorded events, inboxes and vectors. It is all
 * that a coordinator ever sees.
 */
final class SimulatedCoordinator {
  /** Where a masked vector belongs. */
  record Place(long epoch, int round) {}

  /** A masked vector as the coordinator holds it. */
  record Held(Place place, String member, long[] masked) {}

  /** A sum that was opened, with what went into it. */
  record Sum(Place place, SortedMap<String, Entry> uploads, long[] values, Progress after) {}

  final SortedMap<String, List<byte[]>> letters = new TreeMap<>();
  final Map<ByteString, Held> vectors = new TreeMap<>((a, b) -> a.hex().compareTo(b.hex()));
  final List<Sum> sums = new ArrayList<>();
  final List<SignedMessage> received = new ArrayList<>();

  private final Study study;
  private final CoordinatorMachine machine;
  private final List<CoordinatorEvent> events = new ArrayList<>();
  private CoordinatorRound state;

  SimulatedCoordinator(Study study, RosterSnapshot roster, Signer signer) {
    this.study = study;
    this.machine = new CoordinatorMachine(study, roster, signer);
    this.state = machine.initial();
    study.cohort().forEach(member -> letters.put(member, new ArrayList<>()));
  }

  CoordinatorRound state() {
    return state;
  }

  /** All that happened, in order. */
  List<CoordinatorEvent> events() {
    return List.copyOf(events);
  }

  void handle(CoordinatorEvent event) {
    events.add(event);
    CoordinatorMachine.Transition transition = machine.step(state, event);
    state = transition.next();
    for (CoordinatorCommand command : transition.commands()) {
      if (command instanceof CoordinatorCommand.Send send) {
        letters.get(send.member()).add(send.message().encode());
      }
    }
  }

  /** Takes a member's message, and the vector that it names, as the listener would. */
  void receive(SimulatedNode.Outgoing outgoing) {
    SignedMessage message = SignedMessage.decode(outgoing.message().encode());
    received.add(message);
    if (message.body() instanceof MaskedVector r1) {
      if (outgoing.vector().isPresent() && isExpected(message, r1)) {
        long[] masked = SimulatedNode.longs(outgoing.vector().get());
        Place place = new Place(message.context().epoch(), r1.round());
        vectors.putIfAbsent(r1.root(), new Held(place, message.sender(), masked));
      }
      if (!vectors.containsKey(r1.root())) {
        return;
      }
    }
    handle(new CoordinatorEvent.Received(message));
  }

  private boolean isExpected(SignedMessage message, MaskedVector r1) {
    return state instanceof CoordinatorRound.Collecting
        && state.course().epoch() == message.context().epoch()
        && state.course().round() + 1 == r1.round()
        && CoordinatorMachine.expectedLength(state) == r1.length();
  }

  /** Adds up a round that is complete; false if none is. */
  boolean open() {
    if (!(state instanceof CoordinatorRound.Opening opening)) {
      return false;
    }
    long[] sum = new long[CoordinatorMachine.expectedLength(opening)];
    for (Entry upload : opening.received().values()) {
      long[] masked = vectors.get(((MaskedVector) upload.body()).root()).masked();
      Arrays.setAll(sum, i -> sum[i] + masked[i]);
    }
    CoordinatorRound.Course course = opening.course();
    Place place = new Place(course.epoch(), course.round() + 1);
    handle(new CoordinatorEvent.Opened(sum));
    sums.add(new Sum(place, opening.received(), sum, state.course().progress()));
    return true;
  }

  /** A fresh process replays the recorded events: same state, same letters, byte for byte. */
  void restart() {
    CoordinatorRound replayed = machine.initial();
    SortedMap<String, List<byte[]>> again = new TreeMap<>();
    study.cohort().forEach(member -> again.put(member, new ArrayList<>()));
    for (CoordinatorEvent event : events) {
      CoordinatorMachine.Transition transition = machine.step(replayed, event);
      replayed = transition.next();
      for (CoordinatorCommand command : transition.commands()) {
        if (command instanceof CoordinatorCommand.Send send) {
          again.get(send.member()).add(send.message().encode());
        }
      }
    }
    assertEquals(state, replayed, "a replayed state is the same state");
    letters.forEach(
        (member, sent) -> {
          assertEquals(sent.size(), again.get(member).size());
          for (int i = 0; i < sent.size(); i++) {
            assertEquals(ByteString.of(sent.get(i)), ByteString.of(again.get(member).get(i)));
          }
        });
    state = replayed;
  }

  /** Puts another letter of the coordinator's into a member's inbox, as a liar would. */
  void forge(String member, int position, long epoch, Message body, Signer signer) {
    SignedMessage forged = SignedMessage.sign(study.context().withEpoch(epoch), body, signer);
    List<byte[]> inbox = letters.get(member);
    if (position < inbox.size()) {
      inbox.set(position, forged.encode());
    } else {
      inbox.add(forged.encode());
    }
  }

  /** The root that a vector has on the wire. */
  static ByteString rootOf(long[] vector) {
    return VectorSum.chunksOf(vector, Ring.Z64).root();
  }
}
