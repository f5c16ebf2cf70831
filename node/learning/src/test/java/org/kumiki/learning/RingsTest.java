package org.kumiki.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.Moments;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.computation.SparseRegression;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.Variable;

/** Who allows a study by the rings that it declares has allowed each of its rounds. */
class RingsTest {
  private static final List<Variable> FEATURES =
      List.of(new Variable("a", -8, 8), new Variable("b", -8, 8));
  private static final Variable TARGET = new Variable("y", -20, 20);

  static Stream<Computation> computations() {
    return Stream.of(
        new Moments(FEATURES, 100),
        new Ridge(FEATURES, TARGET, 1, 4, 100),
        new SparseRegression(FEATURES, TARGET, 0, 0.9, 4, 100),
        new GaussianProcess(FEATURES, TARGET, 10, 1, List.of(), 1, 0, 0, 0, 4, 100),
        new BoostedTrees(
            FEATURES, TARGET, 3, 2, 0.1, 16, 1, 2, Loss.SQUARED, List.of(0, 0), 1, 4, 100),
        new NeuralNetwork(FEATURES, TARGET, List.of(4), 3, 1, 0.05, 0.05, 0, 2, 1, 4, 100));
  }

  @ParameterizedTest
  @MethodSource("computations")
  void everyRoundAddsInARingThatIsDeclaredAndEveryDeclaredOneIsUsed(Computation computation) {
    Algorithm algorithm = Algorithms.of(computation);
    List<Batch> members = List.of(batch(computation, 1), batch(computation, 2));
    Set<Ring> used = EnumSet.noneOf(Ring.class);
    Stage stage = algorithm.start(computation);
    while (stage instanceof State state) {
      used.add(algorithm.encoding(state).ring());
      stage = algorithm.merge(state, Federation.round(algorithm, state, members), members.size());
    }
    assertEquals(algorithm.rings(computation), used);
  }

  @Test
  void aRehearsalAddsInTheRingThatItIsAskedFor() {
    for (Ring ring : Ring.values()) {
      Rehearsal rehearsal = new Rehearsal(10, 2, ring);
      Algorithm algorithm = Algorithms.of(rehearsal);
      assertEquals(EnumSet.of(ring), algorithm.rings(rehearsal));
      assertEquals(ring, algorithm.encoding(algorithm.start(rehearsal)).ring());
    }
  }

  private static Batch batch(Computation computation, long seed) {
    Random random = new Random(seed);
    List<double[]> columns = new ArrayList<>();
    for (int j = 0; j < computation.variables().size(); j++) {
      columns.add(random.doubles(40, -3, 3).toArray());
    }
    return new Batch(40, columns.toArray(double[][]::new));
  }
}
