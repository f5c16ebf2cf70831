package org.kumiki.learning.gbdt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.Variable;

/**
 * Against the public histogram boosting of XGBoost on the same bins: its features are the numbers
 * of our bins, fewer than its own, so that each is a bin of its sketch.
 */
class XgboostTest {
  private static final double WITHIN = 0.005;
  private static final String FATIGUE = "steel_fatigue_nims.csv";

  @Test
  void theErrorOnNewRowsIsThatOfXgboostWithinHalfAPerCent() throws XGBoostError {
    Batch test = Samples.batch(40, 4000);
    compare(Samples.trees(200, 6), Samples.members(1, 900, 600, 1500), test);
  }

  @Test
  void soItIsOnTheFatigueStrengthOfSteels() throws IOException, XGBoostError {
    Batch all = fatigue();
    compare(trees(all), List.of(every(all, 0), every(all, 1), every(all, 2)), every(all, 3));
  }

  private static void compare(BoostedTrees trees, List<Batch> members, Batch test)
      throws XGBoostError {
    BoostedModel model = (BoostedModel) Federation.run(trees, members);
    List<Numbers> cuts = Federation.stateOf(Boosting.class, trees, members).cuts();
    double[] actual = test.columns()[test.columns().length - 1];
    double own = Samples.rmse(model.predict(test), actual);

    Batch all = Federation.pool(members);
    DMatrix rows = matrix(all, cuts);
    rows.setLabel(floats(all.columns()[all.columns().length - 1]));
    Booster booster =
        XGBoost.train(rows, settings(trees), trees.trees(), new HashMap<>(), null, null);
    float[][] predicted = booster.predict(matrix(test, cuts));
    double[] theirs = new double[predicted.length];
    Arrays.setAll(theirs, i -> predicted[i][0]);
    double other = Samples.rmse(theirs, actual);

    System.out.println("RMSE " + own + ", XGBoost " + other);
    assertTrue(own <= (1 + WITHIN) * other, () -> own + " against " + other);
  }

  private static Map<String, Object> settings(BoostedTrees trees) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("tree_method", "hist");
    settings.put("objective", "reg:squarederror");
    settings.put("max_bin", 256);
    settings.put("max_depth", trees.depth());
    settings.put("eta", trees.learningRate());
    settings.put("lambda", trees.lambda());
    settings.put("min_child_weight", trees.minRows());
    settings.put("nthread", 1);
    return settings;
  }

  private static DMatrix matrix(Batch batch, List<Numbers> cuts) throws XGBoostError {
    float[] bins = new float[batch.rows() * cuts.size()];
    for (int i = 0; i < batch.rows(); i++) {
      for (int j = 0; j < cuts.size(); j++) {
        double x = batch.columns()[j][i];
        bins[i * cuts.size() + j] =
            Double.isNaN(x) ? Float.NaN : Partition.bin(cuts.get(j).toArray(), x);
      }
    }
    return new DMatrix(bins, batch.rows(), cuts.size(), Float.NaN);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static BoostedTrees trees(Batch all) {
    Variable[] variables = new Variable[all.columns().length];
    for (int j = 0; j < variables.length; j++) {
      double[] column = all.columns()[j];
      double lower = Arrays.stream(column).min().orElseThrow();
      double upper = Arrays.stream(column).max().orElseThrow();
      variables[j] = new Variable("column " + j, lower, upper);
    }
    int features = variables.length - 1;
    return new BoostedTrees(
        Arrays.asList(variables).subList(0, features),
        variables[features],
        200,
        6,
        0.1,
        255,
        1,
        10,
        Loss.SQUARED,
        Collections.nCopies(features, 0),
        0,
        Double.POSITIVE_INFINITY,
        100_000);
  }

  /** Every fourth row. */
  private static Batch every(Batch all, int first) {
    int rows = (all.rows() - first + 3) / 4;
    double[][] columns = new double[all.columns().length][rows];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < rows; i++) {
        columns[j][i] = all.columns()[j][first + 4 * i];
      }
    }
    return new Batch(rows, columns);
  }

  /** All columns but the running number; the last is the fatigue strength. */
  private static Batch fatigue() throws IOException {
    Path file =
        Path.of(System.getProperty("kumiki.root", "../.."))
            .resolve("../shared/data")
            .resolve(FATIGUE);
    if (!Files.exists(file)) {
      System.out.println("SKIPPED: shared data " + FATIGUE + " absent");
    }
    Assumptions.assumeTrue(Files.exists(file));
    double[][] rows =
        Files.readAllLines(file).stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble))
            .map(cells -> cells.skip(1).toArray())
            .toArray(double[][]::new);
    return Federation.batch(rows, rows[0].length);
  }
}
