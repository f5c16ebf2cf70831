package org.kumiki.coordinator.studies;

import org.kumiki.platform.http.Problem;

/** Why a study is not accepted, or not taken back. */
enum StudyProblem implements Problem {
  STUDY_REFUSED("study-refused", 422, "The study cannot be run as written"),
  ASKED_ALREADY("asked-already", 409, "A running study asks the same"),
  ENDED_BEFORE("ended-before", 409, "This study has ended");

  private final Kind kind;

  StudyProblem(String code, int status, String title) {
    this.kind = new Kind(code, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
