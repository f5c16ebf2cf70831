package org.kumiki.exchange.round;

/**
 * What a member's message is to the coordinator in one state of a study. Only what is {@link
 * #TAKEN} changes the state.
 */
public enum Reception {
  /** It counts. */
  TAKEN,
  /** This very message counted before, in the present state. */
  REPEATED,
  /** It names another consortium, roster or study. */
  OTHER_CONTEXT,
  /** Its sender has no seat in the study. */
  NOT_IN_COHORT,
  /** The sender's signature does not hold. */
  FORGED,
  /**
   * No member of this study sends such a message: its kind, recipient, reason or start is wrong.
   */
  IMPROPER,
  /** The study has gone on, or is over. Members that were slow or restarted send such messages. */
  LATE,
  /** The study has not come there yet. */
  EARLY,
  /** Another message of the same member stands in its place; the first one counts. */
  CONFLICTING
}
