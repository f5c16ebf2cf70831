package org.kumiki.exchange.round;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.Ring;

/**
 * A federation whose every step is drawn from a seed: which member's next letter arrives, which
 * message leaves, what is repeated, delayed, lost with a process, replayed. A member's inbox and
 * outbox keep their order; nothing else has one.
 */
final class Simulation {
  final Federation federation;
  final Study study;
  final SimulatedCoordinator coordinator;
  final SortedMap<String, SimulatedNode> nodes = new TreeMap<>();

  /** What a liar publishes in place of the right sum, by the place's round. */
  final Map<Integer, long[]> falseSums = new HashMap<>();

  /** A member that never does anything again; null for none. */
  String silent;

  private final Random random;
  private final List<SimulatedNode.Outgoing> sentBefore = new ArrayList<>();
  private int faultsLeft;

  Simulation(Federation federation, Study study, long seed, int faults) {
    this.federation = federation;
    this.study = study;
    this.random = new Random(seed);
    this.faultsLeft = faults;
    this.coordinator = new SimulatedCoordinator(study, federation.roster, federation.coordinator);
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
    for (String member : study.cohort()) {
      SigningKey key = federation.keys.get(member);
      Seat seat =
          Seat.of(
              study,
              federation.roster,
              key,
              new UncomparedHeads(),
              Federation.seeded(31 * seed + member.charAt(member.length() - 1)));
      nodes.put(
          member,
          new SimulatedNode(
              seat,
              federation.gate(member, clock),
              progress -> Federation.contribute(federation.rows.get(member), progress),
              Published::new));
    }
    coordinator.handle(new CoordinatorEvent.Submitted());
    for (SimulatedNode node : nodes.values()) {
      SignedMessage consent = node.seat.sign(0, new Consent(true));
      node.outbox.add(new SimulatedNode.Outgoing(consent, Optional.empty()));
    }
  }

  SimulatedNode node(String member) {
    return nodes.get(member);
  }

  /** Runs until nothing moves any more. */
  Simulation run() {
    while (step()) {
      // Each step moves one thing.
    }
    return this;
  }

  /** Does one of the things that can happen now; false if nothing can. */
  boolean step() {
    List<Runnable> possible = new ArrayList<>();
    for (SimulatedNode node : nodes.values()) {
      if (node.seat.name().equals(silent)) {
        continue;
      }
      if (node.position < coordinator.letters.get(node.seat.name()).size()) {
        possible.add(() -> deliver(node, SimulatedNode.End.COMMITTED));
      }
      if (!node.outbox.isEmpty()) {
        possible.add(() -> send(node));
      }
    }
    if (coordinator.state() instanceof CoordinatorRound.Opening) {
      possible.add(coordinator::open);
    }
    if (possible.isEmpty()) {
      return false;
    }
    if (faultsLeft > 0 && random.nextInt(12) == 0) {
      faultsLeft--;
      fault();
    } else {
      possible.get(random.nextInt(possible.size())).run();
    }
    return true;
  }

  private void deliver(SimulatedNode node, SimulatedNode.End end) {
    node.deliver(coordinator.letters.get(node.seat.name()).get(node.position), end);
  }

  private void send(SimulatedNode node) {
    SimulatedNode.Outgoing outgoing = node.outbox.poll();
    sentBefore.add(outgoing);
    coordinator.receive(outgoing);
  }

  private void fault() {
    List<SimulatedNode> all =
        nodes.values().stream().filter(n -> !n.seat.name().equals(silent)).toList();
    SimulatedNode node = all.get(random.nextInt(all.size()));
    boolean hasLetter = node.position < coordinator.letters.get(node.seat.name()).size();
    switch (random.nextInt(6)) {
      case 0 -> node.restart();
      case 1 -> coordinator.restart();
      case 2 -> {
        if (!sentBefore.isEmpty()) {
          coordinator.receive(sentBefore.get(random.nextInt(sentBefore.size())));
        }
      }
      case 3 -> {
        if (hasLetter) {
          deliver(node, SimulatedNode.End.LOST);
        }
      }
      case 4 -> {
        if (hasLetter) {
          deliver(node, SimulatedNode.End.COMMITTED_THEN_RESTARTED);
        }
      }
      default -> {
        if (hasLetter) {
          deliver(node, SimulatedNode.End.COMMITTED_AND_DELIVERED_AGAIN);
        }
      }
    }
  }

  /** The published bytes of one round. */
  private final class Published implements Publication.Source {
    private final NodeCommand.CheckSum command;
    private final Map<String, long[]> vectors = new HashMap<>();

    Published(NodeCommand.CheckSum command) {
      this.command = command;
      for (Entry upload : command.result().uploads()) {
        ByteString root = ((MaskedVector) upload.body()).root();
        vectors.put(upload.sender(), coordinator.vectors.get(root).masked());
      }
    }

    @Override
    public InputStream sum() {
      int round = command.result().round();
      long[] sum =
          falseSums.getOrDefault(
              round,
              coordinator.sums.stream()
                  .filter(s -> s.place().round() == round)
                  .findFirst()
                  .orElseThrow()
                  .values());
      return new ByteArrayInputStream(bytes(sum));
    }

    @Override
    public InputStream vector(String member) {
      return new ByteArrayInputStream(bytes(vectors.get(member)));
    }

    @Override
    public InputStream sample(List<Integer> chunks) {
      throw new IllegalStateException("vectors of a simulation are short");
    }
  }

  private static byte[] bytes(long[] vector) {
    return VectorBytes.of(vector, Ring.Z64);
  }
}
