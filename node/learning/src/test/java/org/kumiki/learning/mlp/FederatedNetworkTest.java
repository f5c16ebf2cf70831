package org.kumiki.learning.mlp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.Federation;
import org.kumiki.learning.computation.Averaging;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.CanonicalForm;
import org.kumiki.learning.computation.NetworkModel;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.validation.RoundError;

/** Averaged networks against one that saw all rows, and slopes against differences. */
class FederatedNetworkTest {
  private static final int FEATURES = 4;

  @Test
  void membersWhoseRowsDifferTrainTogetherWithin5PerCentOfThePooledRows() {
    List<Batch> members = List.of(batch(1, 300, -0.5), batch(2, 200, 0), batch(3, 250, 0.5));
    NeuralNetwork network = network(100);
    Batch test = Federation.pool(List.of(batch(7, 200, -0.5), batch(8, 300, 0.3)));

    double federated = rmse(fit(network, members), test);
    double pooled = rmse(fit(network, List.of(Federation.pool(members))), test);

    assertTrue(federated <= 1.05 * pooled, () -> federated + " against " + pooled);
    assertTrue(pooled < 0.5, () -> "the target's deviation is above 1, the error " + pooled);
  }

  @Test
  void theSameSeedGivesTheSameNetworkAndAnotherOneAnother() {
    List<Batch> members = List.of(batch(1, 60, 0), batch(2, 40, 0), batch(3, 50, 0));
    NetworkModel one = fit(network(3), members);
    assertEquals(one, fit(network(3), members));
    assertNotEquals(one.weights(), fit(network(3, 6, 2.0), members).weights());
  }

  @Test
  void theTrainingErrorIsThatOfTheLastNetwork() {
    List<Batch> members = List.of(batch(1, 60, 0), batch(2, 40, 0), batch(3, 50, 0));
    NetworkModel model = fit(network(5), members);
    double rmse = rmse(model, Federation.pool(members));
    assertEquals(rmse, model.trainingRmse(), 1e-5);
  }

  @Test
  void slopesAreThoseOfDifferences() {
    Layers layers = new Layers(3, List.of(5, 4));
    Random random = new Random(1);
    double[] w = random.doubles(layers.weights(), -1, 1).toArray();
    double[][] values = layers.room();
    values[0] = new double[] {0.3, -0.7, 1.1};
    double[] gradient = new double[w.length];
    double error = layers.value(w, values) - 0.4;
    layers.addGradient(w, values, layers.room(), error, gradient);
    double h = 1e-6;
    for (int i = 0; i < w.length; i++) {
      double[] more = w.clone();
      double[] less = w.clone();
      more[i] += h;
      less[i] -= h;
      double up = layers.value(more, values) - 0.4;
      double down = layers.value(less, values) - 0.4;
      assertEquals((up * up - down * down) / (4 * h), gradient[i], 1e-6);
    }
  }

  @Test
  void anUpdateIsCutToItsLengthHoweverWildTheRows() {
    NeuralNetwork network = network(2, 5, 0.01);
    List<Batch> members = List.of(batch(1, 60, 0), batch(2, 40, 0), batch(3, 50, 0));
    Averaging state =
        (Averaging)
            new MlpAlgorithm()
                .merge(
                    standardised(network, members),
                    Federation.round(new MlpAlgorithm(), standardised(network, members), members),
                    3);
    Partial partial = new MlpAlgorithm().localStep(state).start();
    partial.add(members.get(0));
    double[] vector = partial.vector();
    double squares = 0;
    for (int i = 1; i < vector.length - 1; i++) {
      squares += vector[i] * vector[i];
    }
    assertEquals(0.01 * 60, Math.sqrt(squares), 1e-9);
  }

  @Test
  void aProximalTermKeepsMembersNearer() {
    List<Batch> members = List.of(batch(1, 80, 0), batch(2, 80, 0), batch(3, 80, 0));
    assertTrue(length(members, 10) < length(members, 0));
  }

  @Test
  void partsOfAMembersRowsTrainAsOne() {
    Batch all = batch(1, 60, 0);
    NeuralNetwork network = network(2);
    State state = standardised(network, List.of(all));
    Partial whole = new MlpAlgorithm().localStep(state).start();
    whole.add(all);
    Partial first = new MlpAlgorithm().localStep(state).start();
    Partial second = new MlpAlgorithm().localStep(state).start();
    first.add(part(all, 0, 25));
    second.add(part(all, 25, 60));
    first.combine(second);
    assertTrue(Arrays.equals(whole.vector(), first.vector()));
  }

  @Test
  void everyStageHasACanonicalFormAndAMemberOfThreeRowsOrNoneDoesNoHarm() {
    MlpAlgorithm algorithm = new MlpAlgorithm();
    Batch constant = batch(2, 40, 0);
    Arrays.fill(constant.columns()[0], Double.NaN);
    List<Batch> members = List.of(batch(1, 60, 0), constant, batch(3, 3, 0), batch(4, 0, 0));
    Stage stage = algorithm.start(network(3));
    while (stage instanceof State state) {
      assertEquals(state, CanonicalForm.decodeStage(CanonicalForm.encode(state)));
      stage = algorithm.merge(state, Federation.round(algorithm, state, members), 4);
    }
    assertEquals(stage, CanonicalForm.decodeStage(CanonicalForm.encode(stage)));
    assertEquals(103, ((NetworkModel) stage).rows());
  }

  @Test
  void rowsThatChangeBetweenRoundsAndSettingsOutOfRangeAreRefused() {
    Batch all = batch(1, 60, 0);
    State state = standardised(network(2), List.of(all));
    double[] sum = Federation.round(new MlpAlgorithm(), state, List.of(all));
    sum[0]++;
    assertThrows(UnusableSumException.class, () -> new MlpAlgorithm().merge(state, sum, 1));
    assertThrows(IllegalArgumentException.class, () -> network(0));
    assertThrows(IllegalArgumentException.class, () -> network(2, 5, 0));
  }

  @Test
  void eachRoundTellsTheErrorOfTheNetworkThatItStartedFrom() {
    List<Batch> members = List.of(batch(1, 60, 0), batch(2, 40, 0), batch(3, 50, 0));
    MlpAlgorithm algorithm = new MlpAlgorithm();
    List<Double> told = new ArrayList<>();
    List<Numbers> networks = new ArrayList<>();
    Stage stage = standardised(network(3), members);
    double std = ((Standardised) stage).target().std();
    while (stage instanceof State state) {
      stage = algorithm.merge(state, Federation.round(algorithm, state, members), 3);
      if (stage instanceof Averaging averaging) {
        told.add(RoundError.of(averaging).orElseThrow());
        networks.add(averaging.weights());
      }
    }
    assertEquals(3, told.size());
    // The first network says the mean of everything.
    assertEquals(std, told.get(0), 1e-3 * std);
    NetworkModel last = (NetworkModel) stage;
    assertEquals(
        rmse(with(last, networks.get(1)), Federation.pool(members)), told.get(2), 1e-3 * std);
  }

  private static NetworkModel with(NetworkModel model, Numbers weights) {
    return new NetworkModel(
        model.computation(),
        model.rows(),
        model.contributors(),
        model.spreads(),
        model.target(),
        weights,
        0,
        model.targetStd());
  }

  private static double length(List<Batch> members, double proximal) {
    NeuralNetwork base = network(2);
    NeuralNetwork network =
        new NeuralNetwork(
            base.features(),
            base.target(),
            base.hidden(),
            2,
            5,
            0.01,
            0.02,
            proximal,
            1e3,
            5,
            4,
            1000);
    State state = standardised(network, members);
    Partial partial = new MlpAlgorithm().localStep(state).start();
    partial.add(members.get(0));
    double[] vector = partial.vector();
    double squares = 0;
    for (int i = 1; i < vector.length - 1; i++) {
      squares += vector[i] * vector[i];
    }
    return squares;
  }

  private static State standardised(NeuralNetwork network, List<Batch> members) {
    return Federation.stateOf(org.kumiki.learning.computation.Standardised.class, network, members);
  }

  private static NetworkModel fit(NeuralNetwork network, List<Batch> members) {
    return (NetworkModel) Federation.run(network, members);
  }

  private static double rmse(NetworkModel model, Batch test) {
    double[] predicted = new NetworkPredictor(model).predict(test);
    double squares = 0;
    for (int i = 0; i < predicted.length; i++) {
      double error = predicted[i] - test.columns()[FEATURES][i];
      squares += error * error;
    }
    return Math.sqrt(squares / predicted.length);
  }

  private static NeuralNetwork network(int rounds) {
    return network(rounds, 5, 2.0);
  }

  private static NeuralNetwork network(int rounds, long seed, double updateClip) {
    List<Variable> features = new ArrayList<>();
    for (int j = 0; j < FEATURES; j++) {
      features.add(new Variable("x" + j, -8, 8));
    }
    Variable target = new Variable("y", -20, 20);
    return new NeuralNetwork(
        features, target, List.of(32, 16), rounds, 1, 0.05, 0.05, 0, updateClip, seed, 4, 100_000);
  }

  /** y = sin(1.5·x₀) + x₁x₂/2 + noise of 0.1, about a middle of the member's own. */
  private static Batch batch(long seed, int rows, double middle) {
    Random random = new Random(seed);
    double[][] columns = new double[FEATURES + 1][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < FEATURES; j++) {
        columns[j][i] = Math.max(-8, Math.min(8, middle + random.nextGaussian()));
      }
      columns[FEATURES][i] =
          Math.sin(1.5 * columns[0][i])
              + columns[1][i] * columns[2][i] / 2
              + 0.1 * random.nextGaussian();
    }
    return new Batch(rows, columns);
  }

  private static Batch part(Batch all, int from, int to) {
    return new Batch(
        to - from,
        Arrays.stream(all.columns())
            .map(column -> Arrays.copyOfRange(column, from, to))
            .toArray(double[][]::new));
  }
}
