package org.kumiki.trial.seeded;

import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.SignedMessage;

/** A message in a few words, for the trace of a run. */
final class Telling {
  private Telling() {}

  static String of(SignedMessage message) {
    String study = message.context().studyHash().hex().substring(0, 6);
    Message body = message.body();
    String what = body.getClass().getSimpleName();
    if (body instanceof Message.Relay relay) {
      what += " of " + relay.entries().get(0).body().getClass().getSimpleName();
    } else if (body instanceof Message.RoundStart start) {
      what += " " + start.round();
    } else if (body instanceof Message.RoundResult result) {
      what += " " + result.round();
    } else if (body instanceof Message.MaskedVector r1) {
      what += " " + r1.round();
    } else if (body instanceof Message.Leave leave) {
      what += " " + leave.reason();
    } else if (body instanceof Message.StudyEnd end) {
      what += " " + end.reason();
    }
    return what + " [study " + study + ", epoch " + message.context().epoch() + "]";
  }
}
