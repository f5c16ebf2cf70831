package org.kumiki.exchange.round;

import static org.kumiki.exchange.round.IllegalMessageException.require;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.round.NodeRound.Advertised;
import org.kumiki.exchange.round.NodeRound.Checking;
import org.kumiki.exchange.round.NodeRound.Closing;
import org.kumiki.exchange.round.NodeRound.Confirming;
import org.kumiki.exchange.round.NodeRound.Encapsulated;
import org.kumiki.exchange.round.NodeRound.Ended;
import org.kumiki.exchange.round.NodeRound.Masking;
import org.kumiki.exchange.round.NodeRound.Ready;
import org.kumiki.exchange.round.NodeRound.Uploaded;
import org.kumiki.exchange.round.NodeRound.Waiting;
import org.kumiki.exchange.secagg.EpochKeys;
import org.kumiki.exchange.secagg.KeyAgreementException;
import org.kumiki.exchange.secagg.PairKeys;
import org.kumiki.exchange.secagg.RoundMask;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.EpochAbandon;
import org.kumiki.exchange.wire.Message.EpochOpen;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.Relay;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Message.StudyProposal;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.Ring;

/**
 * The member's side of STRICT, pure: one {@link #step} from a state and an event to the next state
 * and what to do.
 *
 * <p>Guarantees that this node masks with every other member of the study's own cohort or not at
 * all, uploads at most one vector a round, and merges only a sum that it checked. A message that
 * breaks a rule ends the study here with the rule's name; nothing is sent but that code. Never
 * reveals a pairwise key: no message has room for one.
 */
public final class NodeMachine {
  private static final String BAD_STATE =
      "the coordinator names another state than this node has computed";

  private final Seat seat;
  private final NodeEpoch epoch;

  public NodeMachine(Seat seat) {
    this.seat = seat;
    this.epoch = new NodeEpoch(seat);
  }

  Seat seat() {
    return seat;
  }

  /** The next state and the commands, in order. */
  public record Transition(NodeRound next, List<NodeCommand> commands) {
    public Transition {
      commands = List.copyOf(commands);
    }

    static Transition to(NodeRound next, NodeCommand... commands) {
      return new Transition(next, List.of(commands));
    }
  }

  public Transition step(NodeRound state, NodeEvent event) {
    if (state instanceof Ended) {
      return Transition.to(state);
    }
    try {
      return advance(state, event);
    } catch (IllegalMessageException | KeyAgreementException e) {
      return stop(state, Reason.PROTOCOL, e.getMessage());
    } catch (LedgerBehindException e) {
      return stop(state, Reason.LEDGER_BEHIND, e.getMessage());
    }
  }

  private Transition advance(NodeRound state, NodeEvent event)
      throws IllegalMessageException, KeyAgreementException, LedgerBehindException {
    if (event instanceof NodeEvent.Received received) {
      return receive(state, received.message());
    }
    if (event instanceof NodeEvent.Spooled spooled && state instanceof Masking masking) {
      return uploaded(masking, spooled);
    }
    if (event instanceof NodeEvent.SumChecked checked && state instanceof Checking checking) {
      return merged(checking, checked.sum());
    }
    if (event instanceof NodeEvent.Stopped stopped) {
      return stop(state, stopped.reason(), stopped.sentence());
    }
    throw new IllegalStateException(
        event.getClass().getSimpleName() + " in " + state.getClass().getSimpleName());
  }

  private Transition receive(NodeRound state, SignedMessage message)
      throws IllegalMessageException, KeyAgreementException, LedgerBehindException {
    if (!isTheCoordinators(message)) {
      return Transition.to(state);
    }
    Context context = message.context();
    Message body = message.body();
    if (body instanceof EpochOpen open) {
      return open(state, context.epoch(), open);
    }
    if (body instanceof StudyEnd end) {
      require(
          end.reason() != Reason.COMPLETED,
          "the coordinator calls the study complete and has not shown its last sum");
      return ended(state, end.reason());
    }
    if (body instanceof StudyProposal) {
      return Transition.to(state);
    }
    if (context.epoch() != state.standing().epoch()) {
      return Transition.to(state);
    }
    if (body instanceof EpochAbandon) {
      state.erase();
      return Transition.to(new Waiting(state.standing()));
    }
    if (isRepeated(state, message)) {
      return Transition.to(state);
    }
    if (body instanceof RoundResult result) {
      return published(state, context, result);
    }
    if (state instanceof Waiting) {
      // The secrets of this epoch went with the process that held them.
      return Transition.to(state, send(context.epoch(), new Leave(Reason.RESTARTED)));
    }
    if (body instanceof Relay relay) {
      return epoch.relayed(state, context, relay.entries());
    }
    if (body instanceof RoundStart start && state instanceof Ready ready) {
      return start(ready, message, start);
    }
    throw new IllegalMessageException(
        body.getClass().getSimpleName() + " is out of order in " + nameOf(state));
  }

  /** What nobody has vouched for is no message of this study, and changes nothing. */
  private boolean isTheCoordinators(SignedMessage message) {
    return message.context().studyHash().equals(seat.studyHash())
        && message.sender().equals(seat.roster().coordinator().name())
        && seat.roster().verifies(message);
  }

  private Transition open(NodeRound state, long number, EpochOpen open)
      throws IllegalMessageException, LedgerBehindException {
    Standing standing = state.standing();
    if (number <= standing.epoch()) {
      // An inbox that delivers again after a crash; the secrets of that epoch are gone then.
      boolean lost = number == standing.epoch() && state instanceof Waiting;
      return lost
          ? Transition.to(state, send(number, new Leave(Reason.RESTARTED)))
          : Transition.to(state);
    }
    require(
        number <= CoordinatorMachine.MAX_EPOCHS,
        "the coordinator opens more epochs than a study may have");
    require(
        open.cohort().equals(seat.study().cohort()),
        "the coordinator names another cohort than the approved study");
    require(
        open.round() == standing.round() + 1
            && open.progressHash().equals(standing.progress().hash()),
        BAD_STATE);
    LedgerBehindException.require(seat.heads().status());
    state.erase();
    EpochKeys keys = EpochKeys.generate(seat.random());
    return Transition.to(
        new Advertised(standing.inEpoch(number), keys), send(number, keys.advertisement()));
  }

  /** What this state has used before: the first of a kind counts, a second changes nothing. */
  private static boolean isRepeated(NodeRound state, SignedMessage message) {
    Standing standing = state.standing();
    if (message.body() instanceof RoundResult result) {
      return result.round() <= standing.round() || state instanceof Checking;
    }
    if (message.body() instanceof RoundStart start) {
      ByteString used =
          state instanceof Masking masking
              ? masking.roundContext()
              : standing.upload().map(r1 -> ((MaskedVector) r1.body()).roundContext()).orElse(null);
      return start.round() <= standing.round() || roundContext(message).equals(used);
    }
    return message.body() instanceof Relay relay
        && relay.entries().get(0).body().step() < awaitedStep(state);
  }

  /** The step that a relay must carry in this state; after E4 none is awaited. */
  private static int awaitedStep(NodeRound state) {
    if (state instanceof Waiting || state instanceof Advertised) {
      return 4;
    }
    if (state instanceof Encapsulated) {
      return 5;
    }
    if (state instanceof Confirming) {
      return 6;
    }
    return state instanceof Closing ? 7 : 8;
  }

  private Transition start(Ready state, SignedMessage message, RoundStart start)
      throws IllegalMessageException, LedgerBehindException {
    // Another study's epoch may have shown it since this one's was closed.
    LedgerBehindException.require(seat.heads().status());
    Standing standing = state.standing();
    FixedPointLayout layout = Progress.layout(seat.study(), standing.progress());
    require(start.round() == standing.round() + 1, "the round is not the next one");
    require(start.progressHash().equals(standing.progress().hash()), BAD_STATE);
    require(
        start.ringBits() == layout.ring().bits()
            && start.length() == layout.length()
            && start.layoutHash().equals(layout.hash()),
        "the coordinator names other bounds than the approved study");
    require(
        start.deadlineEpochSecond() == seat.study().deadlineEpochSecond(),
        "the coordinator names another deadline than the approved study");
    ByteString roundContext = roundContext(message);
    RoundMask mask = seat.masks().next(seat.name(), state.pairs(), roundContext, layout.ring());
    return Transition.to(
        new Masking(standing, state.pairs(), roundContext, layout.length()),
        new NodeCommand.Contribute(
            standing.epoch(), start.round(), standing.progress(), layout, mask));
  }

  private Transition uploaded(Masking state, NodeEvent.Spooled spooled) {
    Standing standing = state.standing();
    SignedMessage r1 =
        seat.sign(
            standing.epoch(),
            new MaskedVector(
                standing.round() + 1,
                state.roundContext(),
                spooled.root(),
                state.length(),
                spooled.head()));
    return Transition.to(
        new Uploaded(standing.uploaded(r1), state.pairs()), new NodeCommand.Send(r1));
  }

  private Transition published(NodeRound state, Context context, RoundResult result)
      throws IllegalMessageException {
    Standing standing = state.standing();
    require(
        standing.upload().isPresent() && (state instanceof Uploaded || state instanceof Waiting),
        "a sum is published that this node did not contribute to");
    MaskedVector own = (MaskedVector) standing.upload().get().body();
    SortedMap<String, MaskedVector> uploads =
        Relays.read(seat, context, result.uploads(), seat.study().cohort(), MaskedVector.class);
    require(
        result.round() == own.round() && result.roundContext().equals(own.roundContext()),
        "the published sum is of another round");
    for (MaskedVector upload : uploads.values()) {
      require(
          upload.round() == own.round()
              && upload.length() == own.length()
              && upload.roundContext().equals(own.roundContext()),
          "a published vector is of another round");
    }
    require(uploads.get(seat.name()).equals(own), "the published root of this node is not its own");
    Ring ring = Progress.layout(seat.study(), standing.progress()).ring();
    boolean inEpoch = state instanceof Uploaded;
    SortedMap<String, PairKeys> pairs =
        state instanceof Uploaded uploaded ? uploaded.pairs() : new TreeMap<>();
    SortedMap<String, LedgerHead> heads = new TreeMap<>();
    uploads.forEach((member, upload) -> heads.put(member, upload.head()));
    return Transition.to(
        new Checking(standing, pairs, own, inEpoch),
        new NodeCommand.Witness(heads),
        new NodeCommand.CheckSum(context.epoch(), result, own.length(), ring));
  }

  private Transition merged(Checking state, long[] sum) {
    Progress progress = Progress.advance(seat.study(), state.standing().progress(), sum);
    Standing standing = state.standing().published(progress);
    NodeCommand record = new NodeCommand.Record(standing.round(), progress);
    if (progress instanceof Progress.Done) {
      state.erase();
      return Transition.to(
          new Ended(standing, Reason.COMPLETED, Reason.COMPLETED.sentence()), record);
    }
    if (progress instanceof Progress.Failed failed) {
      state.erase();
      return Transition.to(
          new Ended(standing, failed.reason(), failed.reason().sentence()), record);
    }
    NodeRound next = state.inEpoch() ? new Ready(standing, state.pairs()) : new Waiting(standing);
    return Transition.to(next, record);
  }

  private Transition ended(NodeRound state, Reason reason) {
    state.erase();
    return Transition.to(new Ended(state.standing(), reason, reason.sentence()));
  }

  private Transition stop(NodeRound state, Reason reason, String sentence) {
    state.erase();
    return Transition.to(
        new Ended(state.standing(), reason, sentence),
        send(state.standing().epoch(), new Leave(reason)));
  }

  /** {@code ctx = H(R0)}: the whole signed message, so that two versions of it give two masks. */
  static ByteString roundContext(SignedMessage start) {
    return Sha256.hash("kumiki round", start.encode());
  }

  private NodeCommand send(long epoch, Message body) {
    return new NodeCommand.Send(seat.sign(epoch, body));
  }

  private static String nameOf(NodeRound state) {
    return state.getClass().getSimpleName();
  }
}
