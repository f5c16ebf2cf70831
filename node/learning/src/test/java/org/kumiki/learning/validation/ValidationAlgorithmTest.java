package org.kumiki.learning.validation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.CanonicalForm;
import org.kumiki.learning.computation.MeanErrors;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Validation;
import org.kumiki.learning.computation.ValidationResult;
import org.kumiki.learning.computation.Variable;

/** The sums of errors against what comes of all rows in one place. */
class ValidationAlgorithmTest {
  private static final Validation VALIDATION =
      new Validation(
          List.of(new Variable("a", -8, 8), new Variable("b", -8, 8), new Variable("c", -8, 8)),
          List.of(1, 2),
          new Variable("y", 0, 400),
          true,
          1000);

  /** Sure to the standard deviation of its errors; the second group is worth nothing to it. */
  private static final Predictor MODEL =
      new Predictor() {
        @Override
        public double[] predict(Batch batch) {
          return Arrays.stream(batch.columns()[0]).map(a -> 200 + 20 * a).toArray();
        }

        @Override
        public double[] deviations(Batch batch) {
          double[] deviations = new double[batch.rows()];
          Arrays.fill(deviations, 3);
          return deviations;
        }
      };

  private final ValidationAlgorithm algorithm = new ValidationAlgorithm();
  private final State start = algorithm.start(VALIDATION);

  @Test
  void theSumsOfMembersGiveTheErrorsOfAllRowsInOnePlace() {
    List<Batch> members = List.of(rows(1, 40), rows(2, 25), rows(3, 60));
    ValidationResult result = result(members);
    double[] actual = target(members);
    double[] predicted = predicted(members);
    ErrorMeasures pooled = ErrorMeasures.of(actual, predicted);
    assertEquals(125, result.rows());
    assertEquals(pooled.mae(), result.errors().mae(), 1e-6);
    assertEquals(pooled.rmse(), result.errors().rmse(), 1e-6);
    assertEquals(pooled.r2(), result.r2(), 1e-6);
    assertEquals(mean(actual) - mean(predicted), result.bias(), 1e-6);
    assertEquals(mean(actual), result.targetMean(), 1e-6);
    Coverage coverage = Coverage.of(actual, predicted, deviations(members));
    assertEquals(coverage.rows(), result.statedRows());
    assertEquals(coverage.covered(), result.within().get(ValidationResult.LEVELS.indexOf(0.9)));
  }

  @Test
  void shufflingWhatAModelUsesCostsItAndShufflingTheRestDoesNot() {
    ValidationResult result = result(List.of(rows(1, 40), rows(2, 25), rows(3, 60)));
    assertTrue(result.shuffled().get(0) > 3 * result.errors().rmse(), result::toString);
    assertEquals(result.errors().rmse(), result.shuffled().get(1), 1e-6);
  }

  @Test
  void baselinesAreWhatEachMemberPredictsAlone() {
    List<Batch> members = List.of(rows(1, 40), rows(2, 25));
    ValidationResult result = result(members);
    double[] actual = target(members);
    double[] means = new double[actual.length];
    Arrays.fill(means, 210);
    ErrorMeasures pooled = ErrorMeasures.of(actual, means);
    MeanErrors mean = result.baselines().orElseThrow().mean();
    assertEquals(pooled.mae(), mean.mae(), 1e-6);
    assertEquals(pooled.rmse(), mean.rmse(), 1e-6);
    assertEquals(mean, result.baselines().orElseThrow().local());
  }

  @Test
  void anErrorCountsAsTwiceTheDomainAtMostAndSoDoesAMissingPrediction() {
    Validation alone = new Validation(VALIDATION.features(), List.of(), y(), false, 1000);
    Predictor lost = batch -> new double[] {1e9, Double.NaN};
    Batch two = new Batch(2, new double[][] {{0, 0}, {0, 0}, {0, 0}, {100, 100}});
    ValidationResult result = run(alone, new HeldOut(lost, Optional.empty(), 1), List.of(two));
    assertEquals(800, result.errors().rmse(), 1e-6);
    assertEquals(0, result.statedRows());
  }

  @Test
  void rowsWithoutTargetOrOutsideADomainAreLeftOut() {
    Batch batch =
        new Batch(3, new double[][] {{1, 1, 9}, {0, 0, 0}, {0, 0, 0}, {Double.NaN, 220, 300}});
    assertEquals(1, result(List.of(batch)).rows());
  }

  @Test
  void partsOfAMembersRowsSayWhatTheWholeSays() {
    Batch all = rows(5, 60);
    Partial whole = partial();
    whole.add(all);
    Partial first = partial();
    Partial second = partial();
    first.add(part(all, 0, 20));
    second.add(part(all, 20, 60));
    first.combine(second);
    assertTrue(close(whole.vector(), first.vector()));
    assertTrue(Arrays.equals(whole.vector(), whole.vector()), "asked twice");
  }

  @Test
  void rowsThatCameAfterAVectorWasMadeAreNotForgottenSilently() {
    Partial partial = partial();
    partial.add(rows(5, 20));
    partial.vector();
    assertThrows(IllegalStateException.class, () -> partial.add(rows(6, 20)));
    Partial another = partial();
    assertThrows(IllegalStateException.class, () -> another.combine(partial));
  }

  @Test
  void aShuffleTouchesTheColumnsOfItsTermAlone() {
    Batch all = rows(5, 60);
    List<double[]> seen = new ArrayList<>();
    Predictor watching =
        batch -> {
          seen.add(batch.columns()[0].clone());
          seen.add(batch.columns()[1].clone());
          return MODEL.predict(batch);
        };
    HeldOut.Own own = new HeldOut.Own(210, Optional.empty());
    Partial partial =
        algorithm.localStep(start, new HeldOut(watching, Optional.of(own), 42)).start();
    partial.add(all);
    partial.vector();
    // Once as measured, then five shuffles of the first term and five of the second.
    assertEquals(2 * 11, seen.size());
    for (int prediction = 1; prediction <= 10; prediction++) {
      boolean first = prediction <= 5;
      double[] same = seen.get(2 * prediction + (first ? 1 : 0));
      double[] moved = seen.get(2 * prediction + (first ? 0 : 1));
      assertArrayEquals(all.columns()[first ? 1 : 0], same);
      assertFalse(Arrays.equals(all.columns()[first ? 0 : 1], moved));
      assertArrayEquals(sorted(all.columns()[first ? 0 : 1]), sorted(moved));
    }
    assertTrue(Arrays.equals(rows(5, 60).columns()[0], all.columns()[0]), "the rows stay");
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
  }

  @Test
  void everyStageHasOneForm() {
    assertEquals(VALIDATION, CanonicalForm.decodeComputation(CanonicalForm.encode(VALIDATION)));
    assertEquals(start, CanonicalForm.decodeStage(CanonicalForm.encode(start)));
    ValidationResult result = result(List.of(rows(1, 40), rows(2, 25)));
    assertEquals(result, CanonicalForm.decodeStage(CanonicalForm.encode(result)));
  }

  @Test
  void sumsThatNoRowsMakeAreRefused() {
    double[] sum = new double[ValidationAlgorithm.entries(VALIDATION)];
    assertThrows(UnusableSumException.class, () -> algorithm.merge(start, sum, 3));
    sum[0] = 10;
    sum[6] = 5;
    sum[7] = 4;
    assertThrows(UnusableSumException.class, () -> algorithm.merge(start, sum, 3));
    sum[8] = sum[9] = sum[10] = 4;
    assertEquals(10, ((ValidationResult) algorithm.merge(start, sum, 3)).rows());
    sum[3] = 161;
    assertThrows(UnusableSumException.class, () -> algorithm.merge(start, sum, 3));
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    List<Variable> features = VALIDATION.features();
    assertThrows(
        IllegalArgumentException.class,
        () -> new Validation(features, List.of(1, 1), y(), false, 10));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Validation(features, List.of(), new Variable("y", 1, 1), false, 10));
    assertThrows(IllegalArgumentException.class, () -> algorithm.localStep(start));
    HeldOut bare = new HeldOut(MODEL, Optional.empty(), 1);
    assertThrows(IllegalArgumentException.class, () -> algorithm.localStep(start, bare).start());
  }

  private ValidationResult result(List<Batch> members) {
    return run(VALIDATION, heldOut(), members);
  }

  private ValidationResult run(Validation validation, HeldOut heldOut, List<Batch> members) {
    State state = algorithm.start(validation);
    List<double[]> vectors =
        members.stream()
            .map(
                member -> {
                  Partial partial = algorithm.localStep(state, heldOut).start();
                  partial.add(member);
                  return partial.vector();
                })
            .toList();
    double[] sum = Federation.sum(algorithm.encoding(state), vectors);
    return (ValidationResult) algorithm.merge(state, sum, members.size());
  }

  private Partial partial() {
    return algorithm.localStep(start, heldOut()).start();
  }

  private static HeldOut heldOut() {
    return new HeldOut(MODEL, Optional.of(new HeldOut.Own(210, Optional.empty())), 42);
  }

  private static Variable y() {
    return VALIDATION.target();
  }

  /** y = 200 + 20a + noise of 3. */
  private static Batch rows(long seed, int count) {
    Random random = new Random(seed);
    double[][] columns = new double[4][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 3; j++) {
        columns[j][i] = Math.max(-8, Math.min(8, random.nextGaussian()));
      }
      columns[3][i] = 200 + 20 * columns[0][i] + 3 * random.nextGaussian();
    }
    return new Batch(count, columns);
  }

  private static Batch part(Batch all, int from, int to) {
    return new Batch(
        to - from,
        Arrays.stream(all.columns())
            .map(column -> Arrays.copyOfRange(column, from, to))
            .toArray(double[][]::new));
  }

  private static double[] target(List<Batch> members) {
    return members.stream().flatMapToDouble(m -> Arrays.stream(m.columns()[3])).toArray();
  }

  private static double[] predicted(List<Batch> members) {
    return members.stream().flatMapToDouble(m -> Arrays.stream(MODEL.predict(m))).toArray();
  }

  private static double[] deviations(List<Batch> members) {
    return members.stream().flatMapToDouble(m -> Arrays.stream(MODEL.deviations(m))).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static boolean close(double[] one, double[] other) {
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] - other[i]) > 1e-9 * Math.max(1, Math.abs(one[i]))) {
        return false;
      }
    }
    return one.length == other.length;
  }
}
