package org.kumiki.learning.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.SparseRegression;
import org.kumiki.learning.computation.Variable;

/** ONNX Runtime predicts by the exported file what we predict by the model. */
class OnnxModelTest {
  private static final int FEATURES = 5;
  private static final List<Variable> COLUMNS = columns(-1e4, 1e4);
  private static final Variable TARGET = new Variable("y", -100, 200);
  private static final double ACCURACY = 1e-9;

  @Test
  void ridgePredictsTheSame() throws OrtException {
    requireEqual(new Ridge(COLUMNS, TARGET, 1, 4, 1000));
  }

  @Test
  void ridgeWithoutACutPredictsTheSame() throws OrtException {
    RidgeModel cut = (RidgeModel) fit(new Ridge(COLUMNS, TARGET, 1, 4, 1000));
    RidgeModel uncut =
        new RidgeModel(
            new Ridge(COLUMNS, TARGET, 1, Double.POSITIVE_INFINITY, 1000),
            cut.rows(),
            cut.contributors(),
            cut.slopes(),
            cut.intercept(),
            cut.trainingRmse(),
            cut.targetStd());
    requireEqual(uncut, strangeRows());
  }

  @Test
  void sparseRegressionPredictsTheSame() throws OrtException {
    requireEqual(new SparseRegression(COLUMNS, TARGET, 0.1, 0.9, 4, 1000));
  }

  @Test
  void aGaussianProcessPredictsTheSameMeanAndStandardDeviation() throws OrtException {
    GaussianProcess process =
        new GaussianProcess(COLUMNS, TARGET, 150, 3, List.of(), 1, 0, 0, 0, 4, 1000);
    RegressionModel model = requireEqual(process);
    Batch rows = strangeRows();
    double[] own = Predictors.of(model).deviations(rows);
    try (OtherRuntime other = new OtherRuntime(export(model))) {
      double[] others = other.run(rows, FEATURES).get(OnnxModel.DEVIATION);
      for (int i = 0; i < own.length; i++) {
        assertEquals(own[i], others[i], ACCURACY * own[i]);
      }
      assertTrue(
          Arrays.stream(own).max().orElseThrow() > 1.2 * Arrays.stream(own).min().getAsDouble());
    }
  }

  @Test
  void boostedTreesPredictTheSame() throws OrtException {
    BoostedModel model = (BoostedModel) requireEqual(trees(40, 4, 10));
    assertTrue(
        model.trees().stream()
            .flatMap(tree -> tree.nodes().stream())
            .anyMatch(node -> node.missingLeft()),
        "some missing value goes left, some right");
  }

  @Test
  void aValueOnAThresholdGoesToTheSameSide() throws OrtException {
    BoostedModel model = (BoostedModel) fit(trees(40, 4, 10));
    List<double[]> rows = new ArrayList<>();
    model.trees().stream()
        .flatMap(tree -> tree.nodes().stream())
        .filter(node -> !node.leaf())
        .forEach(
            node -> {
              double[] row = new double[FEATURES];
              Arrays.fill(row, Double.NaN);
              row[node.feature()] = node.threshold();
              rows.add(row);
              double[] below = row.clone();
              below[node.feature()] = Math.nextDown(node.threshold());
              rows.add(below);
            });
    requireEqual(model, batch(rows));
  }

  @Test
  void treesWithoutASplitPredictTheSame() throws OrtException {
    BoostedModel model = (BoostedModel) requireEqual(trees(3, 2, 900));
    assertTrue(model.trees().stream().allMatch(tree -> tree.nodes().size() == 1));
    BoostedModel none =
        new BoostedModel(
            model.computation(),
            model.rows(),
            model.contributors(),
            model.spreads(),
            model.base(),
            List.of(),
            model.trainingRmse(),
            model.targetStd());
    requireEqual(none, strangeRows());
  }

  @Test
  void aNetworkPredictsTheSame() throws OrtException {
    requireEqual(network(COLUMNS, TARGET));
  }

  @Test
  void modelsOfFeaturesThatDoNotVaryPredictTheSame() throws OrtException {
    Batch constant = training();
    for (int j = 0; j < FEATURES; j++) {
      Arrays.fill(constant.columns()[j], 7);
    }
    GaussianProcess process =
        new GaussianProcess(COLUMNS, TARGET, 20, 3, List.of(), 1, 0, 0, 0, 4, 1000);
    for (Regression regression :
        List.of(new Ridge(COLUMNS, TARGET, 1, 4, 1000), process, network(COLUMNS, TARGET))) {
      RegressionModel model = (RegressionModel) Federation.run(regression, List.of(constant));
      requireEqual(model, strangeRows());
    }
  }

  @Test
  void theFileNamesWhatItHoldsAndIsTheSameEachTime() throws OrtException {
    RegressionModel model = fit(new Ridge(COLUMNS, TARGET, 1, 4, 1000));
    assertArrayEquals(export(model), export(model));
    try (OtherRuntime other = new OtherRuntime(export(model))) {
      assertEquals(Map.of("kumiki.target", "bandgap/eV", "題", "硬さ"), other.metadata());
      assertEquals("Hardness 硬さ", other.title());
      Set<String> outputs = other.run(strangeRows(), FEATURES).keySet();
      assertEquals(Set.of(OnnxModel.PREDICTION), outputs);
    }
  }

  private static RegressionModel requireEqual(Regression regression) throws OrtException {
    RegressionModel model = fit(regression);
    requireEqual(model, strangeRows());
    return model;
  }

  private static void requireEqual(RegressionModel model, Batch rows) throws OrtException {
    Predictor predictor = Predictors.of(model);
    double[] own = predictor.predict(rows);
    try (OtherRuntime other = new OtherRuntime(export(model))) {
      double[] others = other.run(rows, FEATURES).get(OnnxModel.PREDICTION);
      for (int i = 0; i < own.length; i++) {
        double scale = Math.max(model.targetStd(), Math.abs(own[i]));
        assertEquals(own[i], others[i], ACCURACY * scale, "row " + i);
      }
    }
  }

  private static byte[] export(RegressionModel model) {
    TreeMap<String, String> metadata =
        new TreeMap<>(Map.of("kumiki.target", "bandgap/eV", "題", "硬さ"));
    return OnnxModel.of(model, "Hardness 硬さ", metadata);
  }

  private static RegressionModel fit(Regression regression) {
    return (RegressionModel) Federation.run(regression, List.of(training()));
  }

  private static BoostedTrees trees(int trees, int depth, int minRows) {
    return new BoostedTrees(
        COLUMNS,
        TARGET,
        trees,
        depth,
        0.3,
        40,
        1,
        minRows,
        Loss.SQUARED,
        Collections.nCopies(FEATURES, 0),
        0,
        4,
        1000);
  }

  private static NeuralNetwork network(List<Variable> features, Variable target) {
    return new NeuralNetwork(features, target, List.of(12, 7), 8, 2, 0.02, 0.1, 0, 2, 5, 4, 1000);
  }

  private static List<Variable> columns(double lower, double upper) {
    List<Variable> columns = new ArrayList<>();
    for (int j = 0; j < FEATURES; j++) {
      columns.add(new Variable("x" + j, lower, upper));
    }
    return columns;
  }

  /** Scales apart, missing cells that matter, and one column that does not vary. */
  private static Batch training() {
    Random random = new Random(11);
    int rows = 400;
    double[][] columns = new double[FEATURES + 1][rows];
    for (int i = 0; i < rows; i++) {
      columns[0][i] = random.nextDouble();
      columns[1][i] = 1000 + 200 * random.nextGaussian();
      columns[2][i] = random.nextInt(4);
      columns[3][i] = 7;
      columns[4][i] = Math.exp(2 * random.nextGaussian());
      boolean missing = random.nextInt(4) == 0;
      double curve = 20 * Math.sin(5 * columns[0][i]) + (missing ? 9 : 5 * columns[2][i]);
      columns[FEATURES][i] = curve + columns[1][i] / 100 + random.nextGaussian();
      columns[2][i] = missing ? Double.NaN : columns[2][i];
      columns[4][i] = random.nextInt(9) == 0 ? Double.NaN : columns[4][i];
    }
    return new Batch(rows, columns);
  }

  /** Ordinary ones, then rows with missing and with extreme values in every place. */
  private static Batch strangeRows() {
    Random random = new Random(12);
    List<double[]> rows = new ArrayList<>();
    double[] extremes = {Double.NaN, 0, -0.0, 1e9, -1e9, 1e-300, Double.MIN_VALUE, 1e100, -1e100};
    for (int i = 0; i < 300; i++) {
      double[] row = {
        random.nextDouble(),
        1000 + 300 * random.nextGaussian(),
        random.nextInt(5),
        7,
        Math.exp(3 * random.nextGaussian())
      };
      for (int j = 0; j < FEATURES; j++) {
        if (i >= 100 && random.nextInt(3) == 0) {
          row[j] = extremes[random.nextInt(extremes.length)];
        }
      }
      rows.add(row);
    }
    rows.add(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN});
    return batch(rows);
  }

  private static Batch batch(List<double[]> rows) {
    double[][] columns = new double[FEATURES][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < FEATURES; j++) {
        columns[j][i] = rows.get(i)[j];
      }
    }
    return new Batch(rows.size(), columns);
  }
}
