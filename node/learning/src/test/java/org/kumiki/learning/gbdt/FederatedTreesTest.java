package org.kumiki.learning.gbdt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.CanonicalForm;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.Tree;
import org.kumiki.learning.computation.UnusableSumException;

/** Trees of quantised sums against trees of the rows together, and what awkward members do. */
class FederatedTreesTest {
  @ParameterizedTest
  @EnumSource(Loss.Kind.class)
  void aFederationMakesTheTreesOfThePooledRows(Loss.Kind kind) {
    Loss loss =
        switch (kind) {
          case SQUARED -> Loss.SQUARED;
          case HUBER -> new Loss(kind, 0.7);
          case QUANTILE -> new Loss(kind, 0.9);
        };
    List<Batch> members = Samples.members(1, 300, 3, 120, 77);
    BoostedTrees trees = Samples.trees(25, 4, loss, List.of(0, 0, 0, 1, 0, 0), 5);

    BoostedModel federated = (BoostedModel) Federation.run(trees, members);
    BoostedModel pooled = alone(trees, Federation.pool(members));

    assertEquals(pooled.trees(), federated.trees());
    assertEquals(pooled.base(), federated.base());
    assertEquals(pooled.trainingRmse(), federated.trainingRmse());
    assertTrue(federated.trees().size() > 10);
    assertTrue(federated.trees().stream().anyMatch(tree -> tree.nodes().size() > 15));
  }

  @Test
  void cellsRowsAndMembersThatSayNothingChangeNoTree() {
    Batch whole = Samples.batch(4, 300);
    BoostedTrees trees = Samples.trees(10, 3);
    BoostedModel expected = alone(trees, whole);

    Batch first = rows(whole, 0, 200);
    Batch second = withUnusableRows(rows(whole, 200, 300));
    Batch empty = rows(whole, 0, 0);
    BoostedModel federated = (BoostedModel) Federation.run(trees, List.of(first, empty, second));

    assertEquals(expected.trees(), federated.trees());
    assertEquals(300, federated.rows());
  }

  @Test
  void aMemberWithoutAFeatureAddsItsRowsToTheMissingOnes() {
    List<Batch> members = new ArrayList<>(Samples.members(6, 150, 100));
    Batch without = Samples.batch(9, 120);
    Arrays.fill(without.columns()[0], Double.NaN);
    members.add(without);
    BoostedTrees trees = Samples.trees(15, 4);

    BoostedModel federated = (BoostedModel) Federation.run(trees, members);

    assertEquals(alone(trees, Federation.pool(members)).trees(), federated.trees());
    assertTrue(
        federated.trees().stream()
            .flatMap(tree -> tree.nodes().stream())
            .anyMatch(node -> node.feature() == 0));
  }

  @Test
  void aColumnThatDoesNotVaryOrThatNobodyReportsIsNeverAskedFor() {
    List<Batch> members = Samples.members(11, 100, 100, 100);
    members.forEach(member -> Arrays.fill(member.columns()[1], Double.NaN));

    BoostedModel model = (BoostedModel) Federation.run(Samples.trees(15, 4), members);

    assertFalse(
        model.trees().stream()
            .flatMap(tree -> tree.nodes().stream())
            .anyMatch(node -> node.feature() == 1 || node.feature() == 5));
  }

  @Test
  void duplicatedRowsWeighTwice() {
    Batch once = Samples.batch(3, 150);
    BoostedTrees trees = Samples.trees(10, 3);
    Batch twice = Federation.pool(List.of(once, once));

    BoostedModel model = (BoostedModel) Federation.run(trees, List.of(once, once, once, once));

    assertEquals(alone(trees, Federation.pool(List.of(twice, twice))).trees(), model.trees());
    assertNotEquals(alone(trees, once).trees(), model.trees());
  }

  @Test
  void aTargetThatDoesNotVaryIsPredictedWithoutASplit() {
    List<Batch> members = Samples.members(5, 80, 60, 60);
    members.forEach(member -> Arrays.fill(member.columns()[Samples.FEATURES], 12.345));

    BoostedModel model = (BoostedModel) Federation.run(Samples.trees(5, 3), members);

    assertTrue(model.trees().stream().allMatch(tree -> tree.nodes().size() == 1));
    assertEquals(12.345, model.predict(members.get(0))[0], 1e-2);
    assertEquals(0, model.targetStd());
  }

  @Test
  void noLeafHasFewerRowsThanTheMinimumOverAllMembers() {
    List<Batch> members = Samples.members(21, 40, 40, 40);
    Batch all = Federation.pool(members);
    BoostedModel model = (BoostedModel) Federation.run(Samples.trees(10, 6), members);

    boolean smallerAtAMember = false;
    for (Tree tree : model.trees()) {
      double[] leaves = leaves(tree, all);
      double[] ofOne = leaves(tree, members.get(0));
      for (double leaf : leaves) {
        assertTrue(Arrays.stream(leaves).filter(other -> other == leaf).count() >= 10);
        smallerAtAMember |= Arrays.stream(ofOne).filter(other -> other == leaf).count() < 10;
      }
    }
    assertTrue(smallerAtAMember, "members alone would have refused these leaves");
  }

  @Test
  void everyStageHasACanonicalForm() {
    Algorithm algorithm = new GbdtAlgorithm();
    List<Batch> members = Samples.members(2, 60, 60, 60);
    Stage stage = algorithm.start(Samples.trees(3, 3, Loss.SQUARED, Samples.anyDirection(), 2));
    while (stage instanceof State state) {
      assertEquals(state, CanonicalForm.decodeStage(CanonicalForm.encode(state)));
      stage = algorithm.merge(state, Federation.round(algorithm, state, members), 3);
    }
    assertEquals(stage, CanonicalForm.decodeStage(CanonicalForm.encode(stage)));
  }

  @Test
  void theSameSumGivesTheSameStateWhatEverANodeRemembers() {
    Batch rows = Samples.batch(8, 200);
    Boosting late = stateAfter(Samples.trees(6, 3), rows, 5);
    Batch copy = Federation.pool(List.of(rows));

    double[] remembered = vector(late, rows);
    double[] fresh = vector(late, copy);
    stateAfter(Samples.trees(2, 5), rows, 1);
    double[] afterAnother = vector(late, rows);

    assertTrue(Arrays.equals(remembered, fresh));
    assertTrue(Arrays.equals(remembered, afterAnother));
  }

  @Test
  void sumsThatNoRowsMakeAreRefused() {
    Batch rows = Samples.batch(8, 100);
    Boosting state = Federation.stateOf(Boosting.class, Samples.trees(2, 2), List.of(rows));
    GbdtAlgorithm algorithm = new GbdtAlgorithm();
    double[] sum = Federation.round(algorithm, state, List.of(rows));
    for (int entry : new int[] {0, 1, HistogramLayout.HEAD + 3, sum.length - 1}) {
      double[] broken = sum.clone();
      broken[entry] += 1e9;
      assertThrows(UnusableSumException.class, () -> algorithm.merge(state, broken, 3));
    }
    double[] halved = sum.clone();
    halved[HistogramLayout.HEAD] += 0.5;
    assertThrows(UnusableSumException.class, () -> algorithm.merge(state, halved, 3));
  }

  @Test
  void noRowAtAllEndsWithAReason() {
    Batch none = Samples.batch(8, 0);
    BoostedTrees trees = Samples.trees(2, 2);
    assertThrows(
        UnusableSumException.class, () -> Federation.run(trees, List.of(none, none, none)));
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Samples.trees(0, 3));
    assertThrows(IllegalArgumentException.class, () -> Samples.trees(10, 11));
    assertThrows(IllegalArgumentException.class, () -> Samples.trees(5000, 10));
    List<Integer> tooFew = Collections.nCopies(2, 0);
    assertThrows(
        IllegalArgumentException.class, () -> Samples.trees(2, 2, Loss.SQUARED, tooFew, 0));
    assertThrows(IllegalArgumentException.class, () -> new Loss(Loss.Kind.QUANTILE, 1));
    assertThrows(IllegalArgumentException.class, () -> new Loss(Loss.Kind.HUBER, 0));
    assertThrows(IllegalArgumentException.class, () -> new Loss(Loss.Kind.SQUARED, 1));
  }

  private static BoostedModel alone(BoostedTrees trees, Batch rows) {
    return (BoostedModel) Federation.run(trees, List.of(rows));
  }

  private static Boosting stateAfter(BoostedTrees trees, Batch rows, int rounds) {
    Boosting state = Federation.stateOf(Boosting.class, trees, List.of(rows));
    for (int i = 0; i < rounds; i++) {
      state = (Boosting) Algorithms.of(trees).merge(state, vector(state, rows), 1);
    }
    return state;
  }

  private static double[] vector(Boosting state, Batch rows) {
    Partial partial = Algorithms.of(state.computation()).localStep(state).start();
    partial.add(rows);
    return partial.vector();
  }

  private static double[] leaves(Tree tree, Batch rows) {
    double[] leaves = new double[rows.rows()];
    for (int i = 0; i < leaves.length; i++) {
      leaves[i] = tree.value(rows.columns(), i);
    }
    return leaves;
  }

  private static Batch rows(Batch all, int from, int to) {
    return new Batch(
        to - from,
        Arrays.stream(all.columns())
            .map(column -> Arrays.copyOfRange(column, from, to))
            .toArray(double[][]::new));
  }

  private static Batch withUnusableRows(Batch batch) {
    Batch extra = Samples.batch(77, 2);
    extra.columns()[Samples.FEATURES][0] = Double.NaN;
    extra.columns()[0][1] = 1e6;
    return Federation.pool(List.of(extra, batch));
  }
}
