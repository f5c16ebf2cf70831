package org.kumiki.learning.suggest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.statistics.SeededNumbers;

class SearchSpaceTest {
  private static final double ANY = Double.POSITIVE_INFINITY;

  @Test
  void mixturesAreExactlyThoseThatABruteForceFinds() {
    List<Ingredient> ingredients =
        List.of(
            new Ingredient("Fe", 40, 70, true),
            new Ingredient("Ni", 10, 40, false),
            new Ingredient("Cr", 0, 30, false),
            new Ingredient("Mo", 5, 10, false));
    Mixture mixture = new Mixture(ingredients, 100, 5, 2, 3);
    List<List<Double>> expected = new ArrayList<>();
    for (int fe = 40; fe <= 70; fe += 5) {
      for (int ni = 0; ni <= 40; ni += 5) {
        for (int cr = 0; cr <= 30; cr += 5) {
          for (int mo = 0; mo <= 10; mo += 5) {
            int there = 1 + (ni > 0 ? 1 : 0) + (cr > 0 ? 1 : 0) + (mo > 0 ? 1 : 0);
            boolean fits = fe + ni + cr + mo == 100 && ni != 5 && there >= 2 && there <= 3;
            if (fits) {
              expected.add(List.of((double) fe, (double) ni, (double) cr, (double) mo));
            }
          }
        }
      }
    }
    List<List<Double>> found = new ArrayList<>();
    mixture.each(part -> found.add(Arrays.stream(part).boxed().toList()));
    assertEquals(new HashSet<>(expected), new HashSet<>(found));
    assertEquals(expected.size(), found.size());
    assertEquals(expected.size(), mixture.combinations());
    for (List<Double> recipe : found) {
      assertTrue(mixture.contains(recipe.stream().mapToDouble(x -> x).toArray()));
    }
    assertFalse(mixture.contains(new double[] {50, 5, 40, 5}));
    assertFalse(mixture.contains(new double[] {50, 50, 0, 5}));
  }

  @Test
  void everyMixtureIsDrawnEquallyOften() {
    List<Ingredient> three =
        List.of(
            new Ingredient("A", 0, 100, false),
            new Ingredient("B", 20, 100, false),
            new Ingredient("C", 0, 40, false));
    Mixture mixture = new Mixture(three, 100, 20, 1, 3);
    SeededNumbers numbers = new SeededNumbers(17);
    Map<String, Integer> counts = new HashMap<>();
    int draws = 40_000;
    for (int i = 0; i < draws; i++) {
      double[] drawn = mixture.draw(numbers);
      assertTrue(mixture.contains(drawn));
      counts.merge(Arrays.toString(drawn), 1, Integer::sum);
    }
    assertEquals(mixture.combinations(), counts.size());
    double expected = draws / mixture.combinations();
    for (int count : counts.values()) {
      assertEquals(expected, count, 5 * Math.sqrt(expected));
    }
  }

  @Test
  void fewExperimentsAreAllGivenWithoutTheForbiddenAndTheDear() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new Range("temperature", 400, 600, 100),
                new Choice("atmosphere", List.of(0.0, 1.0)),
                new Mixture(
                    List.of(new Ingredient("A", 0, 100, false), new Ingredient("B", 0, 100, false)),
                    100,
                    50,
                    1,
                    2)),
            List.of(
                new Forbidden(
                    List.of(
                        new Forbidden.Limit("temperature", 550, ANY),
                        new Forbidden.Limit("atmosphere", 1, 1)),
                    "it burns")),
            Map.of("A", 0.5, "temperature", 0.01),
            55.0,
            1);
    List<double[]> found = new ArrayList<>();
    space.forEach(values -> found.add(values.clone()));
    // 3 · 2 · 3, less three mixtures at 600 and atmosphere 1, less the costs of 56 at 600 and A
    // 100.
    assertEquals(18 - 3 - 1, found.size());
    assertArrayEquals(new double[] {400, 0, 0, 100}, found.get(0));
    assertEquals(4, space.cost(found.get(0)), 1e-12);
    assertFalse(space.allows(new double[] {600, 1, 50, 50}));
    assertFalse(space.allows(new double[] {600, 0, 100, 0}));
    assertFalse(space.allows(new double[] {700, 0, 50, 50}));
    assertTrue(space.allows(new double[] {600, 0, 50, 50}));
  }

  @Test
  void manyExperimentsAreDrawnFromTheSeedAndAllowed() {
    SearchSpace space =
        new SearchSpace(
            List.of(new Range("x", 0, 1, 0), new Range("y", 0, 10, 0.1)),
            List.of(new Forbidden(List.of(new Forbidden.Limit("x", 0.5, 0.7)), "")),
            Map.of(),
            ANY,
            42);
    List<double[]> first = new ArrayList<>();
    List<double[]> second = new ArrayList<>();
    space.forEach(first::add);
    space.forEach(second::add);
    assertEquals(SearchSpace.MAX_CANDIDATES, first.size());
    for (int i = 0; i < first.size(); i++) {
      assertArrayEquals(first.get(i), second.get(i));
      assertTrue(space.allows(first.get(i)));
    }
    double[] here = {0.49, 3.3};
    space.near(here, 2, moved -> assertTrue(space.allows(moved)));
  }

  @Test
  void stepsAreWrittenAsPeopleWriteThem() {
    List<Double> values = new ArrayList<>();
    new Range("x", 0.1, 0.4, 0.1).each(part -> values.add(part[0]));
    assertEquals(List.of(0.1, 0.2, 0.3, 0.4), values);
  }

  @Test
  void spacesWithoutAnExperimentSayWhy() {
    assertRefused("adds up to 100", () -> mixture(60, 100, 10));
    assertRefused("not a multiple of the step", () -> mixture(15, 100, 10));
    assertRefused("steps", () -> mixture(0, 100, 0.01));
    assertRefused("not below it", () -> new Range("x", 2, 1, 0));
    assertRefused("not below it", () -> new Range("x", Double.NaN, 1, 0));
    assertRefused("multiple of the step", () -> new Range("x", 0, 1, 0.3));
    assertRefused("at least one number", () -> new Choice("x", List.of()));
    assertRefused("two values", () -> space(ANY, "x", "x"));
    assertRefused("no value named z", () -> space(ANY, "x", "y", "z"));
    assertRefused("no experiment of the search space is allowed", () -> space(ANY, "x", "y", "x"));
    assertRefused("or the budget", () -> space(-1, "x", "y"));
  }

  private static Mixture mixture(double lower, double upper, double step) {
    return new Mixture(
        List.of(new Ingredient("A", lower, upper, true), new Ingredient("B", lower, upper, true)),
        100,
        step,
        1,
        2);
  }

  private static SearchSpace space(double budget, String x, String y, String... forbidden) {
    return new SearchSpace(
        List.of(new Range(x, 0, 1, 0), new Range(y, 0, 1, 0)),
        Arrays.stream(forbidden)
            .map(name -> new Forbidden(List.of(new Forbidden.Limit(name, 0, 1)), ""))
            .toList(),
        Map.of("x", 1.0),
        budget,
        1);
  }

  private static void assertRefused(String message, org.junit.jupiter.api.function.Executable e) {
    String said = assertThrows(IllegalArgumentException.class, e).getMessage();
    assertTrue(said.contains(message), said);
  }
}
