package org.kumiki.learning.ridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.validation.ErrorMeasures;

/** Sums of quantised vectors against a textbook fit to all rows. */
class FederatedRidgeTest {
  private static final double NONE = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @ValueSource(doubles = {4, 1, NONE})
  void federatedEqualsPooledOnSyntheticMembersWithGapsAndConstants(double clip) {
    List<double[][]> members = syntheticMembers();
    assertFederatedEqualsPooled(members, 1, clip, "synthetic");
  }

  @Test
  void federatedEqualsPooledWithLittlePenalty() {
    assertFederatedEqualsPooled(syntheticMembers(), 1e-3, 4, "synthetic, lambda 0.001");
  }

  @ParameterizedTest
  @ValueSource(doubles = {4, NONE})
  void federatedEqualsPooledOnTheFatigueTable(double clip) throws IOException {
    List<double[][]> members = steelMembers();
    assertEquals(4, members.size());
    assertFederatedEqualsPooled(members, 1, clip, "steel");
  }

  @Test
  void rowsWithoutTargetOrOutsideTheDomainChangeNothing() {
    List<double[][]> members = syntheticMembers();
    Ridge ridge = ridge(members, 1, 4);
    RidgeModel clean = fit(ridge, members);
    double[] noTarget = members.get(0)[0].clone();
    noTarget[noTarget.length - 1] = Double.NaN;
    double[] outside = members.get(0)[1].clone();
    outside[0] = ridge.features().get(0).upper() + 1;
    double[][] first = Arrays.copyOf(members.get(0), members.get(0).length + 2);
    first[first.length - 2] = noTarget;
    first[first.length - 1] = outside;
    members.set(0, first);
    assertEquals(clean, fit(ridge, members));
  }

  @Test
  void trainingErrorComesFromTheSums() {
    List<double[][]> members = syntheticMembers();
    RidgeModel model = fit(ridge(members, 1, 4), members);
    double[][] rows = members.stream().flatMap(Arrays::stream).toArray(double[][]::new);
    double[] actual = Arrays.stream(rows).mapToDouble(row -> row[row.length - 1]).toArray();
    Batch all = Federation.batch(rows, rows[0].length);
    ErrorMeasures measured = ErrorMeasures.of(actual, model.predict(all));
    assertEquals(measured.rmse(), model.trainingRmse(), 1e-9 * measured.rmse());
    double r2 = 1 - Math.pow(model.trainingRmse() / model.targetStd(), 2);
    assertEquals(measured.r2(), r2, 1e-9);
  }

  @Test
  void constantTargetIsPredictedAsItIs() {
    double[][] rows = {{1, 7}, {2, 7}, {4, 7}};
    Ridge ridge = new Ridge(List.of(new Variable("x", 0, 5)), new Variable("y", 0, 9), 1, 4, 9);
    RidgeModel model = fit(ridge, List.of(rows, rows));
    assertEquals(0, model.weights()[0], 1e-12);
    assertEquals(7, model.predict(Federation.batch(rows, 2))[1], 1e-12);
    assertEquals(0, model.targetStd(), 1e-9);
  }

  @Test
  void onlyConstantFeaturesPredictTheMean() {
    double[][] rows = {{3, 1}, {3, 2}, {3, 6}};
    Ridge ridge = new Ridge(List.of(new Variable("x", 3, 3)), new Variable("y", 0, 9), 1, 4, 9);
    RidgeModel model = fit(ridge, List.<double[][]>of(rows));
    assertEquals(Map.of("x", 0.0), model.coefficients());
    assertEquals(0, model.std()[0]);
    assertEquals(3, model.intercept(), 1e-12);
  }

  @Test
  void noRowAtAllIsRefusedInWords() {
    Ridge ridge = new Ridge(List.of(new Variable("x", 0, 5)), new Variable("y", 0, 9), 1, 4, 9);
    var refused =
        assertThrows(
            UnusableSumException.class, () -> fit(ridge, List.<double[][]>of(new double[0][])));
    assertEquals("no member holds a row with a value of the target", refused.getMessage());
  }

  @Test
  void aSumThatRowsWithoutTargetEnteredIsRefused() {
    Ridge ridge = new Ridge(List.of(new Variable("x", 0, 5)), new Variable("y", 0, 9), 1, 4, 9);
    RidgeAlgorithm algorithm = new RidgeAlgorithm();
    double[] fourTargetsInFiveRows = {5, 5, 4, 0, 0};
    State state = (State) algorithm.merge(algorithm.start(ridge), fourTargetsInFiveRows, 3);
    double[] squares = {5, 1, 1};
    assertThrows(UnusableSumException.class, () -> algorithm.merge(state, squares, 3));
  }

  @Test
  void dependentFeaturesWithoutPenaltyAreRefusedInWords() {
    double[][] rows = new double[50][];
    for (int i = 0; i < rows.length; i++) {
      double a = Math.sqrt(i);
      double b = Math.sin(i);
      // Dependent up to rounding, so that no pivot is exactly zero.
      rows[i] = new double[] {a, b, 0.3 * a + 0.7 * b, i % 7};
    }
    List<Variable> features =
        List.of(new Variable("a", 0, 10), new Variable("b", -1, 1), new Variable("c", -10, 10));
    Ridge ridge = new Ridge(features, new Variable("y", 0, 9), 0, NONE, 50);
    var refused =
        assertThrows(UnusableSumException.class, () -> fit(ridge, List.<double[][]>of(rows)));
    assertTrue(refused.getMessage().contains("raise lambda"), refused.getMessage());
  }

  private static void assertFederatedEqualsPooled(
      List<double[][]> members, double lambda, double clip, String what) {
    RidgeModel federated = fit(ridge(members, lambda, clip), members);
    double[][] rows = members.stream().flatMap(Arrays::stream).toArray(double[][]::new);
    PooledRidge pooled = new PooledRidge(rows, lambda, clip);
    double largest = Arrays.stream(pooled.weights).map(Math::abs).max().orElseThrow();
    double worstWeight = 0;
    for (int j = 0; j < pooled.weights.length; j++) {
      double difference = Math.abs(federated.weights()[j] - pooled.weights[j]);
      worstWeight = Math.max(worstWeight, difference / largest);
    }
    double[] predictions = federated.predict(Federation.batch(rows, rows[0].length));
    double worstPrediction = 0;
    for (int i = 0; i < rows.length; i++) {
      double expected = pooled.predict(rows[i]);
      double scale = Math.max(Math.abs(expected), pooled.targetStd);
      worstPrediction = Math.max(worstPrediction, Math.abs(predictions[i] - expected) / scale);
    }
    System.out.printf(
        "%s, clip %s: weights differ by %.1e, predictions by %.1e (relative)%n",
        what, clip, worstWeight, worstPrediction);
    assertTrue(worstWeight <= 1e-9, "weights differ by " + worstWeight);
    assertTrue(worstPrediction <= 1e-9, "predictions differ by " + worstPrediction);
    assertEquals(rows.length, federated.rows());
    assertEquals(members.size(), federated.contributors());
    assertArrayEquals(
        pooled.std, federated.std(), 1e-9 * Arrays.stream(pooled.std).max().getAsDouble());
  }

  private static RidgeModel fit(Ridge ridge, List<double[][]> members) {
    int width = ridge.variables().size();
    List<Batch> batches = members.stream().map(rows -> Federation.batch(rows, width)).toList();
    return (RidgeModel) Federation.run(ridge, batches);
  }

  /** Domains from the rows, as a simulation takes them. */
  private static Ridge ridge(List<double[][]> members, double lambda, double clip) {
    double[][] rows = members.stream().flatMap(Arrays::stream).toArray(double[][]::new);
    List<Variable> variables = new ArrayList<>();
    for (int j = 0; j < rows[0].length; j++) {
      int column = j;
      var reported =
          Arrays.stream(rows)
              .mapToDouble(row -> row[column])
              .filter(value -> !Double.isNaN(value))
              .summaryStatistics();
      variables.add(new Variable("x" + j, reported.getMin(), reported.getMax()));
    }
    int last = variables.size() - 1;
    return new Ridge(variables.subList(0, last), variables.get(last), lambda, clip, rows.length);
  }

  /** Five unlike members; a constant, a nearly constant, a rarely reported and a copied feature. */
  private static List<double[][]> syntheticMembers() {
    Random random = new Random(20261120);
    List<double[][]> members = new ArrayList<>();
    for (int rows : new int[] {40, 700, 1, 123, 1500}) {
      double shift = random.nextGaussian();
      double[][] member = new double[rows][];
      for (int i = 0; i < rows; i++) {
        member[i] = syntheticRow(random, shift, i);
      }
      members.add(member);
    }
    return members;
  }

  private static double[] syntheticRow(Random random, double shift, int i) {
    double a = 850 + 40 * (random.nextGaussian() + shift);
    double b = random.nextDouble();
    double skewed = Math.exp(2 * random.nextGaussian());
    double copied = b + 1e-3 * random.nextGaussian();
    double rare = i % 17 == 0 ? random.nextGaussian() : Double.NaN;
    double nearlyConstant = 1e5 * (1 + 1e-12 * random.nextGaussian());
    double y = 300 + 0.3 * a - 80 * b + 5 * Math.log(skewed) + 10 * random.nextGaussian();
    return new double[] {a, b, skewed, copied, rare, 30, nearlyConstant, 1e-7 * b * a, y};
  }

  private static List<double[][]> steelMembers() throws IOException {
    Path csv =
        Path.of(System.getProperty("kumiki.root"))
            .resolve("../shared/data/steel_fatigue_nims.csv")
            .normalize();
    if (!Files.isRegularFile(csv)) {
      System.out.println("SKIPPED: steel_fatigue_nims.csv absent");
      Assumptions.abort("steel_fatigue_nims.csv absent");
    }
    List<String> lines = Files.readAllLines(csv);
    List<String> header = List.of(lines.get(0).split(","));
    int member = header.indexOf("reduction_ratio");
    Map<String, List<double[]>> byRatio = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      double[] row = new double[header.size() - 2];
      int next = 0;
      for (int j = 0; j < cells.length; j++) {
        if (j != member && j != header.indexOf("sample_no")) {
          row[next++] = cells[j].isEmpty() ? Double.NaN : Double.parseDouble(cells[j]);
        }
      }
      byRatio.computeIfAbsent(cells[member], ratio -> new ArrayList<>()).add(row);
    }
    return grouped(byRatio, 4);
  }

  /** By descending row count, each value to the smallest group so far. */
  private static List<double[][]> grouped(Map<String, List<double[]>> byRatio, int groups) {
    List<List<double[]>> members = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      members.add(new ArrayList<>());
    }
    byRatio.values().stream()
        .sorted(Comparator.comparing(rows -> -rows.size()))
        .forEach(rows -> members.stream().min(Comparator.comparing(List::size)).get().addAll(rows));
    List<double[][]> arrays = new ArrayList<>();
    members.forEach(rows -> arrays.add(rows.toArray(double[][]::new)));
    return arrays;
  }
}
