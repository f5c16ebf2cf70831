package org.kumiki.learning.computation;

/**
 * Running sums that carry their rounding errors along (Neumaier's variant of Kahan summation), so
 * that the order and the split of the rows change a sum by about one unit in its last place,
 * however many rows there are. Not thread-safe.
 */
final class CompensatedSums {
  private final double[] sums;
  private final double[] corrections;

  private CompensatedSums(int length, boolean compensated) {
    this.sums = new double[length];
    this.corrections = new double[compensated ? length : 0];
  }

  CompensatedSums(int length) {
    this(length, true);
  }

  /** For whole numbers whose sums stay below 2⁵³: adding them rounds nothing. */
  static CompensatedSums ofWholeNumbers(int length) {
    return new CompensatedSums(length, false);
  }

  /** The sums themselves, to add whole numbers to. */
  double[] wholeNumbers() {
    if (compensated()) {
      throw new IllegalStateException("these sums carry corrections");
    }
    return sums;
  }

  private boolean compensated() {
    return corrections.length == sums.length;
  }

  void add(int index, double value) {
    if (!compensated()) {
      sums[index] += value;
      return;
    }
    double before = sums[index];
    double after = before + value;
    // The low-order bits that the addition lost are those of the smaller operand.
    corrections[index] +=
        Math.abs(before) >= Math.abs(value) ? (before - after) + value : (value - after) + before;
    sums[index] = after;
  }

  void addAll(CompensatedSums other) {
    for (int i = 0; i < sums.length; i++) {
      add(i, other.sums[i]);
      if (compensated()) {
        corrections[i] += other.corrections[i];
      }
    }
  }

  double[] toArray() {
    if (!compensated()) {
      return sums.clone();
    }
    double[] values = new double[sums.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sums[i] + corrections[i];
    }
    return values;
  }
}
