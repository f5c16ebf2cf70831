package org.kumiki.learning.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Variable;

/** Values of scikit-learn on features of a second implementation; each vector says how. */
class SklearnGaussianTest {
  @ParameterizedTest
  @ValueSource(strings = {"fixed-hyperparameters", "type-two-likelihood"})
  void agreesWithScikitLearn(String name) throws IOException {
    JsonNode vector =
        new ObjectMapper().readTree(Path.of("src/test/vectors/gaussian", name + ".json").toFile());
    double[][] rows = rows(vector);
    List<Batch> members =
        List.of(
            Federation.batch(Arrays.copyOfRange(rows, 0, 3), 4),
            Federation.batch(Arrays.copyOfRange(rows, 3, 9), 4),
            Federation.batch(Arrays.copyOfRange(rows, 9, rows.length), 4));

    GaussianModel model = (GaussianModel) Federation.run(process(vector, rows.length), members);

    assertEquals(vector.get("chosenNoise").doubleValue(), model.noise(), 1e-8);
    assertEquals(vector.get("chosenAmplitude").doubleValue(), model.amplitude(), 1e-8);
    GaussianPredictor predictor = new GaussianPredictor(model);
    double[][] test = matrix(vector.get("test"));
    Batch batch = Federation.batch(test, 3);
    double unit = model.targetStd();
    assertArrayEquals(numbers(vector.get("means")), predictor.predict(batch), 1e-8 * unit);
    assertArrayEquals(numbers(vector.get("deviations")), predictor.deviations(batch), 1e-8 * unit);
  }

  private static GaussianProcess process(JsonNode vector, int rows) {
    return new GaussianProcess(
        List.of(
            new Variable("a", -100, 100), new Variable("b", -10, 10), new Variable("c", -500, 500)),
        new Variable("y", 0, 200),
        vector.get("randomFeatures").intValue(),
        vector.get("seed").longValue(),
        List.of(),
        1,
        vector.get("lengthscale").doubleValue(),
        vector.get("noise").doubleValue(),
        vector.get("amplitude").doubleValue(),
        vector.get("clip").doubleValue(),
        rows);
  }

  private static double[][] rows(JsonNode vector) {
    double[][] rows = matrix(vector.get("rows"));
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOf(rows[i], rows[i].length + 1);
      rows[i][rows[i].length - 1] = vector.get("target").get(i).doubleValue();
    }
    return rows;
  }

  private static double[][] matrix(JsonNode array) {
    double[][] rows = new double[array.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = numbers(array.get(i));
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
