package org.kumiki.learning.validation;

/**
 * How many rows lay within the interval that was stated for them with a probability of {@value
 * #LEVEL}. Two counts, so that members' coverages add up.
 */
public record Coverage(long rows, long covered) {
  /** The probability of the interval. */
  public static final double LEVEL = 0.9;

  /** Of a normal distribution, half of the interval of that probability in standard deviations. */
  private static final double HALF_WIDTH = 1.6448536269514722;

  public Coverage {
    if (rows < 0 || covered < 0 || covered > rows) {
      throw new IllegalArgumentException(covered + " of " + rows + " rows cannot be covered");
    }
  }

  /**
   * Counts row by row; a row without a stated deviation (NaN) is not counted.
   *
   * @param deviations standard deviations of measurements about the predictions
   */
  public static Coverage of(double[] actual, double[] predicted, double[] deviations) {
    long rows = 0;
    long covered = 0;
    for (int i = 0; i < actual.length; i++) {
      if (!Double.isNaN(deviations[i])) {
        rows++;
        covered += Math.abs(actual[i] - predicted[i]) <= HALF_WIDTH * deviations[i] ? 1 : 0;
      }
    }
    return new Coverage(rows, covered);
  }

  public Coverage plus(Coverage other) {
    return new Coverage(rows + other.rows, covered + other.covered);
  }

  /** NaN of no rows. */
  public double share() {
    return rows == 0 ? Double.NaN : (double) covered / rows;
  }
}
