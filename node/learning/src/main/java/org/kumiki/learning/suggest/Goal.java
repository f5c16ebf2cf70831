package org.kumiki.learning.suggest;

/**
 * What is wanted of a property, as a utility u(y) of which more is better: y, −y, or minus the
 * distance to a window. Values are in the property's unit. Immutable.
 */
public sealed interface Goal {
  /** u(y), in the property's unit. */
  double utility(double value);

  /** E[(u(y) − level)₊] for a normal y. */
  double expectedExcess(double mean, double std, double level);

  /** P(u(y) > level) for a normal y. */
  double probabilityAbove(double mean, double std, double level);

  /** The best utility within so many standard deviations of the mean. */
  double optimistic(double mean, double std, double deviations);

  /**
   * Whether u is linear. Then knowing more, while the mean stays, never raises the expected excess,
   * which is convex in y.
   */
  boolean linear();

  /**
   * How far a value is from where it begins to be, or ceases to be, what is wanted.
   *
   * @throws IllegalArgumentException if more is always better: then there is no border
   */
  default double fromBorder(double value) {
    throw new IllegalArgumentException("only a window has a border");
  }

  /** In words, before a name: "highest". */
  String adjective();

  /** As large as possible. */
  record Maximise() implements Goal {
    @Override
    public double utility(double value) {
      return value;
    }

    @Override
    public double expectedExcess(double mean, double std, double level) {
      return NormalLaw.expectedExcess(mean, std, level);
    }

    @Override
    public double probabilityAbove(double mean, double std, double level) {
      return NormalLaw.probabilityAbove(mean, std, level);
    }

    @Override
    public double optimistic(double mean, double std, double deviations) {
      return mean + deviations * std;
    }

    @Override
    public boolean linear() {
      return true;
    }

    @Override
    public String adjective() {
      return "highest";
    }
  }

  /** As small as possible. */
  record Minimise() implements Goal {
    @Override
    public double utility(double value) {
      return -value;
    }

    @Override
    public double expectedExcess(double mean, double std, double level) {
      return NormalLaw.expectedExcess(-mean, std, level);
    }

    @Override
    public double probabilityAbove(double mean, double std, double level) {
      return NormalLaw.probabilityAbove(-mean, std, level);
    }

    @Override
    public double optimistic(double mean, double std, double deviations) {
      return -mean + deviations * std;
    }

    @Override
    public boolean linear() {
      return true;
    }

    @Override
    public String adjective() {
      return "lowest";
    }
  }

  /**
   * Between two values, and as near as possible otherwise.
   *
   * @param lower at most {@code upper}; equal for one target value
   */
  record Window(double lower, double upper) implements Goal {
    public Window {
      if (!(lower <= upper) || !Double.isFinite(lower) || !Double.isFinite(upper)) {
        throw new IllegalArgumentException(
            "a target window goes from a number to one that is not below it, not "
                + lower
                + " to "
                + upper);
      }
    }

    @Override
    public double utility(double value) {
      return -Math.max(0, Math.max(lower - value, value - upper));
    }

    @Override
    public double fromBorder(double value) {
      return Math.min(Math.abs(value - lower), Math.abs(value - upper));
    }

    // (u − level)₊ is a trapezoid of height e = −level on the window, falling to 0 within e.
    @Override
    public double expectedExcess(double mean, double std, double level) {
      if (level >= 0) {
        return 0;
      }
      double e = -level;
      double rise =
          NormalLaw.expectedExcess(mean, std, lower - e)
              - NormalLaw.expectedExcess(mean, std, lower);
      double fall =
          NormalLaw.expectedExcess(mean, std, upper)
              - NormalLaw.expectedExcess(mean, std, upper + e);
      return Math.max(0, rise - fall);
    }

    @Override
    public double probabilityAbove(double mean, double std, double level) {
      if (level >= 0) {
        return 0;
      }
      return Math.max(
          0,
          NormalLaw.probabilityAbove(mean, std, lower + level)
              - NormalLaw.probabilityAbove(mean, std, upper - level));
    }

    @Override
    public double optimistic(double mean, double std, double deviations) {
      return Math.min(0, utility(mean) + deviations * std);
    }

    @Override
    public boolean linear() {
      return false;
    }

    @Override
    public String adjective() {
      return "nearest to the window of";
    }
  }
}
