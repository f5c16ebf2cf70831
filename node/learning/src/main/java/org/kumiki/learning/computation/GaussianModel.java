package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * A fitted {@link GaussianProcess}: the sums that it rests on, from which the posterior follows,
 * and the chosen hyperparameters. Immutable.
 *
 * @param rows the rows with a target that it was fitted to, over all members
 * @param contributors the organisations that contributed to the last sum
 * @param spreads how each feature is standardised
 * @param target the mean of the target and the scale of t = (y − mean)/scale
 * @param lengthscale η in standard deviations of the features
 * @param amplitude prior standard deviation of φᵀw in scales of the target; 0 if t is 0 everywhere
 * @param ratio noise²/amplitude²
 * @param trainingRmse on the rows that it was fitted to, in the target's unit
 * @param validationRmse on materials that trained nothing, in the target's unit; NaN where it was
 *     not measured
 * @param targetStd the population standard deviation of the target
 * @param moments Φᵀt, one a random feature
 * @param gram the upper triangle of ΦᵀΦ, row by row
 */
public record GaussianModel(
    GaussianProcess computation,
    long rows,
    int contributors,
    List<Spread> spreads,
    Spread target,
    double lengthscale,
    double amplitude,
    double ratio,
    double trainingRmse,
    double validationRmse,
    double targetStd,
    Numbers moments,
    Numbers gram)
    implements RegressionModel {
  public GaussianModel {
    spreads = List.copyOf(spreads);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(spreads, computation.features().size());
    int l = computation.randomFeatures();
    if (moments.size() != l || gram.size() != l * (l + 1) / 2) {
      throw new IllegalArgumentException("the sums are not those of " + l + " random features");
    }
    if (!(lengthscale > 0 && ratio > 0 && amplitude >= 0)
        || !Double.isFinite(lengthscale + ratio + amplitude)) {
      throw new IllegalArgumentException("width and ratio are positive, the amplitude at least 0");
    }
    if (!(trainingRmse >= 0 && targetStd >= 0 && Double.isFinite(trainingRmse + targetStd))) {
      throw new IllegalArgumentException(
          "an error and a standard deviation are finite, at least 0");
    }
    if (!Double.isNaN(validationRmse) && !(validationRmse >= 0 && validationRmse < 1 / 0.0)) {
      throw new IllegalArgumentException("an error is finite, at least 0, or undefined");
    }
    amplitude += 0.0;
    trainingRmse += 0.0;
    validationRmse += 0.0;
    targetStd += 0.0;
  }

  /** The standard deviation of a measurement, in scales of the target. */
  public double noise() {
    return amplitude * Math.sqrt(ratio);
  }

  @Override
  public <T> T foldModel(
      Function<? super LinearModel, ? extends T> linear,
      Function<? super GaussianModel, ? extends T> gaussian,
      Function<? super BoostedModel, ? extends T> boosted,
      Function<? super NetworkModel, ? extends T> network) {
    return gaussian.apply(this);
  }
}
