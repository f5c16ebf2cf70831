package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * A fitted {@link Ridge}. Immutable; needs no row of anybody's to predict.
 *
 * @param rows the rows with a target that it was fitted to, over all members
 * @param contributors the organisations that contributed to the last sum
 * @param slopes one for each feature, in the computation's order
 * @param intercept the prediction where every standardised feature is 0, in the target's unit
 * @param trainingRmse the root mean squared error on the rows that it was fitted to, in the
 *     target's unit; from the sums, so that a fit too good for doubles reads 0
 * @param targetStd the population standard deviation of the target over those rows
 */
public record RidgeModel(
    Ridge computation,
    long rows,
    int contributors,
    List<Slope> slopes,
    double intercept,
    double trainingRmse,
    double targetStd)
    implements LinearModel {
  public RidgeModel {
    slopes = List.copyOf(slopes);
    LinearModel.check(
        computation, rows, contributors, slopes, intercept, trainingRmse, targetStd);
    intercept += 0.0;
    trainingRmse += 0.0;
    targetStd += 0.0;
  }

  @Override
  public <T> T foldLinear(
      Function<? super RidgeModel, ? extends T> ridge,
      Function<? super SparseModel, ? extends T> sparse) {
    return ridge.apply(this);
  }
}
