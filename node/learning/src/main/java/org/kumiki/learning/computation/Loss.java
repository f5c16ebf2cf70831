package org.kumiki.learning.computation;

/**
 * What an error r = prediction − target costs, in a scaled unit of the target, and the slope of
 * that cost. All three have curvature at most 1, which stands for their second derivative: squared
 * loss has just that, and the other two have none to speak of. So the number of rows is the sum of
 * their second derivatives, and a histogram of counts serves for both.
 *
 * @param parameter δ of Huber's loss in scaled units, above 0; α of the quantile loss, in (0, 1); 0
 *     for squared loss
 */
public record Loss(Kind kind, double parameter) {
  /** In the order of their codes, to which others may only be appended. */
  public enum Kind {
    /** r²/2: the mean. */
    SQUARED,
    /** r²/2 within ±δ, δ(|r| − δ/2) beyond (Huber, Ann. Math. Statist. 35, 1964). */
    HUBER,
    /** (1 − α)·r above the target, −α·r below: the α-quantile (Koenker and Bassett, 1978). */
    QUANTILE
  }

  /** Beyond it Huber's loss is the squared one for any value of the domain that matters. */
  public static final double MAX_DELTA = 1e6;

  public static final Loss SQUARED = new Loss(Kind.SQUARED, 0);

  public Loss {
    parameter += 0.0;
    boolean allowed =
        switch (kind) {
          case SQUARED -> parameter == 0;
          case HUBER -> parameter > 0 && parameter <= MAX_DELTA;
          case QUANTILE -> parameter > 0 && parameter < 1;
        };
    if (!allowed) {
      throw new IllegalArgumentException(
          "delta is above 0 and at most 1e6, a quantile between 0 and 1, and squared loss has"
              + " neither, not "
              + parameter);
    }
  }

  /** The cost of an error. */
  public double value(double r) {
    return switch (kind) {
      case SQUARED -> r * r / 2;
      case HUBER ->
          Math.abs(r) <= parameter ? r * r / 2 : parameter * (Math.abs(r) - parameter / 2);
      case QUANTILE -> r > 0 ? (1 - parameter) * r : parameter * -r + 0.0;
    };
  }

  /** The slope of {@link #value} in r; at the quantile loss's corner that of its left side. */
  public double gradient(double r) {
    return switch (kind) {
      case SQUARED -> r;
      case HUBER -> Math.max(-parameter, Math.min(parameter, r));
      case QUANTILE -> r > 0 ? 1 - parameter : -parameter;
    };
  }
}
