package org.kumiki.coordinator.membership;

import org.kumiki.platform.http.Problem;

/** What can go wrong before a node takes part in anything. */
enum MembershipProblem implements Problem {
  NOT_A_SIGNATURE("not-a-signature", 400, "A signature has 64 bytes"),
  NODE_COPIED("node-copied", 403, "Two copies of this node run at once"),
  INSTANCE_MISSING("instance-missing", 403, "The node does not say which run it is"),
  ANOTHER_ROSTER("another-roster", 409, "The signature is not over the roster that is used here"),
  PROTOCOL_VERSION("protocol-version", 426, "There is no protocol version in common");

  private final String code;
  private final int status;
  private final String title;

  MembershipProblem(String code, int status, String title) {
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
