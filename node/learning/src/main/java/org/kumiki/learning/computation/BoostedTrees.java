package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Gradient boosting of regression trees on histograms (Friedman, Ann. Statist. 29, 2001; the gain
 * and the leaf values of Chen and Guestrin, XGBoost, KDD 2016). {@link Centring} and {@link
 * Scaling}; three rounds of counts for common quantile bins, {@link Standardised} and {@link
 * Binning}; then, for each tree and each of its levels, a round of histograms over all nodes of the
 * level, {@link Boosting}; at last a round that measures the error. Immutable.
 *
 * <p>Every number that is summed is whole, so that the trees are those of pooling the rows, to the
 * bit.
 *
 * @param features the columns to predict from; a missing cell is a bin of its own, which each split
 *     sends to the side that it learned
 * @param target the column to predict; a row without it is left out
 * @param trees at most so many
 * @param depth levels of splits in a tree, 1 to {@value #MAX_DEPTH}
 * @param learningRate the share of each leaf's step that is taken, above 0 and at most 1
 * @param bins of the reported values of a feature, 2 to {@value #MAX_BINS}
 * @param lambda the penalty λ ≥ 0 on squared leaf values
 * @param minRows a leaf has at least so many rows, counted over all members
 * @param loss what is minimised, in {@link Boosting#unit}s of the target
 * @param monotone for each feature 1 if the prediction must not fall as it rises, −1 if it must not
 *     rise, 0 for any
 * @param patience stop when the validation error has not fallen for so many trees; 0 to train on
 *     all rows and grow all trees
 * @param clip bins are spread over ± so many standard deviations about the mean; infinity for the
 *     whole domain. Values beyond fall into the outermost bins.
 * @param maxRowsPerMember the public cap on one member's rows
 */
public record BoostedTrees(
    List<Variable> features,
    Variable target,
    int trees,
    int depth,
    double learningRate,
    int bins,
    double lambda,
    long minRows,
    Loss loss,
    List<Integer> monotone,
    int patience,
    double clip,
    long maxRowsPerMember)
    implements Regression {
  /** A bin and the missing values fit in a byte. */
  public static final int MAX_BINS = 255;

  /** Deeper levels of a table of experiments have fewer rows than leaves. */
  public static final int MAX_DEPTH = 10;

  public static final int MAX_TREES = 5000;

  /** Leaves of all trees together: about six megabytes of a {@link CanonicalForm}. */
  public static final int MAX_LEAVES = 1 << 18;

  /** The ends of the finest intervals of so many still fit in a {@link CanonicalForm}. */
  public static final int MAX_FEATURES = 500;

  /** One row in so many measures the validation error, where it is measured. */
  public static final int VALIDATION_SHARE = 5;

  /**
   * Refuses what no study can ask for.
   *
   * @throws IllegalArgumentException as {@link Regression#check} says, or if a setting is out of
   *     range
   */
  public BoostedTrees {
    features = List.copyOf(features);
    monotone = List.copyOf(monotone);
    Regression.check(features, target, clip, maxRowsPerMember);
    within("trees", trees, 1, MAX_TREES);
    within("depth", depth, 1, MAX_DEPTH);
    within("bins", bins, 2, MAX_BINS);
    within("patience", patience, 0, MAX_TREES);
    if ((long) trees << depth > MAX_LEAVES) {
      throw new IllegalArgumentException(
          trees + " trees of depth " + depth + " have more than " + MAX_LEAVES + " leaves");
    }
    within("the number of features", features.size(), 1, MAX_FEATURES);
    if (!(learningRate > 0 && learningRate <= 1)) {
      throw new IllegalArgumentException(
          "the learning rate is above 0 and at most 1, not " + learningRate);
    }
    if (!(lambda >= 0 && lambda <= Ridge.MAX_LAMBDA)) {
      throw new IllegalArgumentException("lambda is 0 to " + Ridge.MAX_LAMBDA + ", not " + lambda);
    }
    if (minRows < 1 || minRows > Computation.MAX_ROWS_PER_MEMBER) {
      throw new IllegalArgumentException("a leaf has at least one row, not " + minRows);
    }
    if (monotone.size() != features.size()
        || monotone.stream().anyMatch(sign -> Math.abs(sign) > 1)) {
      throw new IllegalArgumentException("each feature's direction is -1, 0 or 1");
    }
    lambda += 0.0;
  }

  /** Rounds if no tree stops early: three of counts after the two that standardise. */
  public int mostRounds() {
    return 2 + Binning.ROUNDS + trees * depth + 1;
  }

  @Override
  public String code() {
    return "gbdt";
  }

  @Override
  public <T> T foldRegression(
      Function<? super Ridge, ? extends T> ridge,
      Function<? super SparseRegression, ? extends T> sparse,
      Function<? super GaussianProcess, ? extends T> gaussian,
      Function<? super BoostedTrees, ? extends T> boosted,
      Function<? super NeuralNetwork, ? extends T> network) {
    return boosted.apply(this);
  }

  private static void within(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " is " + least + " to " + most + ", not " + value);
    }
  }
}
