package org.kumiki.exchange.roster;

import java.util.List;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * What protects a member beyond keys. Part of the roster, so that all organisations sign it and
 * none of it is ever taken from the coordinator.
 *
 * @param colluding members assumed to collude with the coordinator
 * @param minimumRows rows that a member must hold before it contributes anything
 * @param maximumRows the largest public cap on one member's rows that a study may name; it bounds
 *     every sum
 * @param rings bits of the rings that studies may use, ascending: 32, 64 or both
 * @param growth who must sign a successor that only adds organisations
 */
public record RosterParameters(
    int colluding, int minimumRows, long maximumRows, List<Integer> rings, Growth growth) {
  /** Beyond any laboratory: a thousand million rows. */
  private static final long SHIPPED_MAXIMUM_ROWS = 1_000_000_000L;

  public RosterParameters {
    rings = List.copyOf(rings);
    if (colluding < 0 || minimumRows < 1 || maximumRows < minimumRows) {
      throw new WireFormatException(
          "colluding starts at 0, minimumRows at 1, and maximumRows is at least minimumRows");
    }
    if (!List.of(List.of(32), List.of(64), List.of(32, 64)).contains(rings)) {
      throw new WireFormatException("the rings are 32, 64 or both, ascending");
    }
  }

  /** Where organisations join by the signatures of all. */
  public RosterParameters(int colluding, int minimumRows, long maximumRows, List<Integer> rings) {
    this(colluding, minimumRows, maximumRows, rings, new Growth.Unanimous());
  }

  /** What a consortium of so many members starts with. */
  public static RosterParameters shipped(int members) {
    return new RosterParameters(leastColluding(members), 10, SHIPPED_MAXIMUM_ROWS, List.of(32, 64));
  }

  /** Colluding members that a roster of so many must assume. */
  static int leastColluding(int members) {
    return members < 5 ? 0 : 1;
  }

  /** The same for more members: what they must assume, and nothing else. */
  RosterParameters forSize(int members) {
    return new RosterParameters(
        Math.max(colluding, leastColluding(members)), minimumRows, maximumRows, rings, growth);
  }

  /** With another constitution. */
  public RosterParameters withGrowth(Growth other) {
    return new RosterParameters(colluding, minimumRows, maximumRows, rings, other);
  }
}
