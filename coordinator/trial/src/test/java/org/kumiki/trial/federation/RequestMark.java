package org.kumiki.trial.federation;

import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.trial.federation.RecordingProxy.Request;

/** Whether a node's request is the one that marks a phase of a study, given by its hash. */
interface RequestMark {
  boolean matches(Request request, String study);

  /** A message of a step, as {@code docs/protocol.md} numbers them. */
  static RequestMark message(int step) {
    return (request, study) -> {
      SignedMessage message = decoded(request, study);
      return message != null && message.body().step() == step;
    };
  }

  /** The signed root of a round's vector. */
  static RequestMark signedRoot(int round) {
    return (request, study) -> {
      SignedMessage message = decoded(request, study);
      return message != null
          && message.body() instanceof MaskedVector vector
          && vector.round() == round;
    };
  }

  /** The upload of a round's vector. */
  static RequestMark vector(int round) {
    return (request, study) ->
        request.target().contains(study)
            && request.target().endsWith("/rounds/" + round + "/vector");
  }

  /** The download of a round's sum. */
  static RequestMark sum(int round) {
    return (request, study) ->
        request.target().contains(study) && request.target().endsWith("/rounds/" + round + "/sum");
  }

  /** The message of a request, or null if it carries none of this study. */
  private static SignedMessage decoded(Request request, String study) {
    if (!request.target().equals("/exchange/v1/messages")) {
      return null;
    }
    SignedMessage message = SignedMessage.decode(request.body());
    return message.context().studyHash().hex().equals(study) ? message : null;
  }
}
