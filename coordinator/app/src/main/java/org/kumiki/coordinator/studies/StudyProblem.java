package org.kumiki.coordinator.studies;

import org.kumiki.platform.http.Problem;

/** Why a study is not accepted, or not taken back. */
enum StudyProblem implements Problem {
  STUDY_REFUSED("study-refused", 422, "The study cannot be run as written"),
  ASKED_ALREADY("asked-already", 409, "A running study asks the same"),
  ENDED_BEFORE("ended-before", 409, "This study has ended");

  private final String code;
  private final int status;
  private final String title;

  StudyProblem(String code, int status, String title) {
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
