package org.kumiki.exchange.round;

import java.util.HashMap;
import java.util.Map;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.CoordinatorRound.Advertising;
import org.kumiki.exchange.round.CoordinatorRound.Closing;
import org.kumiki.exchange.round.CoordinatorRound.Collecting;
import org.kumiki.exchange.round.CoordinatorRound.Confirming;
import org.kumiki.exchange.round.CoordinatorRound.Encapsulating;
import org.kumiki.exchange.round.CoordinatorRound.Ended;
import org.kumiki.exchange.round.CoordinatorRound.Gathering;
import org.kumiki.exchange.round.CoordinatorRound.Opening;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Confirm;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Encapsulate;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;

/**
 * Decides what a message is to the coordinator: first whether it is genuine and of this study, then
 * whether it fits where the study stands. Pure and immutable.
 */
final class MessageJudge {
  private final Context context;
  private final Map<String, Organisation> cohort = new HashMap<>();

  MessageJudge(Study study, RosterSnapshot roster) {
    this.context = study.context();
    for (Organisation member : roster.members()) {
      if (study.cohort().contains(member.name())) {
        cohort.put(member.name(), member);
      }
    }
  }

  Reception judge(CoordinatorRound state, SignedMessage message) {
    if (!message.context().equals(context.withEpoch(message.context().epoch()))) {
      return Reception.OTHER_CONTEXT;
    }
    Organisation sender = cohort.get(message.sender());
    if (sender == null) {
      return Reception.NOT_IN_COHORT;
    }
    if (!sender.verifies(message.signedBytes(), message.signature())) {
      return Reception.FORGED;
    }
    return isProper(message) ? timely(state, message) : Reception.IMPROPER;
  }

  /** Whether a member can send this at all, wherever the study stands. */
  private boolean isProper(SignedMessage message) {
    Message body = message.body();
    if (body instanceof Consent) {
      return message.context().epoch() == 0;
    }
    if (body instanceof Encapsulate e2) {
      // Of a pair the earlier encapsulates to the later.
      return cohort.containsKey(e2.recipient()) && message.sender().compareTo(e2.recipient()) < 0;
    }
    if (body instanceof Confirm e3) {
      return cohort.containsKey(e3.recipient()) && !message.sender().equals(e3.recipient());
    }
    return body instanceof Leave
        || body instanceof Advertise
        || body instanceof Close
        || body instanceof MaskedVector;
  }

  private Reception timely(CoordinatorRound state, SignedMessage message) {
    Message body = message.body();
    if (state instanceof Ended) {
      return Reception.LATE;
    }
    if (body instanceof Consent consent) {
      return consent(state, message.sender(), consent.ready());
    }
    int epochs = Long.compare(message.context().epoch(), state.course().epoch());
    if (body instanceof Leave leave) {
      return leave(state, leave.reason(), epochs);
    }
    if (epochs != 0) {
      return epochs < 0 ? Reception.LATE : Reception.EARLY;
    }
    return inEpoch(state, message);
  }

  private static Reception consent(CoordinatorRound state, String sender, boolean ready) {
    if (!(state instanceof Gathering gathering)) {
      return Reception.LATE;
    }
    return ready && gathering.consents().containsKey(sender) ? Reception.REPEATED : Reception.TAKEN;
  }

  private static Reception leave(CoordinatorRound state, Reason reason, int epochs) {
    if (epochs > 0) {
      return Reception.EARLY;
    }
    if (reason != Reason.RESTARTED) {
      // Who stops for good may have refused the very message that opened the current epoch.
      return Reception.TAKEN;
    }
    if (epochs < 0) {
      return Reception.LATE;
    }
    return state instanceof Gathering ? Reception.EARLY : Reception.TAKEN;
  }

  private static Reception inEpoch(CoordinatorRound state, SignedMessage message) {
    Message body = message.body();
    String sender = message.sender();
    if (body instanceof MaskedVector r1) {
      return upload(state, r1, message);
    }
    if (body instanceof Advertise && state instanceof Advertising s) {
      return beside(s.received().get(sender), message);
    }
    if (body instanceof Encapsulate e2 && state instanceof Encapsulating s) {
      return beside(s.received().get(sender, e2.recipient()), message);
    }
    if (body instanceof Confirm e3 && state instanceof Encapsulating s) {
      return beside(s.early().get(sender, e3.recipient()), message);
    }
    if (body instanceof Confirm e3 && state instanceof Confirming s) {
      return beside(s.received().get(sender, e3.recipient()), message);
    }
    if (body instanceof Close && state instanceof Closing s) {
      return beside(s.received().get(sender), message);
    }
    return body.step() < awaitedStep(state) ? Reception.LATE : Reception.EARLY;
  }

  private static Reception upload(CoordinatorRound state, MaskedVector r1, SignedMessage message) {
    int rounds = Integer.compare(r1.round(), state.course().round() + 1);
    if (rounds != 0) {
      return rounds < 0 ? Reception.LATE : Reception.EARLY;
    }
    if (state instanceof Collecting s) {
      return belongs(r1, s.start())
          ? beside(s.received().get(message.sender()), message)
          : Reception.IMPROPER;
    }
    return state instanceof Opening s
        ? beside(s.received().get(message.sender()), message)
        : Reception.EARLY;
  }

  private static boolean belongs(MaskedVector upload, SignedMessage signedStart) {
    RoundStart start = (RoundStart) signedStart.body();
    ByteString roundContext = NodeMachine.roundContext(signedStart);
    return upload.length() == start.length() && upload.roundContext().equals(roundContext);
  }

  private static Reception beside(Entry earlier, SignedMessage message) {
    if (earlier == null) {
      return Reception.TAKEN;
    }
    return earlier.equals(message.entry()) ? Reception.REPEATED : Reception.CONFLICTING;
  }

  /** The step that the coordinator collects in this state of an epoch. */
  private static int awaitedStep(CoordinatorRound state) {
    if (state instanceof Advertising) {
      return 4;
    }
    if (state instanceof Encapsulating) {
      return 5;
    }
    if (state instanceof Confirming) {
      return 6;
    }
    if (state instanceof Closing) {
      return 7;
    }
    // Before the first epoch nothing of an epoch is due; after E4 all of its set-up is over.
    return state instanceof Gathering ? 0 : 10;
  }
}
