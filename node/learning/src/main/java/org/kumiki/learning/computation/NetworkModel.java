package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * A trained {@link NeuralNetwork}. Immutable.
 *
 * @param rows the rows with a target that it was trained on, over all members
 * @param contributors the organisations that contributed to the last sum
 * @param spreads how each feature is standardised; those left out are no inputs
 * @param target the mean of the target and the scale of what the network predicts
 * @param weights as in {@link Averaging}
 * @param trainingRmse on the rows that it was trained on, in the target's unit; errors count as at
 *     most twice the width of the domain
 * @param targetStd the population standard deviation of the target
 */
public record NetworkModel(
    NeuralNetwork computation,
    long rows,
    int contributors,
    List<Spread> spreads,
    Spread target,
    Numbers weights,
    double trainingRmse,
    double targetStd)
    implements RegressionModel {
  public NetworkModel {
    spreads = List.copyOf(spreads);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(spreads, computation.features().size());
    checkWeights(computation, spreads, weights);
    if (!(trainingRmse >= 0 && targetStd >= 0 && Double.isFinite(trainingRmse + targetStd))) {
      throw new IllegalArgumentException(
          "an error and a standard deviation are finite, at least 0");
    }
    trainingRmse += 0.0;
    targetStd += 0.0;
  }

  static void checkWeights(NeuralNetwork network, List<Spread> spreads, Numbers weights) {
    int inputs = (int) spreads.stream().filter(spread -> !spread.leftOut()).count();
    if (weights.size() != NeuralNetwork.weights(inputs, network.hidden())) {
      throw new IllegalArgumentException("the weights are not those of the network's layers");
    }
  }

  @Override
  public <T> T foldModel(
      Function<? super LinearModel, ? extends T> linear,
      Function<? super GaussianModel, ? extends T> gaussian,
      Function<? super BoostedModel, ? extends T> boosted,
      Function<? super NetworkModel, ? extends T> network) {
    return network.apply(this);
  }
}
