package org.kumiki.node.participation;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kumiki.exchange.disclosure.Approval;
import org.kumiki.exchange.disclosure.Decision;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.Release;
import org.kumiki.exchange.ledger.Checkpoint;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.ledger.Witnessing;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.NodeCommand;
import org.kumiki.exchange.round.NodeEvent;
import org.kumiki.exchange.round.NodeMachine;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Publication;
import org.kumiki.exchange.round.Seat;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.ModelWithdrawal;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Message.StudyProposal;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.participation.StudyStore.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the pure machine of each study: a message and all that follows from it are one
 * transaction, so that a process that is killed goes on where the last commit stands. Epoch secrets
 * live in the machines' states in memory and nowhere else.
 *
 * <p>One thread at a time works off the inbox.
 */
final class Participation {
  private static final Logger LOG = LoggerFactory.getLogger(Participation.class);

  /** A spool file's name begins with its study's hash. */
  private static final int HASH_DIGITS = 64;

  private final StudyStore store;
  private final StudyRosters rosters;
  private final Signer signer;
  private final SecureRandom random;
  private final DisclosureGate gate;
  private final LedgerHeads heads;
  private final LocalHalf local;
  private final Spool spool;
  private final CoordinatorChannel channel;
  private final Proposals proposals;
  private final ModelCards cards;
  private final ModelWithdrawals withdrawals;
  private final Clock clock;
  private final Map<String, Running> running = new HashMap<>();

  /** A study in memory. */
  private record Running(NodeMachine machine, NodeRound state) {}

  /** What a step asks to be written, in order. */
  private record Effects(List<SignedMessage> messages, List<QueuedVector> vectors) {
    Effects() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private record QueuedVector(String path, String spool, long bytes) {}

  Participation(
      StudyStore store,
      StudyRosters rosters,
      Signer signer,
      SecureRandom random,
      DisclosureGate gate,
      LedgerHeads heads,
      LocalHalf local,
      Spool spool,
      CoordinatorChannel channel,
      Proposals proposals,
      ModelCards cards,
      ModelWithdrawals withdrawals,
      Clock clock) {
    this.store = store;
    this.rosters = rosters;
    this.signer = signer;
    this.random = random;
    this.gate = gate;
    this.heads = heads;
    this.local = local;
    this.spool = spool;
    this.channel = channel;
    this.proposals = proposals;
    this.cards = cards;
    this.withdrawals = withdrawals;
    this.clock = clock;
  }

  /**
   * Puts spool and outbox in order after a start: a vector whose file is gone cannot be sent any
   * more, so its epoch is left; files that nothing refers to go.
   */
  void recover() throws IOException {
    Set<String> kept = new HashSet<>();
    for (StudyStore.Outgoing vector : store.unsentVectors()) {
      if (Files.isRegularFile(spool.file(vector.spool()))) {
        kept.add(vector.spool());
      } else {
        store.sent(vector.number(), "the spooled vector is gone");
        store.find(vector.spool().substring(0, HASH_DIGITS)).ifPresent(this::leave);
      }
    }
    spool.keepOnly(kept);
  }

  private void leave(Entry entry) {
    long epoch = entry.standing().epoch();
    SignedMessage message =
        SignedMessage.sign(
            entry.study().context().withEpoch(epoch), new Leave(Reason.RESTARTED), signer);
    store.jdbi().useTransaction(handle -> store.queue(handle, Paths.MESSAGES, message));
  }

  /**
   * Works off one letter; its number is advanced in the transaction of its effects.
   *
   * @return whether a study went on here: a vector is ready, or a sum was merged. Letters between
   *     say nothing of whether this machine can do a round
   */
  boolean receive(CoordinatorChannel.Letter letter) throws IOException {
    SignedMessage message;
    try {
      message = SignedMessage.decode(letter.message());
    } catch (WireFormatException e) {
      LOG.warn("letter {} is no message of this protocol: {}", letter.number(), e.getMessage());
      skip(letter);
      return false;
    }
    if (message.body() instanceof StudyProposal proposal) {
      proposals.take(message, proposal, letter.number());
      return false;
    }
    if (message.body() instanceof ModelWithdrawal why) {
      withdrawals.take(message, why);
      skip(letter);
      return false;
    }
    String hash = message.context().studyHash().hex();
    Optional<Entry> entry = store.find(hash);
    if (entry.isEmpty() || entry.get().ended() || !approvedOrOver(entry.get(), message)) {
      skip(letter);
      return false;
    }
    return step(letter, entry.get(), message);
  }

  /**
   * Ends what cannot go on under the roster that has just come into force. All else goes on under
   * the roster under which it was approved, epoch and keys included: its cohort is the same.
   */
  void rosterChanged() {
    for (Entry entry : store.all()) {
      if (!entry.ended()) {
        rosters.broken(entry.study()).ifPresent(sentence -> end(entry, sentence));
      }
    }
  }

  private RosterSnapshot roster(Entry entry) {
    return rosters.of(entry.study()).orElseThrow();
  }

  private void end(Entry entry, String sentence) {
    NodeRound.Ended ended = new NodeRound.Ended(entry.standing(), Reason.ROSTER_CHANGED, sentence);
    store.jdbi().useTransaction(handle -> store.save(handle, entry.hash(), ended));
    Running left = running.remove(entry.hash());
    if (left != null) {
      left.state().erase();
    }
    LOG.info("study {} ended here: {}", entry.hash(), sentence);
  }

  /** Before the steward's approval only the study's end is of interest. */
  private static boolean approvedOrOver(Entry entry, SignedMessage message) {
    return entry.decision() == StudyStore.Decision.APPROVED || message.body() instanceof StudyEnd;
  }

  private void skip(CoordinatorChannel.Letter letter) {
    store.jdbi().useTransaction(handle -> store.advanceInbox(handle, letter.number()));
  }

  private boolean step(CoordinatorChannel.Letter letter, Entry entry, SignedMessage message)
      throws IOException {
    Running before =
        running.computeIfAbsent(
            entry.hash(),
            hash ->
                new Running(
                    new NodeMachine(Seat.of(entry.study(), roster(entry), signer, heads, random)),
                    new NodeRound.Waiting(entry.standing())));
    Effects effects = new Effects();
    NodeRound after;
    try {
      after = run(entry, before, new NodeEvent.Received(message), effects);
      commit(letter, entry, after, effects);
    } catch (IOException | RuntimeException e) {
      // The step may have used up secrets of the epoch: leave it as a restarted process would.
      running.remove(entry.hash());
      before.state().erase();
      throw e;
    }
    if (after instanceof NodeRound.Ended ended) {
      running.remove(entry.hash());
      LOG.info("study {} ended here: {}", entry.hash(), ended.sentence());
      cards.pull(entry.hash(), after.standing().progress());
    } else {
      running.put(entry.hash(), new Running(before.machine(), after));
    }
    return !effects.vectors().isEmpty()
        || after.standing().round() > before.state().standing().round();
  }

  private NodeRound run(Entry entry, Running start, NodeEvent first, Effects effects)
      throws IOException {
    NodeRound state = start.state();
    Deque<NodeEvent> events = new ArrayDeque<>(List.of(first));
    while (!events.isEmpty()) {
      NodeMachine.Transition transition = start.machine().step(state, events.remove());
      state = transition.next();
      for (NodeCommand command : transition.commands()) {
        if (command instanceof NodeCommand.Send send) {
          effects.messages().add(send.message());
        } else if (command instanceof NodeCommand.Contribute contribute) {
          events.add(contribute(entry, contribute, effects));
        } else if (command instanceof NodeCommand.CheckSum check) {
          events.add(check(entry, check));
        } else if (command instanceof NodeCommand.Witness witness) {
          RosterSnapshot roster = roster(entry);
          witness.heads().forEach((member, head) -> witness(roster, member, head));
        }
      }
    }
    return state;
  }

  private NodeEvent contribute(Entry entry, NodeCommand.Contribute command, Effects effects)
      throws IOException {
    Contribution own = local.contribute(entry, command.progress());
    Decision decision = gate.decide(command.request(entry.study(), approval(entry), own));
    if (decision instanceof Decision.Refused refused) {
      command.mask().close();
      return new NodeEvent.Stopped(Reason.DECLINED, refused.reason().sentence());
    }
    Release release = decision.released().orElseThrow();
    String name = entry.hash() + "-" + command.epoch() + "-" + command.round();
    Spool.Spooled spooled = spool.write(name, release, command.mask());
    effects
        .vectors()
        .add(
            new QueuedVector(
                Paths.vector(entry.hash(), command.epoch(), command.round()),
                spooled.name(),
                spooled.chunks().totalBytes()));
    return new NodeEvent.Spooled(spooled.chunks().root(), heads.own());
  }

  /** What others show of their ledgers; what they did not sign is nobody's head. */
  private void witness(RosterSnapshot roster, String member, LedgerHead head) {
    boolean genuine = !member.equals(signer.name()) && Checkpoint.verifies(head, roster, member);
    if (genuine && heads.witness(member, head) == Witnessing.FORKED) {
      LOG.warn("{} has shown two ledgers of one size: one of them was restored or changed", member);
    }
  }

  private Optional<Approval> approval(Entry entry) {
    return store
        .find(entry.hash())
        .filter(now -> now.decision() == StudyStore.Decision.APPROVED)
        .map(now -> new Approval(ByteString.fromHex(now.hash()), now.decidedBy()));
  }

  private NodeEvent check(Entry entry, NodeCommand.CheckSum command) throws IOException {
    PublishedVectors published =
        new PublishedVectors(channel, entry.hash(), command.epoch(), command.result());
    try {
      return Publication.check(
              command.result(), command.length(), command.ring(), published, random)
          .event();
    } catch (ChannelRefusal.NotThere | IllegalArgumentException | WireFormatException e) {
      // What is absent or malformed stays so; trying again would only hold up other studies.
      return new NodeEvent.Stopped(Reason.PROTOCOL, "the published vectors cannot be read");
    } catch (IOException e) {
      if (clock.instant().getEpochSecond() <= entry.study().deadlineEpochSecond()) {
        throw e;
      }
      // Its end waits in the inbox behind this letter, and so does every other study.
      return new NodeEvent.Stopped(
          Reason.PROTOCOL, "the published vectors could not be read before the deadline");
    }
  }

  private void commit(
      CoordinatorChannel.Letter letter, Entry entry, NodeRound after, Effects effects) {
    store
        .jdbi()
        .useTransaction(
            handle -> {
              store.save(handle, entry.hash(), after);
              for (QueuedVector vector : effects.vectors()) {
                store.queueVector(handle, vector.path(), vector.spool(), vector.bytes());
              }
              for (SignedMessage message : effects.messages()) {
                store.queue(handle, Paths.MESSAGES, message);
              }
              store.advanceInbox(handle, letter.number());
            });
    if (effects.messages().stream().anyMatch(m -> m.body() instanceof MaskedVector)) {
      LOG.info("study {}: a masked vector is ready to be sent", entry.hash());
    }
  }
}
