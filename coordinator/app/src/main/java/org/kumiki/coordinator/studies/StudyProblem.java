package org.kumiki.coordinator.studies;

import org.kumiki.platform.http.Problem;

/** Why a study is not accepted. */
enum StudyProblem implements Problem {
  STUDY_REFUSED("study-refused", "The study cannot be run as written");

  private final String code;
  private final String title;

  StudyProblem(String code, String title) {
    this.code = code;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return 422;
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
