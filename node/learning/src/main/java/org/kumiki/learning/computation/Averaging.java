package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Before a round of averaging for a {@link NeuralNetwork}, or before the last round, which only
 * measures.
 *
 * @param rows the rows that entered every earlier round, over all members
 * @param contributors the organisations that contributed to the round before
 * @param features how each feature is standardised; those left out are no inputs
 * @param target the mean of the target and its scale
 * @param round from 1; beyond the computation's rounds it only measures
 * @param weights layer by layer: for each unit its weights, in the order of its inputs, and offset
 * @param mean Adam's running mean of the averaged updates
 * @param square and of their squares
 * @param trainingRmse over all members' rows, of the network that the round before started from, in
 *     the target's unit; errors count as at most {@value #MOST_ERROR} standard deviations of it;
 *     NaN before the first round, and where the round before told none
 */
public record Averaging(
    NeuralNetwork computation,
    long rows,
    int contributors,
    List<Spread> features,
    Spread target,
    int round,
    Numbers weights,
    Numbers mean,
    Numbers square,
    double trainingRmse)
    implements Training {
  /** A network that is further off is lost, and larger errors would cost the small ring digits. */
  public static final double MOST_ERROR = 8;

  public Averaging {
    features = List.copyOf(features);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(features, computation.features().size());
    if (rows == 0 || target.leftOut()) {
      throw new IllegalArgumentException("every row has a target, and the target has a scale");
    }
    if (round < 1 || round > computation.rounds() + 1) {
      throw new IllegalArgumentException("there is no round " + round + " of averaging");
    }
    NetworkModel.checkWeights(computation, features, weights);
    if (mean.size() != weights.size() || square.size() != weights.size()) {
      throw new IllegalArgumentException("each weight has a mean and a square of its updates");
    }
    for (int i = 0; i < square.size(); i++) {
      if (square.get(i) < 0) {
        throw new IllegalArgumentException("a mean of squares is at least 0");
      }
    }
    boolean told = !Double.isNaN(trainingRmse);
    if (told && !(round > 1 && trainingRmse >= 0 && Double.isFinite(trainingRmse))) {
      throw new IllegalArgumentException("an error is of a round before, finite and at least 0");
    }
    trainingRmse += 0.0;
  }

  /** Whether the network is trained and only its error is asked for. */
  public boolean trained() {
    return round > computation.rounds();
  }

  @Override
  public <T> T foldTraining(
      Function<? super Binning, ? extends T> binning,
      Function<? super Boosting, ? extends T> boosting,
      Function<? super Averaging, ? extends T> averaging) {
    return averaging.apply(this);
  }
}
