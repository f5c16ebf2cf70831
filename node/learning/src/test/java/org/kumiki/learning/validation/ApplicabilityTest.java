package org.kumiki.learning.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.validation.Applicability.Zone;

class ApplicabilityTest {
  private static final List<Variable> FEATURES =
      List.of(new Variable("a", -100, 100), new Variable("b", -100, 100));
  private static final Variable TARGET = new Variable("y", -100, 100);

  @Test
  void aGaussianProcessKnowsTheMiddleAndNotTheHoleAmongItsRows() {
    // A ring of rows: its hole lies at the mean of every feature.
    Random random = new Random(5);
    double[][] columns = new double[3][300];
    for (int i = 0; i < 300; i++) {
      double angle = 2 * Math.PI * random.nextDouble();
      columns[0][i] = Math.cos(angle);
      columns[1][i] = Math.sin(angle);
      columns[2][i] = Math.sin(2 * angle) + 0.05 * random.nextGaussian();
    }
    Batch rows = new Batch(300, columns);
    Regression process =
        new GaussianProcess(FEATURES, TARGET, 200, 1, List.of(), 1, 0.4, 0.05, 1, 4, 1000);
    assertEquals(Zone.INSIDE, zone(process, rows, 1, 0).zone());
    Applicability hole = zone(process, rows, 0, 0);
    assertEquals(Zone.OUTSIDE, hole.zone());
    assertEquals(0, hole.distance(), 0.2);
    assertTrue(hole.sentence().startsWith("outside: "), hole.sentence());
    assertTrue(hole.sentence().contains("of the prior variance left"), hole.sentence());
  }

  @Test
  void aLinearModelJudgesByTheMomentsAloneAndNamesTheFeature() {
    Random random = new Random(6);
    double[][] columns = new double[3][200];
    for (int i = 0; i < 200; i++) {
      columns[0][i] = 10 + random.nextGaussian();
      columns[1][i] = random.nextGaussian();
      columns[2][i] = columns[0][i];
    }
    Batch rows = new Batch(200, columns);
    Regression ridge = new Ridge(FEATURES, TARGET, 1, 4, 1000);
    assertEquals(Zone.INSIDE, zone(ridge, rows, 10, 0).zone());
    assertEquals(Zone.EDGE, zone(ridge, rows, 12.4, 0).zone());
    Applicability outside = zone(ridge, rows, 15, 0);
    assertEquals(Zone.OUTSIDE, outside.zone());
    assertEquals(List.of("a"), outside.far());
    assertTrue(outside.sentence().contains("far out in a"), outside.sentence());
    assertEquals(Zone.INSIDE, zone(ridge, rows, Double.NaN, 0).zone());
  }

  private static Applicability zone(Regression regression, Batch rows, double a, double b) {
    RegressionModel model = (RegressionModel) Federation.run(regression, List.of(rows));
    Predictor predictor = Predictors.of(model);
    Batch one = new Batch(1, new double[][] {{a}, {b}});
    return Applicability.of(model, predictor.unknownShares(one)[0], one, 0);
  }
}
