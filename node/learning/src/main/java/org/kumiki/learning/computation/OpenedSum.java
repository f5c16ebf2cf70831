package org.kumiki.learning.computation;

/**
 * The sum of one round as a merge reads it: of the right length, finite, with counts that are
 * counts. Thread-safe.
 */
public final class OpenedSum {
  /**
   * How far a sum may lie beyond what exact values allow. A fixed point of 30 fractional bits
   * rounds each of 300 members by at most 2⁻³¹, in all 1.4e-7; a protocol break is not that small.
   */
  public static final double TOLERANCE = 1e-6;

  private final double[] entries;

  /**
   * Holds the array, which the caller must not change.
   *
   * @throws UnusableSumException if the length differs or an entry is not finite
   */
  public OpenedSum(double[] entries, int length) {
    if (entries.length != length) {
      throw new UnusableSumException(
          "the sum has " + entries.length + " entries, the round " + length);
    }
    for (double entry : entries) {
      if (!Double.isFinite(entry)) {
        throw new UnusableSumException("the sum has an entry that is not finite");
      }
    }
    this.entries = entries;
  }

  public double entry(int index) {
    return entries[index];
  }

  /** An entry that counts; exact, because a count survives fixed point unrounded. */
  public long count(int index, String what) {
    double entry = entries[index];
    if (entry < 0 || entry > 1L << 53 || entry != Math.rint(entry)) {
      throw new UnusableSumException("the number of " + what + " is not a count");
    }
    return (long) entry;
  }

  /**
   * An entry between two limits that hold for the sum of any rows, give or take the fixed point.
   */
  public double entryWithin(int index, double least, double most, String what) {
    double entry = entries[index];
    double slack = TOLERANCE * Math.max(1, Math.max(Math.abs(least), Math.abs(most)));
    if (entry < least - slack || entry > most + slack) {
      throw new UnusableSumException("the sum for " + what + " is larger than its rows allow");
    }
    return Math.max(least, Math.min(most, entry));
  }

  /** Entry 0: refuses a round over other rows than the rounds before. */
  public void requireRows(long rows) {
    if (count(0, "rows") != rows) {
      throw new UnusableSumException("the rows changed between two rounds of one computation");
    }
  }
}
