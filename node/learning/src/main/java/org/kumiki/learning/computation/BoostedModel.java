package org.kumiki.learning.computation;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Fitted {@link BoostedTrees}: prediction = base + Σ leaf values. Holds features, thresholds,
 * directions of missing values and leaf values, and no sum that they came from. Immutable.
 *
 * @param rows the rows with a target, over all members, those held out for validation among them
 * @param contributors the organisations that contributed to the last sum
 * @param spreads mean and standard deviation of each feature, to tell what the model has seen
 * @param base the prediction before the first tree, in the target's unit
 * @param trees with values in the target's unit
 * @param trainingRmse on the rows that it was fitted to, in the target's unit; errors count as at
 *     most twice the width of the domain
 * @param targetStd the population standard deviation of the target
 */
public record BoostedModel(
    BoostedTrees computation,
    long rows,
    int contributors,
    List<Spread> spreads,
    double base,
    List<Tree> trees,
    double trainingRmse,
    double targetStd)
    implements RegressionModel, Predictor {
  public BoostedModel {
    spreads = List.copyOf(spreads);
    trees = List.copyOf(trees);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(spreads, computation.features().size());
    if (trees.size() > computation.trees()) {
      throw new IllegalArgumentException("more trees than were asked for");
    }
    trees.forEach(tree -> tree.check(computation.features().size()));
    if (!(trainingRmse >= 0 && targetStd >= 0 && Double.isFinite(trainingRmse + targetStd))) {
      throw new IllegalArgumentException(
          "an error and a standard deviation are finite, at least 0");
    }
    if (!Double.isFinite(base)) {
      throw new IllegalArgumentException("the base is finite, not " + base);
    }
    base += 0.0;
    trainingRmse += 0.0;
    targetStd += 0.0;
  }

  /** As {@link Predictor} says, but a missing feature is missing and no mean. */
  @Override
  public double[] predict(Batch batch) {
    int features = computation.features().size();
    int given = batch.columns().length;
    if (given != features && given != features + 1) {
      throw new IllegalArgumentException(
          given + " columns for a model of " + features + " features");
    }
    double[] predictions = new double[batch.rows()];
    Arrays.fill(predictions, base);
    for (Tree tree : trees) {
      for (int i = 0; i < predictions.length; i++) {
        predictions[i] += tree.value(batch.columns(), i);
      }
    }
    return predictions;
  }

  @Override
  public <T> T foldModel(
      Function<? super LinearModel, ? extends T> linear,
      Function<? super GaussianModel, ? extends T> gaussian,
      Function<? super BoostedModel, ? extends T> boosted,
      Function<? super NetworkModel, ? extends T> network) {
    return boosted.apply(this);
  }
}
