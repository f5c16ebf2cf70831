package org.kumiki.learning.gbdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.Tree;

/** What the trees learn. */
class TreesTest {
  private static final int TARGET = Samples.FEATURES;

  @ParameterizedTest
  @CsvSource({"SQUARED,0", "HUBER,0.7", "QUANTILE,0.1", "QUANTILE,0.5"})
  void theGradientIsTheSlopeOfTheLoss(Loss.Kind kind, double parameter) {
    Loss loss = new Loss(kind, parameter);
    Random random = new Random(3);
    double h = 1e-6;
    for (int i = 0; i < 200; i++) {
      double r = 4 * random.nextDouble() - 2;
      double slope = (loss.value(r + h) - loss.value(r - h)) / (2 * h);
      // Away from the corner, where there is no slope.
      if (Math.abs(r) > 2 * h) {
        assertEquals(slope, loss.gradient(r), 1e-6, () -> "at " + r);
      }
    }
    assertEquals(0, loss.value(0));
  }

  @Test
  void theErrorFallsToTheNoise() {
    List<Batch> members = Samples.members(1, 700, 300, 400);
    Batch test = Samples.batch(99, 500);

    BoostedModel model = fit(Samples.trees(150, 4), members);

    double rmse = Samples.rmse(model.predict(test), test.columns()[TARGET]);
    // The noise is 1, the target's standard deviation above 5.
    assertTrue(rmse < 1.5, () -> "rmse " + rmse);
    Batch all = Federation.pool(members);
    double training = Samples.rmse(model.predict(all), all.columns()[TARGET]);
    assertEquals(training, model.trainingRmse(), 1e-5 * training);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void aMonotoneFeatureIsMonotoneEverywhere(int direction) {
    List<Integer> monotone = List.of(direction, 0, 0, direction, 0, 0);
    List<Batch> members = Samples.members(1, 300, 200, 100);
    BoostedModel model = fit(Samples.trees(40, 5, Loss.SQUARED, monotone, 0), members);

    Batch grid = Samples.batch(5, 60);
    for (int feature : new int[] {0, 3}) {
      double[] column = grid.columns()[feature].clone();
      double[] before = null;
      for (int step = 0; step <= 100; step++) {
        Arrays.fill(grid.columns()[feature], step / 100.0);
        double[] now = model.predict(grid);
        for (int i = 0; before != null && i < now.length; i++) {
          assertTrue(direction * (now[i] - before[i]) >= -1e-12);
        }
        before = now;
      }
      grid.columns()[feature] = column;
    }
    assertTrue(
        model.trees().stream()
            .flatMap(tree -> tree.nodes().stream())
            .anyMatch(node -> node.feature() == (direction > 0 ? 3 : 4)));
  }

  @Test
  void missingValuesGoWhereTheyHelp() {
    Batch rows = Samples.batch(1, 600);
    double[] y = rows.columns()[TARGET];
    for (int i = 0; i < rows.rows(); i++) {
      boolean missing = Double.isNaN(rows.columns()[2][i]);
      if (Math.abs(rows.columns()[2][i] - 0.3) < 0.02) {
        rows.columns()[2][i] = 0.5;
      }
      y[i] = missing || rows.columns()[2][i] < 0.3 ? 10 : 0;
    }
    BoostedModel model = fit(Samples.trees(60, 1), List.of(rows));

    assertEquals(2, model.trees().get(0).nodes().get(0).feature());
    assertTrue(model.trees().get(0).nodes().get(0).missingLeft());
    double[] predicted = model.predict(rows);
    for (int i = 0; i < predicted.length; i++) {
      assertEquals(y[i], predicted[i], 0.2);
    }
  }

  @Test
  void missingAloneCanBeWhatMatters() {
    Batch rows = Samples.batch(1, 400);
    for (int i = 0; i < rows.rows(); i++) {
      rows.columns()[TARGET][i] = Double.isNaN(rows.columns()[2][i]) ? 10 : 0;
    }
    Tree first = fit(Samples.trees(1, 1), List.of(rows)).trees().get(0);

    assertEquals(2, first.nodes().get(0).feature());
    assertEquals(Double.MAX_VALUE, first.nodes().get(0).threshold());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.9})
  void aQuantileIsExceededByItsShareOfNewRows(double share) {
    Loss loss = new Loss(Loss.Kind.QUANTILE, share);
    BoostedTrees trees = Samples.trees(80, 3, loss, Samples.anyDirection(), 0);
    BoostedModel model = fit(trees, Samples.members(1, 2000, 2000));
    Batch test = Samples.batch(50, 1500);

    double[] predicted = model.predict(test);
    int below = 0;
    for (int i = 0; i < predicted.length; i++) {
      below += test.columns()[TARGET][i] <= predicted[i] ? 1 : 0;
    }
    assertEquals(share, below / 1500.0, 0.05);
  }

  @Test
  void hubersLossIsNotMovedByAFewWildTargets() {
    List<Batch> members = Samples.members(1, 800, 600);
    for (Batch member : members) {
      for (int i = 0; i < member.rows(); i += 20) {
        member.columns()[TARGET][i] = 59;
      }
    }
    Batch test = Samples.batch(50, 500);
    Loss huber = new Loss(Loss.Kind.HUBER, 0.2);
    double robust = error(fit(trees(huber), members), test);
    double squared = error(fit(trees(Loss.SQUARED), members), test);

    assertTrue(robust < 0.8 * squared, () -> robust + " against " + squared);
  }

  @Test
  void patienceKeepsTheTreesThatRowsHeldOutLike() {
    List<Batch> members = Samples.members(1, 60, 60, 60);
    BoostedTrees patient = Samples.trees(200, 5, Loss.SQUARED, Samples.anyDirection(), 10);
    BoostedModel model = fit(patient, members);
    BoostedModel all = fit(Samples.trees(200, 5), members);

    assertTrue(model.trees().size() < 200, () -> model.trees().size() + " trees");
    assertTrue(model.trees().size() > 10);
    assertEquals(200, all.trees().size());
    assertEquals(180, model.rows());
  }

  private static BoostedTrees trees(Loss loss) {
    return Samples.trees(150, 3, loss, Samples.anyDirection(), 0);
  }

  private static double error(BoostedModel model, Batch test) {
    return Samples.rmse(model.predict(test), test.columns()[TARGET]);
  }

  private static BoostedModel fit(BoostedTrees trees, List<Batch> members) {
    return (BoostedModel) Federation.run(trees, members);
  }
}
