package org.kumiki.exchange.round;

import org.kumiki.learning.computation.RehearsalState;
import org.kumiki.learning.rehearsal.RehearsalAlgorithm;

/**
 * What a member's rows say in one round, before the gate has looked at it.
 *
 * @param rows rows that take part
 * @param values one an entry of the round's layout
 */
public record Contribution(long rows, double[] values) {
  /** The flag of round 1; the gate turns it into 0 where the member's rules forbid more. */
  public static Contribution flag(long rows) {
    return new Contribution(rows, new double[] {1.0});
  }

  /** Any member's part in a round of a rehearsal: no row is behind it. */
  public static Contribution rehearsed(Progress progress) {
    if (progress instanceof Progress.Flags) {
      return flag(0);
    }
    if (progress instanceof Progress.Computing computing
        && computing.state() instanceof RehearsalState state) {
      return new Contribution(0, RehearsalAlgorithm.vector(state));
    }
    throw new IllegalArgumentException("this round asks for rows, or for nothing any more");
  }
}
