package org.kumiki.exchange.round;

import java.util.List;
import org.kumiki.exchange.disclosure.ColumnDigest;
import org.kumiki.learning.computation.RehearsalState;
import org.kumiki.learning.rehearsal.RehearsalAlgorithm;

/**
 * What a member's rows say in one round, before the gate has looked at it.
 *
 * @param rows rows that take part
 * @param values one an entry of the round's layout
 * @param columns digests of what the rows give, in the flags' round; they stay at home
 */
public record Contribution(long rows, double[] values, List<ColumnDigest> columns) {
  public Contribution {
    columns = List.copyOf(columns);
  }

  /** Of a payload round, or of rows that nobody will ask again. */
  public Contribution(long rows, double[] values) {
    this(rows, values, List.of());
  }

  /**
   * The flags of round 1; the gate turns both into 0 where the member's rules forbid more.
   *
   * @param changed whether the rows differ from all that this member gave to overlapping questions
   *     of other data epochs; true where it gave nothing
   */
  public static Contribution flags(long rows, boolean changed) {
    return new Contribution(rows, new double[] {1.0, changed ? 1.0 : 0.0});
  }

  /** Any member's part in a round of a rehearsal: no row is behind it. */
  public static Contribution rehearsed(Progress progress) {
    if (progress instanceof Progress.Flags) {
      return flags(0, true);
    }
    if (progress instanceof Progress.Computing computing
        && computing.state() instanceof RehearsalState state) {
      return new Contribution(0, RehearsalAlgorithm.vector(state));
    }
    throw new IllegalArgumentException("this round asks for rows, or for nothing any more");
  }
}
