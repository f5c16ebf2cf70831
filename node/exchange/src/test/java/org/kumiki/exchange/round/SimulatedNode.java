package org.kumiki.exchange.round;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.Decision;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.secagg.MaskingClient;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.Ring;

/**
 * A node's shell without disk or network: what a database would keep survives {@link #restart},
 * everything else is lost. A letter is one transaction, as {@code docs/protocol.md} asks of shells.
 */
final class SimulatedNode {
  /** Something that leaves: a message, or the masked bytes of the message behind it. */
  record Outgoing(SignedMessage message, Optional<byte[]> vector) {}

  /** What the member put into one round: the test alone knows. */
  record Plain(long epoch, int round, long[] values) {}

  /** How a letter's transaction ends. */
  enum End {
    COMMITTED,
    LOST,
    COMMITTED_THEN_RESTARTED,
    COMMITTED_AND_DELIVERED_AGAIN
  }

  final Seat seat;
  final List<Plain> contributions = new ArrayList<>();
  final List<MaskedVector> roots = new ArrayList<>();
  final Deque<Outgoing> outbox = new ArrayDeque<>();
  int position;

  /** Added to the first entry of a masked vector, and to both flags: what a liar would do. */
  ToLongFunction<Plain> lie = plain -> 0;

  private final NodeMachine machine;
  private final DisclosureGate gate;
  private final LocalConsortium.Rows rows;
  private final Function<NodeCommand.CheckSum, Publication.Source> published;
  private NodeRound durable = new NodeRound.Waiting(Standing.fresh());
  private NodeRound state = durable;
  private byte[] spooled = new byte[0];

  SimulatedNode(
      Seat seat,
      DisclosureGate gate,
      LocalConsortium.Rows rows,
      Function<NodeCommand.CheckSum, Publication.Source> published) {
    this.seat = seat;
    this.machine = new NodeMachine(seat);
    this.gate = gate;
    this.rows = rows;
    this.published = published;
  }

  NodeRound state() {
    return state;
  }

  /** The process dies and comes back with what its database holds. */
  void restart() {
    state =
        durable instanceof NodeRound.Ended ? durable : new NodeRound.Waiting(durable.standing());
  }

  /** Handles one letter; everything that it causes is committed with it, or not at all. */
  void deliver(byte[] letter, End end) {
    List<Outgoing> queued = new ArrayList<>();
    handle(new NodeEvent.Received(SignedMessage.decode(letter)), queued);
    if (end == End.LOST) {
      restart();
      return;
    }
    durable = state;
    outbox.addAll(queued);
    if (end != End.COMMITTED_AND_DELIVERED_AGAIN) {
      position++;
    }
    if (end == End.COMMITTED_THEN_RESTARTED) {
      restart();
    }
  }

  private void handle(NodeEvent event, List<Outgoing> queued) {
    NodeMachine.Transition transition = machine.step(state, event);
    state = transition.next();
    for (NodeCommand command : transition.commands()) {
      if (command instanceof NodeCommand.Send send) {
        Optional<byte[]> vector = Optional.empty();
        if (send.message().body() instanceof MaskedVector r1) {
          roots.add(r1);
          vector = Optional.of(spooled);
        }
        queued.add(new Outgoing(send.message(), vector));
      } else if (command instanceof NodeCommand.Contribute contribute) {
        handle(contribute(contribute), queued);
      } else if (command instanceof NodeCommand.CheckSum check) {
        handle(check(check), queued);
      }
    }
  }

  private NodeEvent contribute(NodeCommand.Contribute command) {
    Contribution own = rows.contribute(command.progress());
    Decision decision =
        gate.decide(
            command.request(
                seat.study(), Optional.of(new Approval(seat.studyHash(), "steward")), own));
    if (decision instanceof Decision.Refused refused) {
      return new NodeEvent.Stopped(Reason.DECLINED, refused.reason().sentence());
    }
    Release release = decision.released().orElseThrow();
    long[] values = new long[release.length()];
    release.copyTo(0, values, values.length);
    Plain plain = new Plain(command.epoch(), command.round(), values);
    contributions.add(plain);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      MaskingClient.mask(release, command.mask(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    spooled = out.toByteArray();
    long[] masked = longs(spooled);
    addLie(plain, masked);
    spooled = VectorBytes.of(masked, Ring.Z64);
    return new NodeEvent.Spooled(
        VectorSum.chunksOf(masked, Ring.Z64).root(), UncomparedHeads.EMPTY);
  }

  private NodeEvent check(NodeCommand.CheckSum command) {
    try {
      return Publication.check(
              command.result(),
              command.length(),
              command.ring(),
              published.apply(command),
              new Random(1))
          .event();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long[] longs(byte[] bytes) {
    return VectorBytes.toArray(bytes, Ring.Z64);
  }

  /** Adds what the member lies about, so that the oracle can do the same. */
  void addLie(Plain plain, long[] values) {
    int entries = plain.round() == 1 ? 2 : 1;
    for (int i = 0; i < entries; i++) {
      values[i] += lie.applyAsLong(plain);
    }
  }
}
