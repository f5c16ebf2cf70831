package org.kumiki.trial.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.kumiki.trial.simulation.table.Table;

/**
 * Federated equals pooled: ‖w − w'‖∞ ≤ 1e-9 ‖w‖∞, and predictions within 1e-9 of the larger of the
 * prediction and the target's standard deviation over the training rows.
 */
public final class Agreement {
  private static final double TOLERANCE = 1e-9;

  private Agreement() {}

  /** Prints nothing; fails with the figure. */
  public static void require(SimulationResult result) {
    Map<String, Double> pooled = result.pooled().orElseThrow().weights();
    Map<String, Double> federated = result.federated().orElseThrow().weights();
    double largest = pooled.values().stream().mapToDouble(Math::abs).max().orElseThrow();
    assertTrue(largest > 0, "a model that predicts something");
    pooled.forEach(
        (name, weight) -> assertEquals(weight, federated.get(name), TOLERANCE * largest, name));

    double std = trainingStd(result.table());
    Predictions predictions = result.predictions();
    for (int i = 0; i < predictions.rows().length; i++) {
      double expected = predictions.pooled()[i];
      double scale = Math.max(Math.abs(expected), std);
      assertEquals(expected, predictions.federated()[i], TOLERANCE * scale, "test row " + i);
    }
  }

  private static double trainingStd(Table table) {
    double[] target = new double[table.rows()];
    int count = 0;
    for (int i = 0; i < table.rows(); i++) {
      if (!table.test()[i]) {
        target[count++] = table.target()[i];
      }
    }
    double[] training = Arrays.copyOf(target, count);
    double mean = Arrays.stream(training).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(training).map(y -> (y - mean) * (y - mean)).average().orElseThrow());
  }
}
