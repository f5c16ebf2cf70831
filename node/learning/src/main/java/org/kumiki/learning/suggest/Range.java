package org.kumiki.learning.suggest;

import java.util.List;
import java.util.function.Consumer;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * A number between two bounds.
 *
 * @param step above 0, which divides the width; 0 for every number between
 */
public record Range(String name, double lower, double upper, double step) implements Part {
  /** A quarter of the width, then a quarter of that, … */
  private static final int QUARTER = 4;

  public Range {
    if (!(lower <= upper) || !Double.isFinite(lower) || !Double.isFinite(upper)) {
      throw new IllegalArgumentException(
          name + " goes from a number to one that is not below it, not " + lower + " to " + upper);
    }
    if (!(step >= 0 && step < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " has a step of at least 0, not " + step);
    }
    if (step > 0) {
      Steps.count(upper - lower, step, "the width of " + name);
    }
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public double combinations() {
    if (step > 0) {
      return levels();
    }
    return lower == upper ? 1 : Double.POSITIVE_INFINITY;
  }

  @Override
  public boolean contains(double[] part) {
    return part[0] >= lower && part[0] <= upper;
  }

  @Override
  public void each(Consumer<double[]> each) {
    double[] value = new double[1];
    for (int k = 0; k < levels(); k++) {
      value[0] = at(k);
      each.accept(value);
    }
  }

  @Override
  public double[] draw(SeededNumbers numbers) {
    if (step > 0) {
      return new double[] {at((int) (numbers.uniform() * levels()))};
    }
    return new double[] {lower + numbers.uniform() * (upper - lower)};
  }

  @Override
  public void near(double[] part, int fineness, Consumer<double[]> each) {
    double width = (upper - lower) / Math.pow(QUARTER, fineness + 1);
    if (step > 0) {
      int here = (int) Math.rint((part[0] - lower) / step);
      int far = (int) Math.max(1, Math.rint(width / step));
      accept(at(Math.max(0, here - far)), part, each);
      accept(at(Math.min(levels() - 1, here + far)), part, each);
    } else {
      accept(Math.max(lower, part[0] - width), part, each);
      accept(Math.min(upper, part[0] + width), part, each);
    }
  }

  private static void accept(double value, double[] part, Consumer<double[]> each) {
    if (value != part[0]) {
      each.accept(new double[] {value});
    }
  }

  private int levels() {
    return step > 0 ? 1 + (int) Math.rint((upper - lower) / step) : 1;
  }

  private double at(int level) {
    return step > 0 ? Steps.value(lower, step, level) : lower;
  }
}
