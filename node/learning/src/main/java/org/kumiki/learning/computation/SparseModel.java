package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * A fitted {@link SparseRegression}: most weights are 0. Immutable; needs no row of anybody's to
 * predict.
 *
 * @param rows the rows with a target that it was fitted to, over all members
 * @param contributors the organisations that contributed to the last sum
 * @param slopes one for each feature, in the computation's order
 * @param intercept the prediction where every standardised feature is 0, in the target's unit
 * @param alpha the penalty, given or chosen
 * @param trainingRmse the root mean squared error on the rows that it was fitted to, in the
 *     target's unit
 * @param targetStd the population standard deviation of the target over those rows
 */
public record SparseModel(
    SparseRegression computation,
    long rows,
    int contributors,
    List<Slope> slopes,
    double intercept,
    double alpha,
    double trainingRmse,
    double targetStd)
    implements LinearModel {
  public SparseModel {
    slopes = List.copyOf(slopes);
    LinearModel.check(
        computation, rows, contributors, slopes, intercept, trainingRmse, targetStd);
    if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("alpha is finite, at least 0, not " + alpha);
    }
    intercept += 0.0;
    alpha += 0.0;
    trainingRmse += 0.0;
    targetStd += 0.0;
  }

  /** How many features have a weight. */
  public int used() {
    return (int) slopes.stream().filter(slope -> slope.weight() != 0).count();
  }

  @Override
  public <T> T foldLinear(
      Function<? super RidgeModel, ? extends T> ridge,
      Function<? super SparseModel, ? extends T> sparse) {
    return sparse.apply(this);
  }
}
