package org.kumiki.learning.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.transfer.Candidate.Way;
import org.kumiki.learning.validation.ErrorMeasures;

/**
 * A proxy that is cheap to compute, known for many rows, and a property that follows it up to a
 * scale and a slope, known for few.
 */
class TransferChoiceTest {
  private static final int FEATURES = 4;
  private static final List<Integer> SAME = List.of(0, 1, 2, 3);

  @Test
  void fewRowsLearnMoreFromARelatedModelThanByThemselves() {
    Batch own = property(5, 25);
    TransferChoice choice = TransferChoice.of(own, List.of(related()), 1);
    Way way = choice.model().candidate().way();
    assertTrue(way != Way.DIRECT, choice::toString);
    Batch test = property(6, 500);
    double direct = error(choice.scores().get(0).candidate().fit(own), test);
    double transferred = error(choice.model(), test);
    assertTrue(transferred < direct / 2, () -> transferred + " against " + direct);
  }

  @Test
  void aGainIsTheDifferenceOfErrorsAndItsStandardErrorThatOfTheRows() {
    Candidate direct = new Candidate(Way.DIRECT, Optional.empty());
    TransferChoice.Score score =
        TransferChoice.Score.of(
            direct, new double[] {0, 0, 0}, new double[] {1, 1, 1}, new double[] {2, -3, 4});
    assertEquals(2, score.gain(), 1e-15);
    assertEquals(Math.sqrt(1.0 / 3), score.gainError(), 1e-15);
    TransferChoice choice = TransferChoice.of(property(5, 25), List.of(related()), 1);
    assertEquals(0, choice.scores().get(0).gain(), "of direct training over itself");
    assertEquals(0, choice.scores().get(0).gainError());
    TransferChoice.Score best =
        choice.scores().stream()
            .max(Comparator.comparingDouble(TransferChoice.Score::gain))
            .orElseThrow();
    double alone = choice.scores().get(0).withheld().mae();
    assertEquals(alone - best.withheld().mae(), best.gain(), 1e-12);
    assertTrue(best.gainError() > 0, best::toString);
  }

  @Test
  void amongSeveralModelsTheRelatedOneIsChosen() {
    List<Source> sources = List.of(unrelated("noise 1", 21), related(), unrelated("noise 2", 22));
    TransferChoice choice = TransferChoice.of(property(5, 40), sources, 1);
    assertEquals("proxy", choice.model().candidate().source().orElseThrow().name());
    assertEquals(7, choice.scores().size(), "direct, and two ways of each source");
    assertEquals(Way.DIRECT, choice.scores().get(0).candidate().way());
  }

  /** Where there are enough rows, a model of something else cannot help: it must not harm. */
  @Test
  void aModelOfSomethingElseIsLeftAlone() {
    Batch own = property(5, 200);
    Batch test = property(6, 500);
    TransferChoice choice = TransferChoice.of(own, List.of(misleading()), 1);
    double direct = error(choice.scores().get(0).candidate().fit(own), test);
    assertEquals(Way.DIRECT, choice.model().candidate().way(), choice::toString);
    assertEquals(direct, error(choice.model(), test));
    TransferredModel forced =
        new Candidate(Way.WARM_START, choice.scores().get(1).candidate().source()).fit(own);
    assertTrue(error(forced, test) > direct, "what was refused would have harmed");
  }

  @Test
  void aScaleAndAnOffsetOfTheSourceAreLearned() {
    TransferredModel model =
        new Candidate(Way.WARM_START, Optional.of(related())).fit(property(5, 60));
    assertEquals(2.5, model.factor(), 0.25);
  }

  @Test
  void statedDeviationsHoldWhatTheySay() {
    Batch test = property(6, 500);
    for (TransferChoice.Score score :
        TransferChoice.of(property(5, 60), List.of(related()), 1).scores()) {
      TransferredModel model = score.candidate().fit(property(5, 60));
      double[] predicted = model.predict(test);
      double[] deviations = model.deviations(test);
      double[] actual = test.columns()[FEATURES];
      int inside = 0;
      for (int i = 0; i < actual.length; i++) {
        inside += Math.abs(actual[i] - predicted[i]) <= 1.645 * deviations[i] ? 1 : 0;
      }
      double share = inside / (double) actual.length;
      assertTrue(share > 0.7 && share <= 1, () -> score.candidate().label() + ": " + share);
    }
  }

  @Test
  void aNetworksLastLayerServesWhereItsOutputDoesNot() {
    RegressionModel trained = fit(network(), proxy(1, 600));
    assertTrue(trained.trainingRmse() < 0.5, () -> "error " + trained.trainingRmse());
    Batch own = rows(5, 80);
    double[][] x = own.columns();
    Arrays.setAll(x[FEATURES], i -> Math.abs(law(x, i)));
    List<Source> sources = List.of(Source.of("network", trained, SAME));
    List<TransferChoice.Score> scores = TransferChoice.of(own, sources, 1).scores();
    assertEquals(3, scores.size());
    assertEquals(Way.FROZEN_FEATURES, scores.get(2).candidate().way());
    double frozen = scores.get(2).withheld().mae();
    assertTrue(frozen < scores.get(0).withheld().mae(), scores::toString);
    assertTrue(frozen < scores.get(1).withheld().mae(), scores::toString);
  }

  @Test
  void aLinearModelHasNoFeaturesToFreeze() {
    Source linear = Source.of("linear", fit(ridge(), proxy(1, 100)), SAME);
    assertFalse(linear.hasFeatures());
    assertEquals(2, TransferChoice.of(property(5, 30), List.of(linear), 1).scores().size());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Candidate(Way.FROZEN_FEATURES, Optional.of(linear)));
  }

  @Test
  void aFeatureThatOwnRowsLackIsMissingInEach() {
    RegressionModel model = fit(ridge(), proxy(1, 100));
    Source source = Source.of("linear", model, List.of(0, 1, 2, Source.ABSENT));
    Batch own = property(5, 30);
    double[][] columns = Arrays.copyOf(own.columns(), FEATURES);
    columns[3] = new double[30];
    Arrays.fill(columns[3], Double.NaN);
    assertArrayEquals(Predictors.of(model).predict(new Batch(30, columns)), source.predict(own));
  }

  @Test
  void missingAndConstantColumnsAndAConstantTargetArePredicted() {
    Batch own = property(5, 30);
    Arrays.fill(own.columns()[0], Double.NaN);
    Arrays.fill(own.columns()[1], 3);
    own.columns()[2][4] = Double.NaN;
    TransferChoice choice = TransferChoice.of(own, List.of(related()), 1);
    for (double value : choice.model().predict(own)) {
      assertTrue(Double.isFinite(value));
    }
    Arrays.fill(own.columns()[FEATURES], 7);
    TransferredModel constant = TransferChoice.of(own, List.of(related()), 1).model();
    for (double value : constant.predict(own)) {
      assertEquals(7, value, 1e-6);
    }
  }

  @Test
  void theSameSeedGivesTheSameChoiceAndEqualRowsStayTogether() {
    Batch own = property(5, 30);
    TransferChoice one = TransferChoice.of(own, List.of(related()), 3);
    TransferChoice two = TransferChoice.of(own, List.of(related()), 3);
    assertEquals(errors(one), errors(two));
    Batch twice = twice(own);
    double withheld = TransferChoice.of(twice, List.of(), 3).scores().get(0).withheld().mae();
    double honest = one.scores().get(0).withheld().mae();
    assertTrue(withheld > honest / 2, () -> "a twin gives a row away: " + withheld);
  }

  @Test
  void tooFewAndTooManyRowsAreRefused() {
    for (int rows : new int[] {9, 2001}) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> TransferChoice.of(property(5, rows), List.of(), 1));
      assertTrue(refused.getMessage().contains("there are " + rows), refused.getMessage());
    }
    Batch own = property(5, 12);
    for (int j = 0; j < FEATURES; j++) {
      Arrays.fill(own.columns()[j], 1);
    }
    assertThrows(IllegalArgumentException.class, () -> TransferChoice.of(own, List.of(), 1));
  }

  private static List<Double> errors(TransferChoice choice) {
    return choice.scores().stream().map(score -> score.withheld().mae()).toList();
  }

  private static Batch twice(Batch rows) {
    double[][] columns = new double[rows.columns().length][];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = Arrays.copyOf(rows.columns()[j], 2 * rows.rows());
      System.arraycopy(rows.columns()[j], 0, columns[j], rows.rows(), rows.rows());
    }
    return new Batch(2 * rows.rows(), columns);
  }

  private static Source related() {
    return Source.of("proxy", fit(process(), proxy(1, 600)), SAME);
  }

  private static Source unrelated(String name, long seed) {
    Batch rows = proxy(seed, 200);
    Random random = new Random(seed);
    Arrays.setAll(rows.columns()[FEATURES], i -> random.nextGaussian());
    return Source.of(name, fit(process(), rows), SAME);
  }

  /** Steep where the property is flat: what follows it has more to unlearn than to learn. */
  private static Source misleading() {
    Batch rows = proxy(2, 600);
    double[][] x = rows.columns();
    Arrays.setAll(x[FEATURES], i -> 30 * Math.sin(4 * x[3][i]) * Math.cos(3 * x[0][i]));
    return Source.of("misleading", fit(wiggly(), rows), SAME);
  }

  private static RegressionModel fit(Regression regression, Batch rows) {
    return (RegressionModel) Federation.run(regression, List.of(rows));
  }

  private static Ridge ridge() {
    return new Ridge(columns(), target(), 1, 4, 10_000);
  }

  private static GaussianProcess process() {
    return new GaussianProcess(columns(), target(), 200, 1, List.of(), 1, 0, 0, 0, 4, 10_000);
  }

  private static GaussianProcess wiggly() {
    return new GaussianProcess(columns(), target(), 300, 1, List.of(), 1, 0.7, 0.05, 0, 4, 10_000);
  }

  private static NeuralNetwork network() {
    return new NeuralNetwork(
        columns(), target(), List.of(24, 12), 150, 1, 0.05, 0.05, 0, 10, 1, 4, 10_000);
  }

  private static List<Variable> columns() {
    List<Variable> columns = new ArrayList<>();
    for (int j = 0; j < FEATURES; j++) {
      columns.add(new Variable("x" + j, -8, 8));
    }
    return columns;
  }

  private static Variable target() {
    return new Variable("y", -100, 100);
  }

  private static Batch proxy(long seed, int rows) {
    Batch batch = rows(seed, rows);
    Random random = new Random(-seed);
    double[][] x = batch.columns();
    Arrays.setAll(x[FEATURES], i -> law(x, i) + 0.1 * random.nextGaussian());
    return batch;
  }

  private static Batch property(long seed, int rows) {
    Batch batch = rows(seed, rows);
    Random random = new Random(-seed);
    double[][] x = batch.columns();
    Arrays.setAll(x[FEATURES], i -> 4 + 2.5 * law(x, i) + x[3][i] + 0.2 * random.nextGaussian());
    return batch;
  }

  private static double law(double[][] x, int i) {
    return 2 * Math.sin(2 * x[0][i]) + x[1][i] * x[2][i];
  }

  private static Batch rows(long seed, int count) {
    Random random = new Random(seed);
    double[][] columns = new double[FEATURES + 1][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < FEATURES; j++) {
        columns[j][i] = random.nextGaussian();
      }
    }
    return new Batch(count, columns);
  }

  private static double error(TransferredModel model, Batch test) {
    return ErrorMeasures.of(test.columns()[FEATURES], model.predict(test)).mae();
  }
}
