package org.kumiki.exchange.round;

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
}
