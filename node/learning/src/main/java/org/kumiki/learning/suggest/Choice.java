package org.kumiki.learning.suggest;

import java.util.List;
import java.util.function.Consumer;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * One of several numbers: the temperatures of three furnaces, or 0 and 1 for a step that is left
 * out or done.
 */
public record Choice(String name, List<Double> options) implements Part {
  public Choice {
    options = List.copyOf(options);
    if (options.isEmpty() || !options.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(name + " needs at least one number to choose from");
    }
    if (options.stream().distinct().count() < options.size()) {
      throw new IllegalArgumentException(name + " offers a number twice");
    }
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }

  @Override
  public double combinations() {
    return options.size();
  }

  @Override
  public boolean contains(double[] part) {
    return options.contains(part[0]);
  }

  @Override
  public void each(Consumer<double[]> each) {
    double[] value = new double[1];
    for (double option : options) {
      value[0] = option;
      each.accept(value);
    }
  }

  @Override
  public double[] draw(SeededNumbers numbers) {
    return new double[] {options.get((int) (numbers.uniform() * options.size()))};
  }

  @Override
  public void near(double[] part, int fineness, Consumer<double[]> each) {
    for (double option : options) {
      if (option != part[0]) {
        each.accept(new double[] {option});
      }
    }
  }
}
