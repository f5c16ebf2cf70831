package org.kumiki.learning.ridge;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.validation.ErrorMeasures;

/** Values of scikit-learn; each vector says how it was made. */
class SklearnRidgeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample-standard-deviation",
        "intercept-of-clipped-features",
        "missing-counts-as-mean"
      })
  void agreesWithScikitLearn(String name) throws IOException {
    JsonNode vector =
        new ObjectMapper().readTree(Path.of("src/test/vectors/ridge", name + ".json").toFile());
    double[][] rows = rows(vector);
    int width = rows[0].length;
    List<Batch> members =
        List.of(
            Federation.batch(Arrays.copyOfRange(rows, 0, 3), width),
            Federation.batch(Arrays.copyOfRange(rows, 3, 10), width),
            Federation.batch(Arrays.copyOfRange(rows, 10, rows.length), width));
    RidgeModel model = (RidgeModel) Federation.run(ridge(vector, rows), members);

    assertArrayEquals(numbers(vector.get("weights")), model.weights(), 1e-9);
    assertArrayEquals(numbers(vector.get("mean")), model.mean(), 1e-9);
    assertEquals(vector.get("intercept").doubleValue(), model.intercept(), 1e-9);
    double[] predictions = model.predict(Federation.batch(rows, width));
    assertArrayEquals(numbers(vector.get("predictions")), predictions, 1e-9);
    ErrorMeasures errors = ErrorMeasures.of(numbers(vector.get("target")), predictions);
    assertEquals(vector.get("rmse").doubleValue(), errors.rmse(), 1e-9);
    assertEquals(vector.get("rmse").doubleValue(), model.trainingRmse(), 1e-8);
    assertEquals(vector.get("mae").doubleValue(), errors.mae(), 1e-9);
    assertEquals(vector.get("r2").doubleValue(), errors.r2(), 1e-12);
  }

  private static Ridge ridge(JsonNode vector, double[][] rows) {
    List<Variable> features = new ArrayList<>();
    for (int j = 0; j < vector.get("features").size(); j++) {
      int column = j;
      var cells =
          Arrays.stream(rows)
              .mapToDouble(row -> row[column])
              .filter(cell -> !Double.isNaN(cell))
              .summaryStatistics();
      features.add(
          new Variable(vector.get("features").get(j).textValue(), cells.getMin(), cells.getMax()));
    }
    JsonNode clip = vector.get("clip");
    return new Ridge(
        features,
        new Variable("target", 0, 2000),
        vector.get("lambda").doubleValue(),
        clip.isNull() ? Double.POSITIVE_INFINITY : clip.doubleValue(),
        rows.length);
  }

  private static double[][] rows(JsonNode vector) {
    double[][] rows = new double[vector.get("rows").size()][];
    for (int i = 0; i < rows.length; i++) {
      double[] features = numbers(vector.get("rows").get(i));
      rows[i] = Arrays.copyOf(features, features.length + 1);
      rows[i][features.length] = vector.get("target").get(i).doubleValue();
    }
    return rows;
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).isNull() ? Double.NaN : array.get(i).doubleValue();
    }
    return numbers;
  }
}
