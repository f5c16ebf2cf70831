package org.kumiki.coordinator.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.kumiki.coordinator.rounds.InboxStore.Letter;
import org.kumiki.coordinator.rounds.VectorFiles.RoundKey;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.Decision;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.PassingQueryLedger;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.ledger.MemoryLedger;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.NodeCommand;
import org.kumiki.exchange.round.NodeEvent;
import org.kumiki.exchange.round.NodeMachine;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.round.Seat;
import org.kumiki.exchange.round.Standing;
import org.kumiki.exchange.secagg.MaskingClient;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.StudyProposal;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Partial;

/**
 * The members of one study as real machines, without network: letters come from the database,
 * messages and vectors go straight to the coordinator's room. Each call may go to another process.
 */
final class TestMembers {
  private final Study study;
  private final Map<String, SigningKey> keys;
  private final Supplier<Rounds> processes;
  private final Map<String, NodeMachine> machines = new TreeMap<>();
  private final Map<String, NodeRound> states = new TreeMap<>();
  private final Map<String, Long> positions = new TreeMap<>();

  /** What became of each message of the members, in order. */
  final Deque<SignedMessage> sent = new ArrayDeque<>();

  TestMembers(
      Study study,
      RosterSnapshot roster,
      Map<String, SigningKey> keys,
      Supplier<Rounds> processes) {
    this.study = study;
    this.keys = keys;
    this.processes = processes;
    for (String member : study.cohort()) {
      SecureRandom random = new SecureRandom();
      LedgerHeads heads =
          new MemoryLedger(roster.consortium(), keys.get(member), Clock.systemUTC(), random);
      Seat seat = Seat.of(study, roster, keys.get(member), heads, random);
      machines.put(member, new NodeMachine(seat));
      restart(member, Standing.fresh());
      positions.put(member, 0L);
    }
  }

  void allConsent() {
    for (String member : study.cohort()) {
      post(SignedMessage.sign(study.context(), new Consent(true), keys.get(member)));
    }
  }

  /** Its keys are gone. */
  void restart(String member, Standing standing) {
    states.put(member, new NodeRound.Waiting(standing));
  }

  NodeRound state(String member) {
    return states.get(member);
  }

  /** Works off one letter of each of these members; false if there was none. */
  boolean deliver(List<String> members) {
    boolean moved = false;
    for (String member : members) {
      InboxStore inboxes = processes.get().inboxes();
      List<Letter> letters = inboxes.after(member, positions.get(member), 1, 1 << 20);
      for (Letter letter : letters) {
        moved = true;
        receive(member, SignedMessage.decode(letter.message()));
        positions.put(member, letter.number());
        inboxes.workedOff(member, letter.number());
      }
    }
    return moved;
  }

  /** Everything that can happen without a sum being opened. */
  void deliverAll() {
    while (deliver(study.cohort())) {
      // One letter a member.
    }
  }

  Optional<RoundProblem> post(SignedMessage message) {
    sent.add(message);
    return processes.get().runs().receive(SignedMessage.decode(message.encode()));
  }

  private void receive(String member, SignedMessage message) {
    if (message.body() instanceof StudyProposal
        || !message.context().studyHash().equals(study.hash())) {
      return;
    }
    Deque<NodeEvent> events = new ArrayDeque<>(List.of(new NodeEvent.Received(message)));
    while (!events.isEmpty()) {
      NodeMachine.Transition step = machines.get(member).step(states.get(member), events.remove());
      states.put(member, step.next());
      for (NodeCommand command : step.commands()) {
        if (command instanceof NodeCommand.Send send) {
          assertEquals(Optional.empty(), post(send.message()), send.message().toString());
        } else if (command instanceof NodeCommand.Contribute contribute) {
          events.add(contribute(member, contribute));
        } else if (command instanceof NodeCommand.CheckSum check) {
          events.add(new NodeEvent.SumChecked(sum(check)));
        }
      }
    }
  }

  private NodeEvent contribute(String member, NodeCommand.Contribute command) {
    Contribution own = contribution(member, command.progress());
    Decision decision =
        new DisclosureGate(entry -> {}, new PassingQueryLedger(3), Clock.systemUTC())
            .decide(
                command.request(study, Optional.of(new Approval(study.hash(), "steward")), own));
    ByteArrayOutputStream masked = new ByteArrayOutputStream();
    try {
      VectorRoot.Chunks chunks =
          MaskingClient.mask(decision.released().orElseThrow(), command.mask(), masked);
      upload(member, command, masked.toByteArray());
      return new NodeEvent.Spooled(chunks.root(), UncomparedHeads.EMPTY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void upload(String member, NodeCommand.Contribute command, byte[] masked)
      throws IOException {
    RoundKey key = new RoundKey(study.hash().hex(), command.epoch(), command.round());
    StudyRuns runs = processes.get().runs();
    try (VectorFiles.Incoming vector =
        runs.files().receive(new ByteArrayInputStream(masked), masked.length)) {
      assertEquals(true, runs.keep(key, member, vector));
    }
  }

  private Contribution contribution(String member, Progress progress) {
    double[] values = new double[20];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 + 7 * i + member.length() * i;
    }
    Batch batch = new Batch(values.length, new double[][] {values});
    if (progress instanceof Progress.Computing computing) {
      Partial partial =
          Algorithms.of(computing.state().computation()).localStep(computing.state()).start();
      partial.add(batch);
      return new Contribution(partial.rowsUsed(), partial.vector());
    }
    return Contribution.flags(batch.rows(), true);
  }

  private long[] sum(NodeCommand.CheckSum command) {
    RoundKey key = new RoundKey(study.hash().hex(), command.epoch(), command.result().round());
    try {
      ByteBuffer bytes =
          ByteBuffer.wrap(Files.readAllBytes(processes.get().runs().files().sumFile(key)))
              .order(ByteOrder.LITTLE_ENDIAN);
      long[] sum = new long[command.length()];
      bytes.asLongBuffer().get(sum);
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
