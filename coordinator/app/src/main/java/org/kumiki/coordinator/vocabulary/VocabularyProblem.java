package org.kumiki.coordinator.vocabulary;

import org.kumiki.platform.http.Problem;

/** Why something about the vocabulary is not done. */
enum VocabularyProblem implements Problem {
  CHANGED_MEANWHILE("term-changed-meanwhile", 409, "Others have changed the same terms since"),
  DOES_NOT_APPLY("change-does-not-apply", 409, "The change does not fit what is there"),
  BREAKS_RULES("vocabulary-rules", 422, "The change would break rules of the vocabulary"),
  UNACCEPTABLE("vocabulary-unacceptable", 422, "These statements are not taken"),
  TOO_MUCH("difference-too-large", 422, "That is more than one answer compares"),
  NOTHING_NEW("nothing-new", 409, "Nothing has changed");

  private final Kind kind;

  VocabularyProblem(String code, int status, String title) {
    this.kind = new Kind(code, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
