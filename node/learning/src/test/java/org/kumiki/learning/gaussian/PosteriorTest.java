package org.kumiki.learning.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.statistics.SeededNumbers;

/** Against the model whose sums hold the added rows. */
class PosteriorTest {
  private static final int FEATURES = 40;

  @Test
  void withoutOwnRowsItPredictsAsTheModelDoes() {
    GaussianModel model = model();
    Posterior posterior = Posterior.of(model);
    Batch test = rows(9, 20);
    double[] means = new GaussianPredictor(model).predict(test);
    double[] deviations = new GaussianPredictor(model).deviations(test);
    for (int i = 0; i < 20; i++) {
      double[] phi = posterior.phi(row(test, i));
      assertEquals(means[i], posterior.mean(phi), 1e-9);
      assertEquals(deviations[i], posterior.measurementDeviation(phi), 1e-9);
    }
  }

  @Test
  void addedRowsAreAsIfTheyWereInTheSums() {
    GaussianModel model = model();
    Posterior posterior = Posterior.of(model);
    Batch own = rows(4, 30);
    double[] gram = model.gram().toArray();
    double[] moments = model.moments().toArray();
    for (int i = 0; i < 30; i++) {
      double[] phi = posterior.phi(row(own, i));
      double t = (own.columns()[3][i] - model.target().mean()) / model.target().std();
      posterior.add(phi, own.columns()[3][i]);
      int at = 0;
      for (int a = 0; a < FEATURES; a++) {
        moments[a] += phi[a] * t;
        for (int b = a; b < FEATURES; b++) {
          gram[at++] += phi[a] * phi[b];
        }
      }
    }
    GaussianPredictor expected = new GaussianPredictor(withSums(model, moments, gram));
    Batch test = rows(8, 15);
    for (int i = 0; i < 15; i++) {
      double[] phi = posterior.phi(row(test, i));
      assertEquals(expected.predict(test)[i], posterior.mean(phi), 1e-8);
      assertEquals(expected.deviations(test)[i], posterior.measurementDeviation(phi), 1e-8);
    }
  }

  @Test
  void believingKeepsTheMeanAndGivesTheVarianceOfAnyMeasurement() {
    Posterior believed = Posterior.of(model());
    Posterior measured = believed.copy();
    Posterior before = believed.copy();
    double[] phi = believed.phi(new double[] {1.5, -2, 0.5});
    believed.believe(phi);
    measured.add(phi, 1234);
    Batch test = rows(2, 10);
    for (int i = 0; i < 10; i++) {
      double[] other = believed.phi(row(test, i));
      assertEquals(before.mean(other), believed.mean(other), 1e-9);
      assertEquals(measured.deviation(other), believed.deviation(other), 1e-12);
      assertTrue(believed.deviation(other) <= before.deviation(other));
    }
    assertTrue(believed.deviation(phi) < before.deviation(phi));
    assertTrue(before.deviation(phi) <= before.priorDeviation(phi));
  }

  @Test
  void drawnFunctionsHaveThePosteriorsMeanAndVariance() {
    Posterior posterior = Posterior.of(model());
    double[] phi = posterior.phi(new double[] {2, 1, -1});
    SeededNumbers numbers = new SeededNumbers(6);
    int draws = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double deviation = posterior.valueOf(posterior.draw(numbers), phi) - posterior.mean(phi);
      sum += deviation;
      squares += deviation * deviation;
    }
    double expected = posterior.deviation(phi);
    assertEquals(0, sum / draws, 4.5 * expected / Math.sqrt(draws));
    assertEquals(1, squares / draws / (expected * expected), 4.5 * Math.sqrt(2.0 / draws));
  }

  @Test
  void aMissingFeatureCountsAsItsMean() {
    GaussianModel model = model();
    Posterior posterior = Posterior.of(model);
    double mean = model.spreads().get(1).mean();
    assertArrayEquals(
        posterior.phi(new double[] {1, mean, 2}),
        posterior.phi(new double[] {1, Double.NaN, 2}),
        1e-15);
  }

  private static GaussianModel model() {
    return (GaussianModel) Federation.run(process(), List.of(rows(1, 25), rows(3, 35)));
  }

  private static GaussianModel withSums(GaussianModel model, double[] moments, double[] gram) {
    return new GaussianModel(
        model.computation(),
        model.rows(),
        model.contributors(),
        model.spreads(),
        model.target(),
        model.lengthscale(),
        model.amplitude(),
        model.ratio(),
        model.trainingRmse(),
        model.validationRmse(),
        model.targetStd(),
        Numbers.of(moments),
        Numbers.of(gram));
  }

  private static GaussianProcess process() {
    return new GaussianProcess(
        List.of(variable("a"), variable("b"), variable("c")),
        new Variable("y", -500, 500),
        FEATURES,
        7,
        List.of(),
        1,
        0,
        0,
        0,
        4,
        1000);
  }

  private static Variable variable(String name) {
    return new Variable(name, -10, 10);
  }

  private static double[] row(Batch batch, int i) {
    return new double[] {batch.columns()[0][i], batch.columns()[1][i], batch.columns()[2][i]};
  }

  private static Batch rows(long seed, int count) {
    Random random = new Random(seed);
    double[][] rows = new double[count][4];
    for (double[] row : rows) {
      for (int j = 0; j < 3; j++) {
        row[j] = Math.max(-10, Math.min(10, 2 * random.nextGaussian()));
      }
      row[3] = 20 + 3 * row[0] * Math.sin(row[1]) + row[2] + 0.3 * random.nextGaussian();
    }
    return Federation.batch(rows, 4);
  }
}
