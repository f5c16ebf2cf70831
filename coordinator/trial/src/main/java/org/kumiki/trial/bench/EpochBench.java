package org.kumiki.trial.bench;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.round.CoordinatorCommand;
import org.kumiki.exchange.round.CoordinatorEvent;
import org.kumiki.exchange.round.CoordinatorMachine;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.NodeCommand;
import org.kumiki.exchange.round.NodeEvent;
import org.kumiki.exchange.round.NodeMachine;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Seat;
import org.kumiki.exchange.round.Standing;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.SigningKind;

/**
 * The set-up of one epoch, by the very machines of node and coordinator: how much a node sends and
 * receives, and how long it works. Each member has witnessed a ledger head of every other, so that
 * no message is smaller than in a consortium that has been running.
 *
 * <p>No network, disk or database; one thread; not thread-safe.
 */
public final class EpochBench {
  private static final double NANOS_PER_MILLI = 1e6;

  /** In every member's ledger, as after some studies. */
  private static final long SOME_ENTRIES = 1000;

  private final SigningKind kind;
  private final Study study;
  private final RosterSnapshot roster;
  private final SigningKey coordinatorKey;
  private final SortedMap<String, SigningKey> keys = new TreeMap<>();
  private final SecureRandom random = new SecureRandom();

  private EpochBench(int members, SigningKind kind) {
    this.kind = kind;
    this.coordinatorKey = SigningKey.generate("coordinator", random);
    List<Organisation> organisations = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      SigningKey key = SigningKey.generate("member-" + (1000 + i), kind, random);
      keys.put(key.name(), key);
      organisations.add(new Organisation(key.name(), key.name(), key.publicKey()));
    }
    Organisation seat =
        new Organisation(coordinatorKey.name(), "Coordinator", coordinatorKey.publicKey());
    this.roster = RosterSnapshot.first("bench", seat, organisations);
    this.study = study(roster);
  }

  /**
   * @param members at least three
   * @param kind what each of them signs with
   * @param repeat epochs of which the times are medians, after one that warms up
   */
  public static EpochFigures run(int members, SigningKind kind, int repeat) {
    EpochBench bench = new EpochBench(members, kind);
    bench.epoch();
    List<Epochs> epochs = new ArrayList<>();
    for (int i = 0; i < repeat; i++) {
      epochs.add(bench.epoch());
    }
    return new EpochFigures(
        members,
        epochs.stream().mapToLong(Epochs::bytes).max().orElseThrow(),
        median(epochs.stream().mapToDouble(Epochs::nodeNanos).toArray()) / NANOS_PER_MILLI,
        median(epochs.stream().mapToDouble(Epochs::coordinatorNanos).toArray()) / NANOS_PER_MILLI);
  }

  /** One epoch: the slowest node's time, the largest traffic, the coordinator's time. */
  private record Epochs(long bytes, long nodeNanos, long coordinatorNanos) {}

  private Epochs epoch() {
    return new Run().toTheFirstRound();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  /** All members and the coordinator, from the consents to the first round's start. */
  private final class Run {
    private final CoordinatorMachine coordinator =
        new CoordinatorMachine(study, roster, coordinatorKey);
    private final Map<String, NodeMachine> machines = new HashMap<>();
    private final Map<String, NodeRound> nodes = new HashMap<>();
    private final Map<String, Deque<byte[]>> inboxes = new HashMap<>();
    private final Map<String, Long> nanos = new HashMap<>();
    private final Map<String, Long> bytes = new HashMap<>();
    private CoordinatorRound state = coordinator.initial();
    private long coordinatorNanos;

    Run() {
      keys.forEach(
          (name, key) -> {
            LedgerHeads heads = new UncomparedHeads(SOME_ENTRIES, kind);
            machines.put(name, new NodeMachine(Seat.of(study, roster, key, heads, random)));
            nodes.put(name, new NodeRound.Waiting(Standing.fresh()));
            inboxes.put(name, new ArrayDeque<>());
            nanos.put(name, 0L);
            bytes.put(name, 0L);
          });
    }

    Epochs toTheFirstRound() {
      coordinator(new CoordinatorEvent.Submitted());
      inboxes.values().forEach(Deque::clear);
      keys.forEach((name, key) -> receive(consent(key)));
      coordinatorNanos = 0;
      while (!(state instanceof CoordinatorRound.Collecting)) {
        keys.keySet().forEach(this::deliverOne);
      }
      // What was relayed last is still on its way.
      keys.keySet().forEach(this::deliverOne);
      return new Epochs(most(bytes), most(nanos), coordinatorNanos);
    }

    private byte[] consent(SigningKey key) {
      return SignedMessage.sign(study.context(), new Message.Consent(true), key).encode();
    }

    private void deliverOne(String name) {
      byte[] letter = inboxes.get(name).poll();
      if (letter == null) {
        return;
      }
      bytes.merge(name, (long) letter.length, Long::sum);
      long start = System.nanoTime();
      NodeMachine.Transition transition =
          machines
              .get(name)
              .step(nodes.get(name), new NodeEvent.Received(SignedMessage.decode(letter)));
      List<byte[]> sent = new ArrayList<>();
      for (NodeCommand command : transition.commands()) {
        if (command instanceof NodeCommand.Send send) {
          sent.add(send.message().encode());
        }
      }
      nanos.merge(name, System.nanoTime() - start, Long::sum);
      nodes.put(name, transition.next());
      for (byte[] message : sent) {
        bytes.merge(name, (long) message.length, Long::sum);
        receive(message);
      }
    }

    private void receive(byte[] message) {
      coordinator(new CoordinatorEvent.Received(SignedMessage.decode(message)));
    }

    private void coordinator(CoordinatorEvent event) {
      long start = System.nanoTime();
      CoordinatorMachine.Transition transition = coordinator.step(state, event);
      state = transition.next();
      for (CoordinatorCommand command : transition.commands()) {
        if (command instanceof CoordinatorCommand.Send send) {
          inboxes.get(send.member()).add(send.message().encode());
        }
      }
      coordinatorNanos += System.nanoTime() - start;
    }

    private static long most(Map<String, Long> values) {
      return values.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }
  }

  private static Study study(RosterSnapshot roster) {
    return new Study(
        roster.protocol(),
        roster.consortium(),
        roster.hash(),
        1,
        "Bench",
        "to measure the set-up of an epoch",
        roster.members().stream().map(Organisation::name).toList(),
        new Method.Statistics(),
        List.of(new Feature.NumericTerm("urn:kumiki:bench", "urn:kumiki:bench-unit", -1, 1)),
        Optional.empty(),
        List.of(),
        1000,
        roster.minimumContributors(),
        roster.parameters().minimumRows(),
        4_000_000_000L);
  }
}
