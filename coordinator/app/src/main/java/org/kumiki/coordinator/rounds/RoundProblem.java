package org.kumiki.coordinator.rounds;

import org.kumiki.exchange.round.Reception;
import org.kumiki.platform.http.Problem;
import org.kumiki.platform.http.ProblemException;

/**
 * What can go wrong between a node and its rounds. None of it changed anything, and sending the
 * same again changes nothing either.
 */
enum RoundProblem implements Problem {
  NOT_A_MESSAGE("not-a-message", 400, "The bytes are no message of this protocol"),
  OTHER_VERSION("other-version", 422, "The message is of another protocol version"),
  MESSAGE_TOO_LARGE("message-too-large", 413, "No message is so large"),
  NOT_THE_SENDER("not-the-sender", 403, "A node speaks for its own organisation only"),
  NO_SUCH_ROUND("no-such-round", 404, "There is no such study or round here"),
  OTHER_CONTEXT("other-context", 422, "The message is of another consortium or roster"),
  NOT_IN_COHORT("not-in-cohort", 422, "The sender has no seat in this study"),
  FORGED("forged", 422, "The signature does not hold"),
  IMPROPER("improper", 422, "No member sends this in such a study"),
  LATE("late", 409, "The study has gone on or is over"),
  EARLY("early", 409, "The study has not come there yet"),
  CONFLICTING("conflicting", 409, "Another message of this kind came first and counts"),
  VECTOR_MISSING("vector-missing", 409, "The masked vector with this root is not here"),
  NOT_EXPECTED("not-expected", 409, "This vector is not expected now"),
  VECTOR_TOO_LONG("vector-too-long", 413, "The vector is longer than the round asks"),
  WRONG_LENGTH("wrong-length", 422, "The vector is shorter than the round asks"),
  NO_SUCH_CHUNKS("no-such-chunks", 400, "These are not chunks of the round's vectors");

  private final Kind kind;

  RoundProblem(String code, int status, String title) {
    this.kind = new Kind(code, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }

  /** What a message that is not taken is answered with. */
  static RoundProblem of(Reception reception) {
    return switch (reception) {
      case OTHER_CONTEXT -> OTHER_CONTEXT;
      case NOT_IN_COHORT -> NOT_IN_COHORT;
      case FORGED -> FORGED;
      case IMPROPER -> IMPROPER;
      case LATE -> LATE;
      case EARLY -> EARLY;
      case CONFLICTING -> CONFLICTING;
      case TAKEN, REPEATED -> throw new IllegalArgumentException(reception + " is no problem");
    };
  }

  /** This problem with what its client can do. */
  ProblemException exception() {
    return new ProblemException(this, nextStep());
  }

  private String nextStep() {
    return switch (this) {
      case NOT_A_MESSAGE, MESSAGE_TOO_LARGE -> "See docs/protocol.md, sections 1 and 2";
      case OTHER_VERSION -> "Bring the node and the coordinator to the same release";
      case NOT_THE_SENDER -> "The message names another sender than the certificate";
      case NO_SUCH_ROUND -> "Check the study, epoch and round";
      case OTHER_CONTEXT -> "Compare the pinned roster with the coordinator's";
      case NOT_IN_COHORT -> "Only the study's cohort speaks in it";
      case FORGED -> "Sign with the organisation's key that the roster lists";
      case IMPROPER -> "Check kind, recipient, reason and round context";
      case LATE, EARLY, NOT_EXPECTED -> "Go on with the inbox";
      case CONFLICTING -> "The first one stands; a new epoch takes others";
      case VECTOR_MISSING -> "Upload the vector before its root";
      case VECTOR_TOO_LONG, WRONG_LENGTH -> "The round's start names the length";
      case NO_SUCH_CHUNKS -> "Name 1 to 64 chunks by ascending numbers with commas between";
    };
  }
}
