package org.kumiki.learning.suggest;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * Amounts that add up to a total, in whole steps, of a number of ingredients between two bounds.
 *
 * <p>The recipes are counted by dynamic programming, from which follow whether there is one at all,
 * an enumeration without dead ends, and a draw in which each recipe is as likely as any other.
 * Immutable.
 */
public final class Mixture implements Part {
  /** The cost is quadratic in them: 0.05 % of the whole. */
  public static final int MAX_STEPS = 2000;

  public static final int MAX_INGREDIENTS = 40;

  private static final int QUARTER = 4;

  private final List<Ingredient> ingredients;
  private final double step;
  private final int total;
  private final int[] least;
  private final int[] most;
  private final int fewest;
  private final int largest;

  /** ways[i][k][t]: recipes of ingredients i, i + 1, … of t steps if k are there already. */
  private final double[][][] ways;

  /**
   * @param total for example 100, in the unit of the bounds
   * @param step which divides total and bounds
   * @param fewest ingredients that are there, at least 1
   * @param largest number of ingredients
   * @throws IllegalArgumentException if no recipe adds up
   */
  public Mixture(List<Ingredient> ingredients, double total, double step, int fewest, int largest) {
    this.ingredients = List.copyOf(ingredients);
    this.step = step;
    this.fewest = fewest;
    this.largest = largest;
    requireSizes(total);
    this.total = Steps.count(total, step, "the total of the mixture");
    if (this.total > MAX_STEPS) {
      throw new IllegalArgumentException(
          "a mixture has at most " + MAX_STEPS + " steps, not " + this.total + ": widen the step");
    }
    this.least = new int[ingredients.size()];
    this.most = new int[ingredients.size()];
    for (int i = 0; i < least.length; i++) {
      Ingredient one = ingredients.get(i);
      least[i] = Math.max(1, Steps.count(one.lower(), step, "the lower bound of " + one.name()));
      most[i] =
          Math.min(this.total, Steps.count(one.upper(), step, "the upper bound of " + one.name()));
    }
    this.ways = count();
    if (ways[0][0][this.total] == 0) {
      throw new IllegalArgumentException(
          "no mixture of "
              + names()
              + " adds up to "
              + Decimal.text(total)
              + " within its bounds and its number of ingredients: widen them");
    }
  }

  @Override
  public List<String> names() {
    return ingredients.stream().map(Ingredient::name).toList();
  }

  @Override
  public double combinations() {
    return ways[0][0][total];
  }

  @Override
  public boolean contains(double[] part) {
    int[] recipe = steps(part);
    return Arrays.stream(recipe).sum() == total && isRecipe(recipe);
  }

  @Override
  public void each(Consumer<double[]> each) {
    enumerate(0, 0, total, new double[least.length], each);
  }

  @Override
  public double[] draw(SeededNumbers numbers) {
    double[] recipe = new double[least.length];
    int there = 0;
    int rest = total;
    for (int i = 0; i < least.length; i++) {
      double left = numbers.uniform() * ways[i][there][rest];
      int chosen = 0;
      left -= absent(i, there, rest);
      for (int u = least[i]; left > 0 && u <= Math.min(most[i], rest); u++) {
        double with = ways[i + 1][there + 1][rest - u];
        chosen = with > 0 ? u : chosen;
        left -= with;
      }
      recipe[i] = Steps.value(0, step, chosen);
      there += chosen > 0 ? 1 : 0;
      rest -= chosen;
    }
    return recipe;
  }

  /** Some of one ingredient becomes another. */
  @Override
  public void near(double[] part, int fineness, Consumer<double[]> each) {
    int moved = (int) Math.max(1, total / Math.pow(QUARTER, fineness + 1));
    int[] recipe = steps(part);
    for (int from = 0; from < recipe.length; from++) {
      for (int to = 0; to < recipe.length; to++) {
        if (from != to && recipe[from] > 0) {
          int amount = Math.min(moved, recipe[from]);
          int[] other = recipe.clone();
          other[from] -= amount;
          other[to] += amount;
          if (isRecipe(other)) {
            each.accept(amounts(other));
          }
        }
      }
    }
  }

  private void enumerate(int i, int there, int rest, double[] recipe, Consumer<double[]> each) {
    if (i == least.length) {
      each.accept(recipe);
      return;
    }
    if (absent(i, there, rest) > 0) {
      recipe[i] = 0;
      enumerate(i + 1, there, rest, recipe, each);
    }
    for (int u = least[i]; u <= Math.min(most[i], rest); u++) {
      if (ways[i + 1][there + 1][rest - u] > 0) {
        recipe[i] = Steps.value(0, step, u);
        enumerate(i + 1, there + 1, rest - u, recipe, each);
      }
    }
  }

  private double[][][] count() {
    int size = least.length;
    double[][][] counted = new double[size + 1][size + 2][total + 1];
    for (int k = fewest; k <= Math.min(largest, size); k++) {
      counted[size][k][0] = 1;
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = 0; k <= i; k++) {
        for (int t = 0; t <= total; t++) {
          double sum = ingredients.get(i).required() ? 0 : counted[i + 1][k][t];
          for (int u = least[i]; u <= Math.min(most[i], t); u++) {
            sum += counted[i + 1][k + 1][t - u];
          }
          counted[i][k][t] = sum;
        }
      }
    }
    return counted;
  }

  private double absent(int i, int there, int rest) {
    return ingredients.get(i).required() ? 0 : ways[i + 1][there][rest];
  }

  private boolean isRecipe(int[] recipe) {
    int there = 0;
    for (int i = 0; i < recipe.length; i++) {
      if (recipe[i] != 0) {
        there++;
        if (recipe[i] < least[i] || recipe[i] > most[i]) {
          return false;
        }
      } else if (ingredients.get(i).required()) {
        return false;
      }
    }
    return there >= fewest && there <= largest;
  }

  private int[] steps(double[] part) {
    return Arrays.stream(part).mapToInt(amount -> (int) Math.rint(amount / step)).toArray();
  }

  private double[] amounts(int[] recipe) {
    return Arrays.stream(recipe).mapToDouble(count -> Steps.value(0, step, count)).toArray();
  }

  private void requireSizes(double wanted) {
    if (ingredients.size() < 2 || ingredients.size() > MAX_INGREDIENTS) {
      throw new IllegalArgumentException(
          "a mixture has 2 to " + MAX_INGREDIENTS + " ingredients, not " + ingredients.size());
    }
    if (!(step > 0 && wanted >= step && wanted < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a mixture needs a total and a step above 0");
    }
    if (fewest < 1 || fewest > largest) {
      throw new IllegalArgumentException(
          "the number of ingredients goes from at least 1 upwards, not "
              + fewest
              + " to "
              + largest);
    }
  }
}
