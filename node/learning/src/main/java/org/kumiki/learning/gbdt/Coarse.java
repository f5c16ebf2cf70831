package org.kumiki.learning.gbdt;

/**
 * Means and standard deviations without their last digits. The fixed point rounds them in its own
 * way, about 1e-9 off; trees of a federation are those of pooled rows because nothing else of them
 * is used.
 */
final class Coarse {
  /** Sixteen binary digits below the unit: a thousandth of a bin, far above any rounding. */
  private static final double STEPS = 1 << 16;

  private Coarse() {}

  /** The smallest power of two that is at least a positive value. */
  static double unit(double value) {
    double power = Math.scalb(1.0, Math.getExponent(value));
    return power < value ? 2 * power : power;
  }

  /** The nearest multiple of a fraction of the unit. */
  static double round(double value, double unit) {
    return Math.rint(value / unit * STEPS) / STEPS * unit;
  }
}
