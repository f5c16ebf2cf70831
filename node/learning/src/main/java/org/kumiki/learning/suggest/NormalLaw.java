package org.kumiki.learning.suggest;

/** The normal law, to the accuracy of doubles also far out in the lower tail. Stateless. */
final class NormalLaw {
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

  /** The series needs about 30 terms up to here, the continued fraction about 150 from here on. */
  private static final double TAIL = 2;

  /** Enough at {@link #TAIL}, where it converges most slowly. */
  private static final int FRACTIONS = 200;

  private NormalLaw() {}

  static double density(double z) {
    return StrictMath.exp(-z * z / 2) / ROOT_TWO_PI;
  }

  /** Φ(z); 0 and 1 at the infinities. */
  static double cumulative(double z) {
    if (z < -TAIL) {
      return upperTail(-z);
    }
    return z > TAIL ? 1 - upperTail(z) : 0.5 + density(z) * series(z);
  }

  /**
   * E[(y − level)₊] for a normal y: (μ − level)Φ(z) + σϕ(z) with z = (μ − level)/σ, the expected
   * improvement (Močkus 1975; Jones, Schonlau and Welch, J. Global Optimization 13, 1998, eq. 15).
   * At σ = 0 its limit, (μ − level)₊.
   *
   * @param level may be infinite
   */
  static double expectedExcess(double mean, double std, double level) {
    double gain = mean - level;
    double z = gain / std;
    if (std == 0 || Double.isInfinite(z)) {
      return Math.max(0, gain);
    }
    // Below −25 the two terms are denormal or cancel in their last digits.
    return Math.max(0, gain * cumulative(z) + std * density(z));
  }

  /** P(y > level); at σ = 0 whether it is so. */
  static double probabilityAbove(double mean, double std, double level) {
    double gain = mean - level;
    if (std == 0) {
      return gain > 0 ? 1 : 0;
    }
    return cumulative(gain / std);
  }

  /** The z with Φ(z) = p, for 0 &lt; p &lt; 1, by halving. */
  static double quantile(double p) {
    double low = -40;
    double high = 40;
    while (true) {
      double middle = (low + high) / 2;
      if (middle <= low || middle >= high) {
        return middle;
      }
      if (cumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
  }

  /** log Φ(z), also where Φ(z) is too small for a double. */
  static double logCumulative(double z) {
    return z < -TAIL
        ? StrictMath.log(fraction(-z) / ROOT_TWO_PI) - z * z / 2
        : StrictMath.log(cumulative(z));
  }

  /** ϕ(z)/Φ(z), also where both are too small for doubles. */
  static double inverseMills(double z) {
    return z < -TAIL ? 1 / fraction(-z) : density(z) / cumulative(z);
  }

  // z + z³/3 + z⁵/(3·5) + …: all terms of one sign (Marsaglia, J. Statistical Software 11, 2004).
  private static double series(double z) {
    double term = z;
    double sum = z;
    double before = Double.NaN;
    for (int n = 3; sum != before; n += 2) {
      before = sum;
      term *= z * z / n;
      sum += term;
    }
    return sum;
  }

  private static double upperTail(double z) {
    return density(z) * fraction(z);
  }

  // (1 − Φ(z))/ϕ(z) = 1/(z + 1/(z + 2/(z + 3/…))) (Abramowitz and Stegun 26.2.14).
  private static double fraction(double z) {
    double rest = z;
    for (int n = FRACTIONS; n >= 1; n--) {
      rest = z + n / rest;
    }
    return 1 / rest;
  }
}
