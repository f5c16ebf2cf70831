package org.kumiki.learning.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;

/** Sums of quantised vectors against pooled rows and against the kernel form of the posterior. */
class FederatedGaussianTest {
  private static final int WIDTH = 5;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void federatedPredictsAsPooledDoesWithin1e8OfTheTargetsDeviation(int folds) {
    List<Batch> members = members(31, 8, 120, 3, 45);
    GaussianProcess process = process(60, folds, List.of(0, 1));

    GaussianModel federated = (GaussianModel) Federation.run(process, members);
    GaussianModel pooled =
        (GaussianModel) Federation.run(process, List.of(Federation.pool(members)));

    assertEquals(pooled.lengthscale(), federated.lengthscale());
    assertEquals(pooled.ratio(), federated.ratio());
    Batch test = batch(77, 40);
    double unit = 1e-8 * pooled.targetStd();
    GaussianPredictor all = new GaussianPredictor(federated);
    GaussianPredictor one = new GaussianPredictor(pooled);
    assertArrayEquals(one.predict(test), all.predict(test), unit);
    assertArrayEquals(one.deviations(test), all.deviations(test), unit);
  }

  @Test
  void meanAndDeviationAreThoseOfTheKernelForm() {
    List<Batch> members = members(5, 20, 30, 10);
    GaussianModel model = (GaussianModel) Federation.run(process(40, 1, List.of()), members);
    Batch all = Federation.pool(members);
    double[] target =
        Arrays.stream(all.columns()[WIDTH - 1])
            .map(y -> (y - model.target().mean()) / model.target().std())
            .toArray();
    KernelForm kernel = new KernelForm(phi(model, all), target, model.ratio());

    Batch test = batch(6, 15);
    double[][] phi = phi(model, test);
    GaussianPredictor predictor = new GaussianPredictor(model);
    for (int i = 0; i < test.rows(); i++) {
      double mean = model.target().mean() + model.target().std() * kernel.mean(phi[i]);
      assertEquals(mean, predictor.predict(test)[i], 1e-8 * model.targetStd());
      double spread = Math.sqrt(1 + kernel.relativeVariance(phi[i]));
      double deviation = model.target().std() * model.noise() * spread;
      assertEquals(deviation, predictor.deviations(test)[i], 1e-8 * model.targetStd());
    }
  }

  @Test
  void theErrorOnHeldOutMaterialsIsThatOfModelsThatNeverSawThem() {
    Batch all = Federation.pool(members(8, 60, 40, 50));
    GaussianProcess process = process(40, 3, List.of(0, 1));
    GaussianModel model = (GaussianModel) Federation.run(process, List.of(all));
    int[][] folds = new Folds(process).split(all, IntStream.range(0, all.rows()).toArray());
    double[][] phi = phi(model, all);
    double[] target =
        Arrays.stream(all.columns()[WIDTH - 1])
            .map(y -> (y - model.target().mean()) / model.target().std())
            .toArray();

    double squares = 0;
    double standardised = 0;
    for (int[] fold : folds) {
      assertTrue(fold.length > 0, "each fold has rows");
      List<Integer> held = Arrays.stream(fold).boxed().toList();
      int[] rest = IntStream.range(0, all.rows()).filter(i -> !held.contains(i)).toArray();
      KernelForm kernel =
          new KernelForm(
              IntStream.of(rest).mapToObj(i -> phi[i]).toArray(double[][]::new),
              IntStream.of(rest).mapToDouble(i -> target[i]).toArray(),
              model.ratio());
      for (int i : fold) {
        squares += Math.pow(kernel.mean(phi[i]) - target[i], 2);
        standardised += 1 + kernel.relativeVariance(phi[i]);
      }
    }
    double rmse = model.target().std() * Math.sqrt(squares / all.rows());
    assertEquals(rmse, model.validationRmse(), 1e-8 * model.targetStd());
    // The stated variance is on average the one that was met.
    assertEquals(Math.sqrt(squares / standardised), model.noise(), 1e-8);
  }

  @Test
  void aMaterialIsNeverSplitBetweenFolds() {
    Batch rows = batch(9, 200);
    GaussianProcess process = process(10, 4, List.of(0));
    int[][] folds = new Folds(process).split(rows, IntStream.range(0, 200).toArray());
    for (int a = 0; a < 4; a++) {
      for (int b = a + 1; b < 4; b++) {
        for (int i : folds[a]) {
          for (int j : folds[b]) {
            assertTrue(rows.columns()[0][i] != rows.columns()[0][j]);
          }
        }
      }
    }
    assertEquals(200, Arrays.stream(folds).mapToInt(fold -> fold.length).sum());
  }

  @Test
  void whereAMaterialHasManyRowsFoldsPredictUnseenMaterialsBetterThanTheLikelihoodDoes() {
    Batch seen = series(1, 25);
    Batch unseen = series(2, 200);
    double likelihood = error(process(150, 1, List.of(0, 1)), seen, unseen);
    double folds = error(process(150, 4, List.of(0, 1)), seen, unseen);
    assertTrue(folds < likelihood, folds + " with folds, " + likelihood + " without");
  }

  @Test
  void aConstantColumnChangesNothing() {
    List<Batch> members = members(12, 30, 30, 30);
    GaussianModel model = (GaussianModel) Federation.run(process(30, 1, List.of()), members);
    assertTrue(model.spreads().get(3).leftOut(), "the fourth feature is constant");
    Batch test = batch(3, 10);
    double[] before = new GaussianPredictor(model).predict(test);
    Arrays.fill(test.columns()[3], 1e3);
    assertArrayEquals(before, new GaussianPredictor(model).predict(test), 0);
  }

  @Test
  void aMemberWithoutAnyValueOfTheFeaturesOrWithThreeRowsStopsNobody() {
    List<Batch> members = new ArrayList<>(members(13, 50, 40, 3));
    Batch missing = batch(14, 20);
    for (int j = 0; j < WIDTH - 1; j++) {
      Arrays.fill(missing.columns()[j], Double.NaN);
    }
    members.add(missing);
    GaussianModel model = (GaussianModel) Federation.run(process(30, 4, List.of(0)), members);
    assertEquals(113, model.rows());
    assertTrue(
        Arrays.stream(new GaussianPredictor(model).predict(missing)).allMatch(Double::isFinite));
  }

  @Test
  void duplicatedRowsMakeTheModelSurerAndStayInOneFold() {
    List<Batch> members = members(15, 40, 40, 40);
    List<Batch> twice = new ArrayList<>(members);
    twice.addAll(members);
    GaussianModel once = (GaussianModel) Federation.run(process(30, 4, List.of()), members);
    GaussianModel doubled = (GaussianModel) Federation.run(process(30, 4, List.of()), twice);
    assertEquals(once.lengthscale(), doubled.lengthscale());
    assertEquals(once.validationRmse(), doubled.validationRmse(), 0.1 * once.validationRmse());
  }

  @Test
  void aConstantTargetIsPredictedAsItIsWithoutDoubt() {
    Batch rows = batch(16, 30);
    Arrays.fill(rows.columns()[WIDTH - 1], 7);
    GaussianModel model = (GaussianModel) Federation.run(process(20, 4, List.of()), List.of(rows));
    GaussianPredictor predictor = new GaussianPredictor(model);
    assertEquals(7, predictor.predict(rows)[3], 1e-9);
    assertEquals(0, predictor.deviations(rows)[3], 1e-9);
  }

  @Test
  void onlyConstantFeaturesPredictTheMean() {
    Batch rows = batch(17, 30);
    for (int j = 0; j < WIDTH - 1; j++) {
      Arrays.fill(rows.columns()[j], 0.5);
    }
    GaussianModel model = (GaussianModel) Federation.run(process(20, 1, List.of()), List.of(rows));
    double mean = Arrays.stream(rows.columns()[WIDTH - 1]).average().orElseThrow();
    assertEquals(mean, new GaussianPredictor(model).predict(rows)[0], 1e-6 * model.targetStd());
  }

  @Test
  void aRowOfTheWrongWidthIsRefusedInWords() {
    GaussianModel model =
        (GaussianModel) Federation.run(process(10, 1, List.of()), members(18, 20, 20, 20));
    Batch narrow = new Batch(1, new double[][] {{1}, {2}});
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> new GaussianPredictor(model).predict(narrow));
    assertTrue(refused.getMessage().contains("2 columns"), refused.getMessage());
  }

  @Test
  void noRowAtAllIsRefusedInWords() {
    Batch none = new Batch(0, new double[WIDTH][0]);
    var refused =
        assertThrows(
            UnusableSumException.class,
            () -> Federation.run(process(10, 1, List.of()), List.of(none)));
    assertEquals("no member holds a row with a value of the target", refused.getMessage());
  }

  private static double error(GaussianProcess process, Batch seen, Batch unseen) {
    GaussianModel model = (GaussianModel) Federation.run(process, List.of(seen));
    double[] predicted = new GaussianPredictor(model).predict(unseen);
    double squares = 0;
    for (int i = 0; i < predicted.length; i++) {
      squares += Math.pow(predicted[i] - unseen.columns()[WIDTH - 1][i], 2);
    }
    return Math.sqrt(squares / predicted.length);
  }

  private static double[][] phi(GaussianModel model, Batch batch) {
    int[] kept =
        IntStream.range(0, model.spreads().size())
            .filter(j -> !model.spreads().get(j).leftOut())
            .toArray();
    RandomFeatures features =
        new RandomFeatures(
            model.computation().seed(), model.computation().randomFeatures(), kept.length);
    StandardRow rows = new StandardRow(model.spreads(), kept, model.computation().clip());
    double[][] phi = new double[batch.rows()][features.count()];
    for (int i = 0; i < phi.length; i++) {
      features.fill(features.project(rows.of(batch, i)), model.lengthscale(), phi[i], 0);
    }
    return phi;
  }

  private static GaussianProcess process(int randomFeatures, int folds, List<Integer> material) {
    List<Variable> features = new ArrayList<>();
    for (int j = 0; j < WIDTH - 1; j++) {
      features.add(new Variable("x" + j, -1000, 1000));
    }
    return new GaussianProcess(
        features,
        new Variable("y", -1000, 1000),
        randomFeatures,
        11,
        material,
        folds,
        0,
        0,
        0,
        4,
        5000);
  }

  private static List<Batch> members(long seed, int... rows) {
    List<Batch> members = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      members.add(batch(seed * 100 + i, rows[i]));
    }
    return members;
  }

  /** Two coarse features, a fine one with gaps, and a constant. */
  private static Batch batch(long seed, int rows) {
    Random random = new Random(seed);
    double[][] columns = new double[WIDTH][rows];
    for (int i = 0; i < rows; i++) {
      columns[0][i] = random.nextInt(12);
      columns[1][i] = random.nextInt(4) * 5;
      columns[2][i] = i % 9 == 4 ? Double.NaN : random.nextGaussian();
      columns[3][i] = 30;
      columns[4][i] = 50 * Math.sin(columns[0][i] / 3) + columns[1][i] + 3 * random.nextGaussian();
    }
    return new Batch(rows, columns);
  }

  /** A few materials, of each a dense series over the third feature. */
  private static Batch series(long seed, int materials) {
    Random random = new Random(seed);
    int points = 20;
    double[][] columns = new double[WIDTH][materials * points];
    for (int m = 0; m < materials; m++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double own = 0.6 * random.nextGaussian();
      for (int k = 0; k < points; k++) {
        int i = m * points + k;
        columns[0][i] = a;
        columns[1][i] = b;
        columns[2][i] = k;
        columns[3][i] = 30;
        columns[4][i] = a + b * b / 2 + own + 0.05 * k + 0.01 * random.nextGaussian();
      }
    }
    return new Batch(materials * points, columns);
  }
}
