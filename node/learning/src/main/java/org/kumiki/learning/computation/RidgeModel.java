package org.kumiki.learning.computation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A fitted {@link Ridge}: prediction = intercept + Σ weight · z(feature). Immutable; needs no row
 * of anybody's to predict.
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
    implements RegressionModel, Predictor {
  public RidgeModel {
    slopes = List.copyOf(slopes);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(slopes, computation.features().size());
    for (int j = 0; j < slopes.size(); j++) {
      StageCheck.within(slopes.get(j).spread().count(), rows);
      StageCheck.inDomain(computation.features().get(j), slopes.get(j).spread().mean());
    }
    if (!Double.isFinite(intercept)) {
      throw new IllegalArgumentException("the intercept is finite, not " + intercept);
    }
    if (!(trainingRmse >= 0 && targetStd >= 0 && Double.isFinite(trainingRmse + targetStd))) {
      throw new IllegalArgumentException(
          "an error and a standard deviation are finite, at least 0");
    }
    intercept += 0.0;
    trainingRmse += 0.0;
    targetStd += 0.0;
  }

  /**
   * Predictions in the target's unit, one a row. A missing feature counts as its mean; a value
   * outside its declared domain is predicted all the same, within the clip.
   *
   * @param batch the features in the computation's order; a column for the target may follow and is
   *     not read
   */
  @Override
  public double[] predict(Batch batch) {
    int given = batch.columns().length;
    if (given != slopes.size() && given != slopes.size() + 1) {
      throw new IllegalArgumentException(
          given + " columns for a model of " + slopes.size() + " features");
    }
    double[] predictions = new double[batch.rows()];
    Arrays.fill(predictions, intercept);
    for (int j = 0; j < slopes.size(); j++) {
      addSlope(slopes.get(j), batch.columns()[j], predictions);
    }
    return predictions;
  }

  private void addSlope(Slope slope, double[] column, double[] predictions) {
    if (slope.spread().leftOut()) {
      return;
    }
    for (int i = 0; i < predictions.length; i++) {
      predictions[i] += slope.weight() * slope.spread().standardise(column[i], computation.clip());
    }
  }

  /** Each feature's weight by name, in the computation's order; 0 where it is left out. */
  public Map<String, Double> coefficients() {
    Map<String, Double> coefficients = new LinkedHashMap<>();
    for (int j = 0; j < slopes.size(); j++) {
      coefficients.put(computation.features().get(j).name(), slopes.get(j).weight());
    }
    return coefficients;
  }

  public double[] mean() {
    return slopes.stream().mapToDouble(slope -> slope.spread().mean()).toArray();
  }

  /** Population standard deviations; 0 where a feature is left out. */
  public double[] std() {
    return slopes.stream().mapToDouble(slope -> slope.spread().std()).toArray();
  }

  /** Weights on standardised features, in the target's unit; 0 where a feature is left out. */
  public double[] weights() {
    return slopes.stream().mapToDouble(Slope::weight).toArray();
  }

  @Override
  public <T> T foldModel(
      Function<? super RidgeModel, ? extends T> ridge,
      Function<? super GaussianModel, ? extends T> gaussian,
      Function<? super BoostedModel, ? extends T> boosted) {
    return ridge.apply(this);
  }
}
