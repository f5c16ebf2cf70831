package org.kumiki.learning.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.SparseModel;
import org.kumiki.learning.computation.SparseRegression;
import org.kumiki.learning.computation.Variable;

/** Values of scikit-learn; the vector says how they were made. */
class SklearnElasticNetTest {
  private final JsonNode vector;

  SklearnElasticNetTest() throws IOException {
    Path file = Path.of("src/test/vectors/sparse/elastic-net.json");
    vector = new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void weightsOfGivenPenaltiesAgreeWithScikitLearn() {
    for (JsonNode expected : vector.get("fits")) {
      SparseModel model = fit(expected.get("alpha").doubleValue(), expected);
      assertAgrees(expected, model);
    }
  }

  @Test
  void thePenaltyOfTheLeastBayesianCriterionAgreesWithScikitLearn() {
    JsonNode expected = vector.get("auto");
    SparseModel model = fit(0, expected);
    assertEquals(expected.get("alpha").doubleValue(), model.alpha(), 1e-9);
    assertAgrees(expected, model);
    assertEquals(5, model.used());
  }

  @Test
  void aTargetThatDoesNotVaryHasNoWeight() {
    double[][] rows = rows();
    for (double[] row : rows) {
      row[row.length - 1] = 7;
    }
    SparseModel model =
        (SparseModel) Federation.run(sparse(0, 0.9), List.of(Federation.batch(rows, 7)));
    assertEquals(0, model.used());
    assertEquals(7, model.predict(Federation.batch(rows, 7))[0], 1e-9);
  }

  @Test
  void copiedColumnsAreSharedAndStopNothing() {
    double[][] rows = rows();
    for (double[] row : rows) {
      row[1] = row[0];
    }
    SparseModel model =
        (SparseModel) Federation.run(sparse(0.05, 0.9), List.of(Federation.batch(rows, 7)));
    assertEquals(model.weights()[0], model.weights()[1], 1e-6);
    assertTrue(Arrays.stream(model.weights()).allMatch(Double::isFinite));
  }

  private static void assertAgrees(JsonNode expected, SparseModel model) {
    double[] weights = new double[expected.get("weights").size()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = expected.get("weights").get(j).doubleValue();
    }
    assertArrayEquals(weights, model.weights(), 1e-8);
    assertEquals(expected.get("intercept").doubleValue(), model.intercept(), 1e-8);
  }

  private SparseModel fit(double alpha, JsonNode expected) {
    double[][] rows = rows();
    List<Batch> members =
        List.of(
            Federation.batch(Arrays.copyOfRange(rows, 0, 3), 7),
            Federation.batch(Arrays.copyOfRange(rows, 3, 20), 7),
            Federation.batch(Arrays.copyOfRange(rows, 20, rows.length), 7));
    SparseRegression sparse = sparse(alpha, expected.get("l1Ratio").doubleValue());
    return (SparseModel) Federation.run(sparse, members);
  }

  private static SparseRegression sparse(double alpha, double l1Ratio) {
    List<Variable> features = new ArrayList<>();
    for (int j = 0; j < 6; j++) {
      features.add(new Variable("x" + j, -200, 200));
    }
    Variable target = new Variable("y", -100, 100);
    return new SparseRegression(
        features, target, alpha, l1Ratio, Double.POSITIVE_INFINITY, 100);
  }

  private double[][] rows() {
    double[][] rows = new double[vector.get("rows").size()][7];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < 6; j++) {
        rows[i][j] = vector.get("rows").get(i).get(j).doubleValue();
      }
      rows[i][6] = vector.get("target").get(i).doubleValue();
    }
    return rows;
  }
}
