package org.kumiki.learning.statistics;

import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Variable;

/** What a standardised value's magnitude cannot exceed, by its declared domain alone. Stateless. */
public final class FactorBound {
  private FactorBound() {}

  /**
   * The domain in standard deviations, rounded up to a power of two, so that factors share bounds
   * and blocks stay few. Rounding is monotone, so no value of the domain standardises to more than
   * the domain's ends do.
   */
  public static double ofDomain(Variable variable, Spread spread) {
    double below = (spread.mean() - variable.lower()) / spread.std();
    double above = (variable.upper() - spread.mean()) / spread.std();
    return nextPowerOfTwo(Math.max(1, Math.max(below, above)));
  }

  private static double nextPowerOfTwo(double value) {
    double power = Math.scalb(1.0, Math.getExponent(value));
    return power < value ? 2 * power : power;
  }
}
