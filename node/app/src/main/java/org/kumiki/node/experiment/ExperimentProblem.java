package org.kumiki.node.experiment;

import org.kumiki.platform.http.Problem;

/** Why a campaign does not do what it is asked. */
public enum ExperimentProblem implements Problem {
  CAMPAIGN_REFUSED("campaign-refused", 422, "The campaign cannot do this"),
  NO_SUCH_CAMPAIGN("no-such-campaign", 404, "There is no such campaign"),
  NO_SUCH_TABLE("no-such-table", 404, "There is no such table of candidates");

  private final Kind kind;

  ExperimentProblem(String code, int status, String title) {
    this.kind = new Kind(code, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
