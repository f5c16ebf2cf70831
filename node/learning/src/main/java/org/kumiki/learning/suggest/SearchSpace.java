package org.kumiki.learning.suggest;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * All experiments within bounds: ranges, choices and mixtures, without forbidden combinations and
 * what costs too much. Where they are few they are enumerated, else drawn from a seed, to be
 * refined by {@link #near}. Immutable.
 */
public final class SearchSpace implements CandidateSource {
  /** Up to so many are enumerated; of more, so many are drawn. */
  public static final int MAX_CANDIDATES = 20_000;

  /** Draws for each candidate wanted, before it is said that hardly any is allowed. */
  private static final int PATIENCE = 50;

  private static final int FINEST = 4;

  private final List<Part> parts;
  private final List<String> names;
  private final List<Rule> rules;
  private final double[] prices;
  private final double budget;
  private final long seed;

  /** A forbidden combination by places. */
  private record Rule(int[] places, List<Forbidden.Limit> limits) {
    boolean forbids(double[] values) {
      for (int i = 0; i < places.length; i++) {
        double value = values[places[i]];
        if (!(value >= limits.get(i).lower() && value <= limits.get(i).upper())) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * @param prices for one unit of a value, by its name; what is not named is free
   * @param budget the most that an experiment may cost; infinite for no limit
   * @throws IllegalArgumentException if two values have one name, a name is unknown, or no
   *     experiment is allowed
   */
  public SearchSpace(
      List<Part> parts,
      List<Forbidden> forbidden,
      Map<String, Double> prices,
      double budget,
      long seed) {
    this.parts = List.copyOf(parts);
    this.names = this.parts.stream().flatMap(part -> part.names().stream()).toList();
    requireNames();
    this.rules = forbidden.stream().map(this::rule).toList();
    this.prices = new double[names.size()];
    prices.forEach((name, price) -> this.prices[place(name)] = price(name, price));
    this.budget = budget;
    this.seed = seed;
    requireOne();
  }

  @Override
  public List<String> names() {
    return names;
  }

  /** How many there are before forbidden combinations and costs; may be infinite. */
  public double combinations() {
    double product = 1;
    for (Part part : parts) {
      product *= part.combinations();
    }
    return product;
  }

  public boolean isEnumerated() {
    return combinations() <= MAX_CANDIDATES;
  }

  /** Whether an experiment is within bounds, not forbidden and not too dear. */
  public boolean allows(double[] values) {
    int at = 0;
    for (Part part : parts) {
      int size = part.names().size();
      if (!part.contains(Arrays.copyOfRange(values, at, at + size))) {
        return false;
      }
      at += size;
    }
    return isAllowed(values);
  }

  @Override
  public void forEach(Consumer<double[]> each) {
    if (isEnumerated()) {
      enumerate(0, 0, new double[names.size()], each);
    } else {
      draw(MAX_CANDIDATES, (long) PATIENCE * MAX_CANDIDATES, each);
    }
  }

  @Override
  public void near(double[] values, int fineness, Consumer<double[]> each) {
    int at = 0;
    for (Part part : parts) {
      int from = at;
      int size = part.names().size();
      double[] own = Arrays.copyOfRange(values, from, from + size);
      part.near(own, fineness, moved -> acceptMoved(values, from, moved, each));
      at += size;
    }
  }

  @Override
  public int finest() {
    return isEnumerated() ? -1 : FINEST;
  }

  @Override
  public double cost(double[] values) {
    double cost = 0;
    for (int i = 0; i < prices.length; i++) {
      cost += prices[i] * values[i];
    }
    return cost;
  }

  private void acceptMoved(double[] values, int at, double[] moved, Consumer<double[]> each) {
    double[] other = values.clone();
    System.arraycopy(moved, 0, other, at, moved.length);
    if (isAllowed(other)) {
      each.accept(other);
    }
  }

  private boolean isAllowed(double[] values) {
    return cost(values) <= budget && rules.stream().noneMatch(rule -> rule.forbids(values));
  }

  private void enumerate(int part, int at, double[] values, Consumer<double[]> each) {
    if (part == parts.size()) {
      if (isAllowed(values)) {
        each.accept(values);
      }
      return;
    }
    parts
        .get(part)
        .each(
            own -> {
              System.arraycopy(own, 0, values, at, own.length);
              enumerate(part + 1, at + own.length, values, each);
            });
  }

  private void draw(int wanted, long patience, Consumer<double[]> each) {
    SeededNumbers numbers = new SeededNumbers(seed);
    int given = 0;
    for (long tried = 0; given < wanted && tried < patience; tried++) {
      double[] values = drawn(numbers);
      if (isAllowed(values)) {
        each.accept(values);
        given++;
      }
    }
  }

  private double[] drawn(SeededNumbers numbers) {
    double[] values = new double[names.size()];
    int at = 0;
    for (Part part : parts) {
      double[] own = part.draw(numbers);
      System.arraycopy(own, 0, values, at, own.length);
      at += own.length;
    }
    return values;
  }

  private void requireOne() {
    AtomicBoolean any = new AtomicBoolean();
    if (isEnumerated()) {
      forEach(values -> any.set(true));
    } else {
      draw(1, MAX_CANDIDATES, values -> any.set(true));
    }
    if (!any.get()) {
      throw new IllegalArgumentException(
          "no experiment of the search space is allowed: loosen a forbidden combination"
              + (budget < Double.POSITIVE_INFINITY ? " or the budget" : ""));
    }
  }

  private void requireNames() {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a search space needs at least one value to choose");
    }
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException("two values of the search space are named " + name);
      }
    }
  }

  private Rule rule(Forbidden forbidden) {
    return new Rule(
        forbidden.limits().stream().mapToInt(limit -> place(limit.name())).toArray(),
        forbidden.limits());
  }

  private int place(String name) {
    int place = names.indexOf(name);
    if (place < 0) {
      throw new IllegalArgumentException(
          "the search space has no value named " + name + ": it has " + String.join(", ", names));
    }
    return place;
  }

  private static double price(String name, double price) {
    if (!Double.isFinite(price)) {
      throw new IllegalArgumentException("the price of " + name + " is a number, not " + price);
    }
    return price;
  }
}
