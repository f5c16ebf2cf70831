package org.kumiki.exchange.round;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.CoordinatorRound.Advertising;
import org.kumiki.exchange.round.CoordinatorRound.Closing;
import org.kumiki.exchange.round.CoordinatorRound.Collecting;
import org.kumiki.exchange.round.CoordinatorRound.Confirming;
import org.kumiki.exchange.round.CoordinatorRound.Course;
import org.kumiki.exchange.round.CoordinatorRound.Encapsulating;
import org.kumiki.exchange.round.CoordinatorRound.Ended;
import org.kumiki.exchange.round.CoordinatorRound.Gathering;
import org.kumiki.exchange.round.CoordinatorRound.Opening;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Confirm;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Encapsulate;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.EpochAbandon;
import org.kumiki.exchange.wire.Message.EpochOpen;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.Relay;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Message.StudyProposal;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.learning.computation.Ring;

/**
 * The coordinator's side of STRICT, pure and deterministic: replaying a study's events gives the
 * same state and the same signed messages.
 *
 * <p>It waits for every member of the cohort at every step; nothing opens for a part of it. A
 * message that does not fit the state is ignored and {@linkplain #judge named}, so repeating or
 * delaying one changes nothing. A member that was restarted makes a new epoch; the study goes on
 * from the last published sum.
 */
public final class CoordinatorMachine {
  /**
   * Restarts are normal; more than this many are a fault that a person should see. Nodes keep to it
   * too, so that a coordinator cannot ask the same round again and again.
   */
  static final int MAX_EPOCHS = 50;

  private final Study study;
  private final Context context;
  private final MessageJudge judge;
  private final Signer signer;

  public CoordinatorMachine(Study study, RosterSnapshot roster, Signer signer) {
    this.study = study.requireAllowedBy(roster);
    this.context = study.context();
    this.judge = new MessageJudge(study, roster);
    this.signer = signer;
  }

  /** Before anything has happened. */
  public CoordinatorRound initial() {
    return new Gathering(Course.fresh(), new TreeMap<>());
  }

  /**
   * The state right after a round was published, from that moment's course alone: the same next
   * round with the same signed start, byte for byte, or the same end. So a shell that kept the
   * course replays later events only and reads no sum again.
   *
   * @throws IllegalArgumentException if no round was published
   */
  public CoordinatorRound resume(Course course) {
    if (course.round() < 1) {
      throw new IllegalArgumentException("before the first published round there is only replay");
    }
    return course
        .end()
        .<CoordinatorRound>map(reason -> new Ended(course, reason))
        .orElseGet(() -> startRound(course, List.of()).next());
  }

  /**
   * What a message is in a state; {@link #step} acts on {@link Reception#TAKEN} and ignores all
   * else. For a {@code MaskedVector} it says nothing about the bytes that were uploaded.
   */
  public Reception judge(CoordinatorRound state, SignedMessage message) {
    return judge.judge(state, message);
  }

  /** The next state and the commands, in order. */
  public record Transition(CoordinatorRound next, List<CoordinatorCommand> commands) {
    public Transition {
      commands = List.copyOf(commands);
    }

    static Transition stay(CoordinatorRound state) {
      return new Transition(state, List.of());
    }
  }

  public Transition step(CoordinatorRound state, CoordinatorEvent event) {
    if (state instanceof Ended) {
      return Transition.stay(state);
    }
    if (event instanceof CoordinatorEvent.Submitted) {
      ByteString bytes = ByteString.of(study.encode());
      return new Transition(state, toAll(0, new StudyProposal(bytes)));
    }
    if (event instanceof CoordinatorEvent.DeadlinePassed) {
      return end(state.course(), Reason.DEADLINE);
    }
    if (event instanceof CoordinatorEvent.Withdrawn) {
      return end(state.course(), Reason.WITHDRAWN);
    }
    if (event instanceof CoordinatorEvent.RosterChanged) {
      return end(state.course(), Reason.ROSTER_CHANGED);
    }
    if (event instanceof CoordinatorEvent.Opened opened && state instanceof Opening opening) {
      return publish(opening, opened.sum());
    }
    if (event instanceof CoordinatorEvent.Received received
        && judge(state, received.message()) == Reception.TAKEN) {
      return receive(state, received.message());
    }
    return Transition.stay(state);
  }

  /** Entries of the vector that is being collected or opened. */
  public static int expectedLength(CoordinatorRound state) {
    return start(state).length();
  }

  /** What its entries are integers of. */
  public static Ring expectedRing(CoordinatorRound state) {
    return Ring.ofBits(start(state).ringBits());
  }

  private static RoundStart start(CoordinatorRound state) {
    if (state instanceof Collecting collecting) {
      return (RoundStart) collecting.start().body();
    }
    if (state instanceof Opening opening) {
      return (RoundStart) opening.start().body();
    }
    throw new IllegalStateException("no vector is expected");
  }

  private Transition receive(CoordinatorRound state, SignedMessage message) {
    Message body = message.body();
    String sender = message.sender();
    if (body instanceof Leave leave) {
      return leave(state, leave.reason());
    }
    if (body instanceof Consent consent) {
      return consent((Gathering) state, sender, consent.ready());
    }
    if (state instanceof Advertising s) {
      return advertised(new Advertising(s.course(), with(s.received(), message)));
    }
    if (state instanceof Encapsulating s) {
      return encapsulating(s, message);
    }
    if (state instanceof Confirming s) {
      String recipient = ((Confirm) body).recipient();
      return confirmed(new Confirming(s.course(), s.received().with(message.entry(), recipient)));
    }
    if (state instanceof Closing s) {
      return closed(new Closing(s.course(), with(s.received(), message)));
    }
    Collecting s = (Collecting) state;
    return collected(new Collecting(s.course(), s.start(), with(s.received(), message)));
  }

  private Transition consent(Gathering state, String sender, boolean ready) {
    if (!ready) {
      return end(state.course(), Reason.DECLINED);
    }
    SortedMap<String, Boolean> consents = new TreeMap<>(state.consents());
    consents.put(sender, true);
    return consents.size() < study.cohort().size()
        ? Transition.stay(new Gathering(state.course(), consents))
        : openEpoch(state.course(), List.of());
  }

  private Transition openEpoch(Course course, List<CoordinatorCommand> before) {
    Course next = course.nextEpoch();
    if (next.epoch() > MAX_EPOCHS) {
      return end(course, Reason.TOO_MANY_EPOCHS);
    }
    List<CoordinatorCommand> commands = new ArrayList<>(before);
    commands.addAll(
        toAll(
            next.epoch(), new EpochOpen(study.cohort(), next.round() + 1, next.progress().hash())));
    return new Transition(new Advertising(next, new TreeMap<>()), commands);
  }

  private Transition advertised(Advertising state) {
    if (state.received().size() < study.cohort().size()) {
      return Transition.stay(state);
    }
    Relay all = new Relay(List.copyOf(state.received().values()));
    return new Transition(
        new Encapsulating(state.course(), PairEntries.NONE, PairEntries.NONE),
        toAll(state.course().epoch(), all));
  }

  private Transition encapsulating(Encapsulating state, SignedMessage message) {
    if (message.body() instanceof Confirm e3) {
      PairEntries early = state.early().with(message.entry(), e3.recipient());
      return Transition.stay(new Encapsulating(state.course(), state.received(), early));
    }
    String recipient = ((Encapsulate) message.body()).recipient();
    PairEntries received = state.received().with(message.entry(), recipient);
    return received.size() < Encapsulating.expected(study.cohort().size())
        ? Transition.stay(new Encapsulating(state.course(), received, state.early()))
        : new Transition(
            new Confirming(state.course(), state.early()),
            relayByRecipient(state.course(), received));
  }

  private Transition confirmed(Confirming state) {
    return state.received().size() < Confirming.expected(study.cohort().size())
        ? Transition.stay(state)
        : new Transition(
            new Closing(state.course(), new TreeMap<>()),
            relayByRecipient(state.course(), state.received()));
  }

  private Transition closed(Closing state) {
    return state.received().size() < study.cohort().size()
        ? Transition.stay(state)
        : startRound(
            state.course(),
            toAll(state.course().epoch(), new Relay(List.copyOf(state.received().values()))));
  }

  private Transition startRound(Course course, List<CoordinatorCommand> before) {
    FixedPointLayout layout = Progress.layout(study, course.progress());
    RoundStart body =
        new RoundStart(
            course.round() + 1,
            course.progress().hash(),
            layout.ring().bits(),
            layout.length(),
            layout.hash(),
            study.deadlineEpochSecond());
    SignedMessage start = sign(course.epoch(), body);
    List<CoordinatorCommand> commands = new ArrayList<>(before);
    study.cohort().forEach(member -> commands.add(new CoordinatorCommand.Send(member, start)));
    return new Transition(new Collecting(course, start, new TreeMap<>()), commands);
  }

  private Transition collected(Collecting state) {
    return Transition.stay(
        state.received().size() < study.cohort().size()
            ? state
            : new Opening(state.course(), state.start(), state.received()));
  }

  private Transition publish(Opening state, long[] sum) {
    Progress progress = Progress.advance(study, state.course().progress(), sum);
    Course course = state.course().published(progress);
    RoundResult result =
        new RoundResult(
            course.round(),
            NodeMachine.roundContext(state.start()),
            VectorSum.chunksOf(sum, expectedRing(state)).root(),
            List.copyOf(state.received().values()));
    List<CoordinatorCommand> commands = new ArrayList<>();
    commands.add(new CoordinatorCommand.Record(course.round(), progress));
    commands.addAll(toAll(course.epoch(), result));
    return course
        .end()
        .map(reason -> end(course, reason, commands))
        .orElseGet(() -> startRound(course, commands));
  }

  private Transition leave(CoordinatorRound state, Reason reason) {
    if (state instanceof Gathering) {
      return end(state.course(), reason);
    }
    List<CoordinatorCommand> abandon = toAll(state.course().epoch(), new EpochAbandon(reason));
    return reason == Reason.RESTARTED
        ? openEpoch(state.course(), abandon)
        : end(state.course(), reason, abandon);
  }

  private Transition end(Course course, Reason reason) {
    return end(course, reason, List.of());
  }

  private Transition end(Course course, Reason reason, List<CoordinatorCommand> before) {
    List<CoordinatorCommand> commands = new ArrayList<>(before);
    commands.addAll(toAll(course.epoch(), new StudyEnd(reason)));
    return new Transition(new Ended(course, reason), commands);
  }

  private List<CoordinatorCommand> relayByRecipient(Course course, PairEntries entries) {
    List<CoordinatorCommand> commands = new ArrayList<>();
    entries
        .byRecipient()
        .forEach(
            (recipient, relayed) ->
                commands.add(
                    new CoordinatorCommand.Send(
                        recipient, sign(course.epoch(), new Relay(relayed)))));
    return commands;
  }

  private List<CoordinatorCommand> toAll(long epoch, Message body) {
    SignedMessage message = sign(epoch, body);
    return study.cohort().stream()
        .map(member -> (CoordinatorCommand) new CoordinatorCommand.Send(member, message))
        .toList();
  }

  private SignedMessage sign(long epoch, Message body) {
    return SignedMessage.sign(context.withEpoch(epoch), body, signer);
  }

  private static SortedMap<String, Entry> with(
      SortedMap<String, Entry> received, SignedMessage message) {
    SortedMap<String, Entry> all = new TreeMap<>(received);
    all.put(message.sender(), message.entry());
    return all;
  }
}
