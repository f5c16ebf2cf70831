package org.kumiki.learning.computation;

import java.util.Arrays;

/** Many finite doubles with the equality of a value. Immutable. */
public final class Numbers {
  private final double[] values;

  private Numbers(double[] values) {
    this.values = values;
  }

  /**
   * A copy of the values; negative zero becomes zero.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public static Numbers of(double[] values) {
    double[] own = new double[values.length];
    for (int i = 0; i < own.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException("number " + i + " is not finite");
      }
      own[i] = values[i] + 0.0;
    }
    return new Numbers(own);
  }

  public int size() {
    return values.length;
  }

  public double get(int index) {
    return values[index];
  }

  public double[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numbers numbers && Arrays.equals(values, numbers.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return values.length + " numbers";
  }
}
