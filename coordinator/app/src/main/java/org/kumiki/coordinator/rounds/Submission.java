package org.kumiki.coordinator.rounds;

import java.util.List;
import org.kumiki.exchange.wire.Reason;

/** What became of a submitted study. */
public sealed interface Submission {
  /**
   * It is proposed to its cohort.
   *
   * @param fresh false if exactly this study was proposed before and is still running
   */
  record Accepted(boolean fresh) implements Submission {}

  /** Exactly this study ran before and has ended. */
  record EndedBefore(Reason reason) implements Submission {}

  /** A running study asks the same and differs in its deadline only. */
  record AskedAlready(String runningHash) implements Submission {}

  /** It names a roster that is not in force any more. */
  record RosterChanged() implements Submission {}

  /** Members of its cohort may not connect any more, so it could never open. */
  record Revoked(List<String> organisations) implements Submission {}
}
