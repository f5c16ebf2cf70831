package org.kumiki.learning.gbdt;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.Variable;

/**
 * Rows of a curved law with an interaction, steps, repeated values, missing cells, noise, and a
 * column that does not vary: y = 10·sin(πx₀x₁) + 20(x₂ − ½)² + 10x₃ + 5·[x₄ ≥ 3] + noise, where a
 * missing x₂ adds 3 (the first terms are Friedman's, Ann. Statist. 19, 1991).
 */
final class Samples {
  static final int FEATURES = 6;
  private static final int STEPS = 6;

  private Samples() {}

  static Batch batch(long seed, int rows) {
    Random random = new Random(seed);
    double[][] columns = new double[FEATURES + 1][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 4; j++) {
        columns[j][i] = random.nextDouble();
      }
      columns[4][i] = random.nextInt(STEPS);
      columns[5][i] = 7;
      boolean missing = random.nextInt(8) == 0;
      columns[FEATURES][i] = law(columns, i, missing) + random.nextGaussian();
      columns[2][i] = missing ? Double.NaN : columns[2][i];
    }
    return new Batch(rows, columns);
  }

  private static double law(double[][] x, int i, boolean missing) {
    double curve = missing ? 3 : 20 * (x[2][i] - 0.5) * (x[2][i] - 0.5);
    double step = x[4][i] >= 3 ? 5 : 0;
    return 10 * Math.sin(Math.PI * x[0][i] * x[1][i]) + curve + 10 * x[3][i] + step;
  }

  static List<Batch> members(long seed, int... rows) {
    List<Batch> members = new ArrayList<>();
    for (int m = 0; m < rows.length; m++) {
      members.add(batch(seed + m, rows[m]));
    }
    return members;
  }

  static List<Variable> features() {
    List<Variable> features = new ArrayList<>();
    for (int j = 0; j < FEATURES; j++) {
      features.add(new Variable("x" + j, 0, j < 4 ? 1 : 10));
    }
    return features;
  }

  static BoostedTrees trees(int trees, int depth) {
    return trees(trees, depth, Loss.SQUARED, anyDirection(), 0);
  }

  static BoostedTrees trees(int trees, int depth, Loss loss, List<Integer> monotone, int patience) {
    return new BoostedTrees(
        features(),
        new Variable("y", -20, 60),
        trees,
        depth,
        0.1,
        255,
        1,
        10,
        loss,
        monotone,
        patience,
        4,
        100_000);
  }

  static List<Integer> anyDirection() {
    return Collections.nCopies(FEATURES, 0);
  }

  static double rmse(double[] predicted, double[] actual) {
    double squares = 0;
    for (int i = 0; i < actual.length; i++) {
      squares += (predicted[i] - actual[i]) * (predicted[i] - actual[i]);
    }
    return Math.sqrt(squares / actual.length);
  }
}
