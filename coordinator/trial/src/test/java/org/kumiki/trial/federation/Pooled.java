package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.kumiki.trial.federation.TestRows.Row;

/**
 * What one company with everybody's rows would compute: textbook statistics and ridge regression,
 * slow and obvious. Shares no code with the product.
 *
 * <p>Why 1e-9 relative is the right measure: with the shipped cap of 100,000 rows and three members
 * a sum of numbers within ±1 keeps at least 43 fractional bits, so three roundings cost at most 3 ·
 * 2^-44 = 2e-13 of a half domain (6,000 HV at most), over more than 100 rows 1e-11 HV of some 200.
 * Sums of products (bound 4 · 4 · cap, or 4 · 50 · cap with the target) keep at least 35 bits:
 * 4e-11 beside entries of more than 10; the penalised system is conditioned better than 10. Doubles
 * add 1e-13. A wrong row, unit or weight shows in the third digit.
 */
final class Pooled {
  static final double RELATIVE = 1e-9;
  private static final double LAMBDA = 1;
  private static final double CLIP = 4;

  private final List<Row> rows;

  Pooled(List<Row> rows) {
    this.rows = rows;
  }

  void assertStatistics(JsonNode result) {
    assertEquals(rows.size(), result.path("rows").asInt());
    for (int j = 0; j < 3; j++) {
      JsonNode moment = result.path("moments").get(j);
      assertEquals(rows.size(), moment.path("count").asInt());
      assertNear(mean(j), moment.path("mean").asDouble(), "mean of variable " + j);
      assertNear(variance(j), moment.path("variance").asDouble(), "variance of variable " + j);
    }
  }

  void assertRidge(JsonNode result) {
    assertEquals(rows.size(), result.path("rows").asInt());
    double[] solution = solution();
    for (int j = 0; j < 2; j++) {
      assertNear(
          solution[j], result.path("coefficients").get(j).path("weight").asDouble(), "weight " + j);
    }
    assertNear(solution[2], result.path("intercept").asDouble(), "intercept");
    assertNear(rmse(solution), result.path("trainingRmse").asDouble(), "training error");
  }

  double predict(double[] features) {
    return predict(solution(), features);
  }

  static void assertNear(double expected, double actual, String what) {
    assertEquals(expected, actual, RELATIVE * Math.abs(expected), what);
  }

  private double mean(int j) {
    return rows.stream().mapToDouble(row -> row.all()[j]).sum() / rows.size();
  }

  private double variance(int j) {
    double mean = mean(j);
    return rows.stream().mapToDouble(row -> Math.pow(row.all()[j] - mean, 2)).sum() / rows.size();
  }

  private double z(double[] features, int j) {
    double z = (features[j] - mean(j)) / Math.sqrt(variance(j));
    return Math.max(-CLIP, Math.min(CLIP, z));
  }

  private double zMean(int j) {
    return rows.stream().mapToDouble(row -> z(row.features(), j)).sum() / rows.size();
  }

  private double predict(double[] solution, double[] features) {
    return solution[2] + solution[0] * z(features, 0) + solution[1] * z(features, 1);
  }

  private double rmse(double[] solution) {
    double squares =
        rows.stream()
            .mapToDouble(row -> Math.pow(row.strength() - predict(solution, row.features()), 2))
            .sum();
    return Math.sqrt(squares / rows.size());
  }

  /** Two weights and the intercept: Cramer's rule on the centred, penalised normal equations. */
  private double[] solution() {
    double[] zMean = {zMean(0), zMean(1)};
    double target = mean(2);
    double a = LAMBDA;
    double b = 0;
    double d = LAMBDA;
    double r = 0;
    double s = 0;
    for (Row row : rows) {
      double x = z(row.features(), 0) - zMean[0];
      double y = z(row.features(), 1) - zMean[1];
      a += x * x;
      b += x * y;
      d += y * y;
      r += x * (row.strength() - target);
      s += y * (row.strength() - target);
    }
    double determinant = a * d - b * b;
    double first = (r * d - b * s) / determinant;
    double second = (a * s - b * r) / determinant;
    return new double[] {first, second, target - first * zMean[0] - second * zMean[1]};
  }
}
