package org.kumiki.learning.computation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.Federation;

/** What holds for the vector of every round, however the rows are split and wherever they lie. */
class PartialPropertyTest {
  @Property(tries = 150)
  void anySplitOfTheRowsGivesTheSameSums(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 700) int rows) {
    Random random = new Random(seed);
    Ridge ridge = ridge(random.nextBoolean() ? 2 : Double.POSITIVE_INFINITY, rows);
    double[][] table = table(random, ridge, rows, 0.1);
    Batch all = Federation.batch(table, ridge.variables().size());
    for (State state : states(ridge, all)) {
      LocalStep step = Algorithms.of(ridge).localStep(state);
      Partial whole = step.start();
      whole.add(all);
      assertSame(state, whole, split(step, table, random));
    }
  }

  @Property(tries = 150)
  void everyEntryObeysItsBoundEvenWithAllRowsAtTheEndsOfTheirDomains(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @DoubleRange(min = 0.5, max = 8) double clip) {
    Random random = new Random(seed);
    Ridge ridge = ridge(random.nextBoolean() ? clip : Double.POSITIVE_INFINITY, rows);
    Batch all = Federation.batch(table(random, ridge, rows, 0.9), ridge.variables().size());
    for (State state : states(ridge, all)) {
      Partial partial = Algorithms.of(ridge).localStep(state).start();
      partial.add(all);
      double[] vector = partial.vector();
      int at = 0;
      for (Block block : Algorithms.of(ridge).encoding(state).blocks()) {
        for (int end = at + block.length(); at < end; at++) {
          assertTrue(Math.abs(vector[at]) <= block.bound(), "entry " + at + " of " + state);
        }
      }
      assertEquals(at, vector.length);
    }
  }

  /** The states of all rounds; none but the first where the rows leave nothing to go on with. */
  private static List<State> states(Ridge ridge, Batch all) {
    List<State> states = new ArrayList<>();
    states.add(Federation.stateOf(Centring.class, ridge, List.of(all)));
    states.add(Federation.stateOf(Scaling.class, ridge, List.of(all)));
    if (((Scaling) states.get(1)).rows() > 0) {
      states.add(Federation.stateOf(Standardised.class, ridge, List.of(all)));
    }
    return states;
  }

  private static Partial split(LocalStep step, double[][] table, Random random) {
    List<Partial> members = new ArrayList<>();
    for (int m = 0; m < 3; m++) {
      members.add(step.start());
    }
    int from = 0;
    while (from < table.length) {
      int to = Math.min(table.length, from + 1 + random.nextInt(200));
      double[][] rows = Arrays.copyOfRange(table, from, to);
      members.get(random.nextInt(3)).add(Federation.batch(rows, table[0].length));
      from = to;
    }
    // (a + b) + c or a + (b + c): combining is associative.
    int first = random.nextInt(2);
    members.get(first).combine(members.get(first + 1));
    Partial last = members.get(first == 0 ? 2 : 0);
    last.combine(members.get(first));
    return last;
  }

  private static void assertSame(State state, Partial expected, Partial actual) {
    double[] vector = actual.vector();
    for (int i = 0; i < vector.length; i++) {
      double scale = Math.max(1, Math.abs(expected.vector()[i]));
      assertEquals(expected.vector()[i], vector[i], 1e-11 * scale, "entry " + i + " of " + state);
    }
    assertEquals(expected.rowsUsed(), actual.rowsUsed());
    assertEquals(expected.rowsWithoutTarget(), actual.rowsWithoutTarget());
    assertEquals(expected.rowsOutsideDomain(), actual.rowsOutsideDomain());
  }

  private static Ridge ridge(double clip, int rows) {
    List<Variable> features =
        List.of(
            new Variable("a", -3, 17),
            new Variable("b", 1e6, 1e6 + 1),
            new Variable("c", 4, 4),
            new Variable("d", -1e-5, 0));
    return new Ridge(features, new Variable("y", 100, 2000), 1, clip, rows);
  }

  /** Rows with gaps, some outside their domains, the given share of cells at a domain's ends. */
  private static double[][] table(Random random, Ridge ridge, int rows, double atEnds) {
    List<Variable> variables = ridge.variables();
    double[][] table = new double[rows][variables.size()];
    for (double[] row : table) {
      for (int j = 0; j < row.length; j++) {
        row[j] = cell(random, variables.get(j), atEnds);
      }
    }
    return table;
  }

  private static double cell(Random random, Variable variable, double atEnds) {
    double kind = random.nextDouble();
    if (kind < 0.01) {
      return variable.upper() + 1;
    }
    if (kind < 0.02) {
      return Double.NEGATIVE_INFINITY;
    }
    if (kind < 0.07) {
      return Double.NaN;
    }
    if (random.nextDouble() < atEnds) {
      return random.nextInt(50) == 0 ? variable.lower() : variable.upper();
    }
    double between = variable.lower() + random.nextDouble() * 2 * variable.halfWidth();
    return Math.min(variable.upper(), between);
  }
}
