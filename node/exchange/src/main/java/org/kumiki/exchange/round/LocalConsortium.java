package org.kumiki.exchange.round;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.Decision;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.ledger.UncomparedHeads;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.secagg.MaskingClient;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSample;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.learning.computation.Ring;

/**
 * A whole consortium in one process: the very machines, gate, masks and messages of the real one,
 * with vectors in memory in place of files and calls in place of the network. Simulation and tests
 * run studies with it; no row is protected from its caller, who holds them all anyway.
 *
 * <p>Not thread-safe; runs one study.
 */
public final class LocalConsortium {
  /** Nobody's ledger outlives the process, so there is nothing to witness. */
  private static final LedgerHeads UNWITNESSED = new UncomparedHeads();

  private final Study study;
  private final Map<String, DisclosureGate> gates;
  private final Map<String, Rows> rows;
  private final SecureRandom random;
  private final CoordinatorMachine coordinator;
  private final SortedMap<String, NodeMachine> machines = new TreeMap<>();
  private final SortedMap<String, NodeRound> nodes = new TreeMap<>();
  private final SortedMap<String, Deque<byte[]>> inboxes = new TreeMap<>();
  private final SortedMap<String, Long> bytesUp = new TreeMap<>();
  private final SortedMap<String, Kept> vectors = new TreeMap<>();
  private CoordinatorRound state;
  private byte[] sumBytes = new byte[0];

  /** A member's half of the computation. */
  @FunctionalInterface
  public interface Rows {
    Contribution contribute(Progress progress);
  }

  /**
   * @param signers the members' keys, by name
   * @param gates one a member
   * @param rows one a member
   */
  public LocalConsortium(
      Study study,
      RosterSnapshot roster,
      Signer coordinatorKey,
      Map<String, ? extends Signer> signers,
      Map<String, DisclosureGate> gates,
      Map<String, Rows> rows,
      SecureRandom random) {
    this.study = study;
    this.gates = gates;
    this.rows = rows;
    this.random = random;
    this.coordinator = new CoordinatorMachine(study, roster, coordinatorKey);
    this.state = coordinator.initial();
    for (String member : study.cohort()) {
      Signer signer = signers.get(member);
      machines.put(member, new NodeMachine(Seat.of(study, roster, signer, UNWITNESSED, random)));
      nodes.put(member, new NodeRound.Waiting(Standing.fresh()));
      inboxes.put(member, new ArrayDeque<>());
      bytesUp.put(member, 0L);
    }
  }

  /** How a study went. */
  public record Outcome(Progress progress, int rounds, long bytesUpPerMember) {}

  /** Runs the study until it ends, or until nothing moves any more. */
  public Outcome run() {
    coordinatorStep(new CoordinatorEvent.Submitted());
    for (String member : study.cohort()) {
      Seat seat = machines.get(member).seat();
      toCoordinator(member, seat.sign(0, new Message.Consent(true)));
    }
    boolean moved = true;
    while (moved) {
      moved = false;
      for (String member : study.cohort()) {
        byte[] bytes = inboxes.get(member).poll();
        if (bytes != null) {
          moved = true;
          nodeStep(member, new NodeEvent.Received(SignedMessage.decode(bytes)));
        }
      }
      if (state instanceof CoordinatorRound.Opening) {
        moved = true;
        open();
      }
    }
    CoordinatorRound.Course course = state.course();
    long most = bytesUp.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return new Outcome(course.progress(), course.round(), most);
  }

  /** Where the coordinator stands, for tests. */
  CoordinatorRound coordinatorState() {
    return state;
  }

  /** Where a member stands, for tests. */
  NodeRound nodeState(String member) {
    return nodes.get(member);
  }

  private void coordinatorStep(CoordinatorEvent event) {
    CoordinatorMachine.Transition transition = coordinator.step(state, event);
    state = transition.next();
    for (CoordinatorCommand command : transition.commands()) {
      if (command instanceof CoordinatorCommand.Send send && !isProposal(send.message())) {
        inboxes.get(send.member()).add(send.message().encode());
      }
    }
  }

  private static boolean isProposal(SignedMessage message) {
    return message.body() instanceof Message.StudyProposal;
  }

  private void open() {
    Ring ring = CoordinatorMachine.expectedRing(state);
    VectorSum total = new VectorSum(CoordinatorMachine.expectedLength(state), ring);
    for (String member : study.cohort()) {
      addTo(total, vectors.get(member).bytes());
    }
    long[] sum = total.toArray();
    sumBytes = VectorBytes.of(sum, ring);
    coordinatorStep(new CoordinatorEvent.Opened(sum));
  }

  private static void addTo(VectorSum total, byte[] vector) {
    try {
      total.addChecked(new ByteArrayInputStream(vector));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void nodeStep(String member, NodeEvent event) {
    NodeMachine.Transition transition = machines.get(member).step(nodes.get(member), event);
    nodes.put(member, transition.next());
    for (NodeCommand command : transition.commands()) {
      if (command instanceof NodeCommand.Send send) {
        toCoordinator(member, send.message());
      } else if (command instanceof NodeCommand.Contribute contribute) {
        nodeStep(member, contribute(member, contribute));
      } else if (command instanceof NodeCommand.CheckSum check) {
        nodeStep(member, check(check));
      }
    }
  }

  private void toCoordinator(String member, SignedMessage message) {
    byte[] bytes = message.encode();
    bytesUp.merge(member, (long) bytes.length, Long::sum);
    coordinatorStep(new CoordinatorEvent.Received(SignedMessage.decode(bytes)));
  }

  private NodeEvent contribute(String member, NodeCommand.Contribute command) {
    Contribution own = rows.get(member).contribute(command.progress());
    Approval approval = new Approval(study.hash(), "simulation");
    Decision decision =
        gates.get(member).decide(command.request(study, Optional.of(approval), own));
    if (decision instanceof Decision.Refused refused) {
      return new NodeEvent.Stopped(Reason.DECLINED, refused.reason().sentence());
    }
    Release release = decision.released().orElseThrow();
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(release.length() * release.ring().bytes());
    try {
      VectorRoot.Chunks chunks = MaskingClient.mask(release, command.mask(), out);
      vectors.put(member, new Kept(out.toByteArray(), chunks));
      bytesUp.merge(member, (long) out.size(), Long::sum);
      return new NodeEvent.Spooled(chunks.root(), UncomparedHeads.EMPTY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private NodeEvent check(NodeCommand.CheckSum command) {
    try {
      return Publication.check(
              command.result(), command.length(), command.ring(), new Memory(), random)
          .event();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The published bytes, read from memory. */
  private final class Memory implements Publication.Source {
    @Override
    public InputStream sum() {
      return new ByteArrayInputStream(sumBytes);
    }

    @Override
    public InputStream vector(String member) {
      return new ByteArrayInputStream(vectors.get(member).bytes());
    }

    @Override
    public InputStream sample(List<Integer> chunks) {
      return VectorSample.stream(study.cohort().stream().map(vectors::get).iterator(), chunks);
    }
  }

  /** A published vector in memory, with its hashes, as the real coordinator's store keeps them. */
  private record Kept(byte[] bytes, VectorRoot.Chunks chunks) implements VectorSample.Vector {
    @Override
    public byte[] chunk(int index) {
      int start = index * VectorRoot.CHUNK_BYTES;
      return Arrays.copyOfRange(bytes, start, start + VectorRoot.chunkLength(bytes.length, index));
    }
  }
}
