package org.kumiki.coordinator.editorial;

/** What people do to proposals, as the record names it. */
public enum StepName {
  BEGIN,
  REWRITE,
  SUBMIT,
  VOTE,
  REOPEN,
  WITHDRAW,
  PUBLISH,
  TAKE_BACK
}
