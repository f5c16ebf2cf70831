package org.kumiki.coordinator.rounds;

import org.kumiki.platform.http.Problem;

/** What can go wrong between a node and its rounds. */
enum RoundProblem implements Problem {
  NOT_A_MESSAGE("not-a-message", 400, "The bytes are no message of this protocol"),
  NOT_THE_SENDER("not-the-sender", 403, "A node speaks for its own organisation only"),
  NO_SUCH_ROUND("no-such-round", 404, "There is no such study or round here"),
  NOT_EXPECTED("not-expected", 409, "This vector is not expected now"),
  WRONG_LENGTH("wrong-length", 422, "The vector has another length than the round asks"),
  NO_SUCH_CHUNKS("no-such-chunks", 400, "These are not chunks of the round's vectors");

  private final String code;
  private final int status;
  private final String title;

  RoundProblem(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
