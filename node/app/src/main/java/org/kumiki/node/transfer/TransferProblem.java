package org.kumiki.node.transfer;

import org.kumiki.platform.http.Problem;

/** Why there is no personal model as it is asked for. */
enum TransferProblem implements Problem {
  REFUSED("transfer-refused", 422, "The personal model cannot be made or used like this");

  private final Kind kind;

  TransferProblem(String code, int status, String title) {
    this.kind = new Kind(code, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
