package org.kumiki.trial.seeded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.Decision;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.PassingQueryLedger;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.ledger.MemoryLedger;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.NodeCommand;
import org.kumiki.exchange.round.NodeEvent;
import org.kumiki.exchange.round.NodeMachine;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Publication;
import org.kumiki.exchange.round.Seat;
import org.kumiki.exchange.round.Standing;
import org.kumiki.exchange.secagg.MaskProbe;
import org.kumiki.exchange.secagg.MaskingClient;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.learning.computation.Ring;
import org.kumiki.trial.leak.Upload;

/**
 * A node's shell without disk or network. What a database would keep survives {@link #restart};
 * secrets of epochs do not. A letter and all that follows from it are one transaction, as {@code
 * docs/protocol.md} asks of shells.
 */
public final class MemberProcess {
  private static final Clock NOON =
      Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);

  private final String name;
  private final Consortium consortium;
  private final CoordinatorProcess coordinator;
  private final Script script;
  private final Watch watch;
  private final SeededRandom random;
  private final SimulatedLedger ledger;
  private final Map<ByteString, NodeMachine> machines = new LinkedHashMap<>();
  private final Map<ByteString, Study> studies = new LinkedHashMap<>();

  // Durable.
  private final Map<ByteString, NodeRound> durable = new LinkedHashMap<>();
  private final Deque<Outgoing> outbox = new ArrayDeque<>();
  private int position;

  /** The step that is being computed, for the keys that the mask scheme shows. */
  private Step observed = new Step();

  // Gone with the process.
  private final Map<ByteString, NodeRound> memory = new LinkedHashMap<>();

  /** Set by a test whose steward says no. */
  boolean declines;

  /** What one letter leads to, until it is committed. */
  private static final class Step {
    final List<Outgoing> queued = new ArrayList<>();
    Optional<Upload> upload = Optional.empty();
    Optional<SortedMap<String, LedgerHead>> heads = Optional.empty();
    Optional<byte[]> spooled = Optional.empty();
    SortedMap<String, ByteString> maskKeys;
  }

  MemberProcess(
      String name,
      Consortium consortium,
      CoordinatorProcess coordinator,
      Script script,
      Watch watch,
      long seed) {
    this.name = name;
    this.consortium = consortium;
    this.coordinator = coordinator;
    this.script = script;
    this.watch = watch;
    this.random = new SeededRandom(31 * seed + name.hashCode());
    this.ledger =
        new SimulatedLedger(
            new MemoryLedger(
                consortium.roster().consortium(), Consortium.signer(name), NOON, random));
  }

  public String name() {
    return name;
  }

  /** Where it stands; fails if the study was never proposed to it. */
  public NodeRound state(Study study) {
    return memory.get(study.hash());
  }

  public boolean knows(Study study) {
    return memory.containsKey(study.hash());
  }

  int position() {
    return position;
  }

  Deque<Outgoing> outbox() {
    return outbox;
  }

  /** The process dies and comes back with what its database holds. */
  public void restart() {
    memory.putAll(durable);
  }

  /** The first backup of the ledger, which is empty, is put back over the present one. */
  public void putLedgerBack() {
    ledger.putBackupBack();
  }

  /** True if bytes from the line are a letter that the coordinator signed. */
  boolean isGenuine(byte[] bytes) {
    try {
      SignedMessage message = SignedMessage.decode(bytes);
      return message.sender().equals(consortium.coordinator().name())
          && consortium.roster().verifies(message);
    } catch (WireFormatException e) {
      return false;
    }
  }

  /**
   * Handles a letter.
   *
   * @param fresh whether it is the next of the inbox; one that comes again does not advance it
   */
  void handle(byte[] letter, boolean fresh, Boundary boundary) {
    SignedMessage message = SignedMessage.decode(letter);
    if (message.body() instanceof Message.StudyProposal proposal) {
      propose(Study.decode(proposal.study().toByteArray()));
    }
    Study study = studies.get(message.context().studyHash());
    if (study == null) {
      advance(fresh);
      return;
    }
    NodeRound before = memory.get(study.hash());
    Step step = new Step();
    NodeRound after = run(study, before, message, step);
    if (boundary == Boundary.BEFORE_COMMIT) {
      restart();
      return;
    }
    if (boundary == Boundary.COMMIT_REFUSED) {
      memory.put(study.hash(), durable.get(study.hash()));
      return;
    }
    commit(study, before, after, step);
    advance(fresh);
    if (boundary == Boundary.AFTER_COMMIT) {
      restart();
    }
  }

  private void advance(boolean fresh) {
    if (fresh) {
      position++;
    }
  }

  private void propose(Study study) {
    if (studies.putIfAbsent(study.hash(), study) != null) {
      return;
    }
    Seat seat =
        new Seat(
            study.requireAllowedBy(consortium.roster()),
            study.hash(),
            consortium.roster(),
            Consortium.signer(name),
            ledger,
            new MaskProbe(keys -> observed.maskKeys = keys),
            random);
    machines.put(study.hash(), new NodeMachine(seat));
    NodeRound waiting = new NodeRound.Waiting(Standing.fresh());
    durable.put(study.hash(), waiting);
    memory.put(study.hash(), waiting);
    queue(sign(study, 0, new Message.Consent(!declines)), outbox);
  }

  private SignedMessage sign(Study study, long epoch, Message body) {
    return SignedMessage.sign(study.context().withEpoch(epoch), body, Consortium.signer(name));
  }

  private void queue(SignedMessage honest, java.util.Collection<Outgoing> queue) {
    script.sends(name, honest).forEach(said -> queue.add(new Outgoing.Letter(said)));
  }

  private NodeRound run(Study study, NodeRound start, SignedMessage message, Step step) {
    observed = step;
    NodeRound state = start;
    Deque<NodeEvent> events = new ArrayDeque<>(List.of(new NodeEvent.Received(message)));
    while (!events.isEmpty()) {
      NodeMachine.Transition transition = machines.get(study.hash()).step(state, events.remove());
      state = transition.next();
      if (state instanceof NodeRound.Closing closing) {
        watch.derived(
            name, study, state.standing().epoch(), MaskProbe.fingerprints(closing.pairs()));
      }
      for (NodeCommand command : transition.commands()) {
        if (command instanceof NodeCommand.Send send) {
          send(study, send.message(), step);
        } else if (command instanceof NodeCommand.Contribute contribute) {
          events.add(contribute(study, contribute, step));
        } else if (command instanceof NodeCommand.CheckSum check) {
          events.add(check(study, check));
        } else if (command instanceof NodeCommand.Witness witness) {
          step.heads = Optional.of(witness.heads());
        }
      }
    }
    return state;
  }

  private void send(Study study, SignedMessage message, Step step) {
    if (message.body() instanceof Message.MaskedVector r1) {
      long epoch = message.context().epoch();
      byte[] bytes = step.spooled.orElseThrow();
      step.queued.add(new Outgoing.Vector(study.hash(), epoch, r1.round(), r1.root(), bytes));
    }
    queue(message, step.queued);
  }

  private NodeEvent contribute(Study study, NodeCommand.Contribute command, Step step) {
    Contribution own = consortium.contribution(study, name, command.progress());
    Decision decision =
        new DisclosureGate(
                ledger, new PassingQueryLedger(consortium.roster().minimumContributors()), NOON)
            .decide(
                command.request(study, Optional.of(new Approval(study.hash(), "steward")), own));
    if (decision instanceof Decision.Refused refused) {
      return new NodeEvent.Stopped(Reason.DECLINED, refused.reason().sentence());
    }
    Release release = decision.released().orElseThrow();
    Ring ring = release.ring();
    long[] values = new long[release.length()];
    release.copyTo(0, values, values.length);
    long[] masked = mask(release, command);
    long[] added = script.adds(name, command.round(), values.clone());
    for (int i = 0; i < added.length; i++) {
      values[i] += added[i];
      masked[i] += added[i];
    }
    Upload.Place place =
        new Upload.Place(study.hash(), study.cohort(), command.epoch(), command.round());
    step.upload =
        Optional.of(
            new Upload(name, place, ring, values, masked, watch.masks(name, place, step.maskKeys)));
    step.spooled = Optional.of(VectorBytes.of(masked, ring));
    return new NodeEvent.Spooled(VectorSum.chunksOf(masked, ring).root(), ledger.own());
  }

  private static long[] mask(Release release, NodeCommand.Contribute command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      MaskingClient.mask(release, command.mask(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return VectorBytes.toArray(out.toByteArray(), release.ring());
  }

  private NodeEvent check(Study study, NodeCommand.CheckSum command) {
    try {
      return Publication.check(
              command.result(),
              command.length(),
              command.ring(),
              coordinator.published(name, study.hash(), command),
              new Random(1))
          .event();
    } catch (IOException e) {
      return new NodeEvent.Stopped(Reason.PROTOCOL, "the published vectors cannot be read");
    }
  }

  private void commit(Study study, NodeRound before, NodeRound after, Step step) {
    ByteString hash = study.hash();
    memory.put(hash, after);
    durable.put(
        hash, after instanceof NodeRound.Ended ? after : new NodeRound.Waiting(after.standing()));
    step.heads.ifPresent(ledger::witness);
    step.upload.ifPresent(
        upload -> {
          for (Outgoing queued : step.queued) {
            if (queued instanceof Outgoing.Vector vector) {
              watch.spooled(vector.root(), upload);
            }
          }
        });
    for (Outgoing queued : step.queued) {
      if (queued instanceof Outgoing.Letter letter) {
        watch.signed(letter.message());
      }
    }
    outbox.addAll(step.queued);
    watch.memberMoved(name, study, before, after);
  }
}
