package org.kumiki.coordinator.membership;

import org.kumiki.platform.http.Problem;

/** What can go wrong before a node takes part in anything. */
public enum MembershipProblem implements Problem {
  NOT_A_SIGNATURE("not-a-signature", 400, "A signature has 64 bytes"),
  NODE_COPIED("node-copied", 403, "Two copies of this node run at once"),
  INSTANCE_MISSING("instance-missing", 403, "The node does not say which run it is"),
  ANOTHER_ROSTER("another-roster", 409, "The signature is not over the roster that is used here"),
  NO_ROSTER("no-roster", 409, "No roster is in force yet"),
  GROWTH_REFUSED("growth-refused", 422, "Two thirds, and they alone, have a cooling-off time"),
  ROSTER_REFUSED("roster-refused", 422, "This cannot be the next roster"),
  ANOTHER_PROPOSAL("another-proposal", 409, "Another roster, or none, is offered for signature"),
  NOT_AN_ANSWER("not-an-answer", 400, "This is no answer to a proposed roster"),
  PROTOCOL_VERSION("protocol-version", 426, "There is no protocol version in common");

  private final Kind kind;

  MembershipProblem(String code, int status, String title) {
    this.kind = new Kind(code, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
