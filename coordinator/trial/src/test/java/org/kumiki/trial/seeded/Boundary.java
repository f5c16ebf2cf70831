package org.kumiki.trial.seeded;

/** Where, in one step of a process, its end may fall. */
public enum Boundary {
  /** The step is committed and the process lives on. */
  NONE,
  /** The process dies with the step computed and nothing written. */
  BEFORE_COMMIT,
  /** The process dies with the step written and nothing sent. */
  AFTER_COMMIT,
  /** The process dies when something is sent and the answer has not come. */
  AFTER_SEND,
  /** The database refuses the commit; the process lives on, without the study's secrets. */
  COMMIT_REFUSED
}
