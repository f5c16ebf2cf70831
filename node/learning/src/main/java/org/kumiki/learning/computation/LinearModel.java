package org.kumiki.learning.computation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A model of one weight a feature: prediction = intercept + Σ weight · z(feature). */
public sealed interface LinearModel extends RegressionModel, Predictor
    permits RidgeModel, SparseModel {
  /** One for each feature, in the computation's order. */
  List<Slope> slopes();

  /** The prediction where every standardised feature is 0, in the target's unit. */
  double intercept();

  /** Case analysis among linear models that the compiler keeps complete. */
  <T> T foldLinear(
      Function<? super RidgeModel, ? extends T> ridge,
      Function<? super SparseModel, ? extends T> sparse);

  @Override
  default <T> T foldModel(
      Function<? super LinearModel, ? extends T> linear,
      Function<? super GaussianModel, ? extends T> gaussian,
      Function<? super BoostedModel, ? extends T> boosted,
      Function<? super NetworkModel, ? extends T> network) {
    return linear.apply(this);
  }

  @Override
  default List<Spread> spreads() {
    return slopes().stream().map(Slope::spread).toList();
  }

  /** A value outside its declared domain is predicted all the same, within the clip. */
  @Override
  default double[] predict(Batch batch) {
    int given = batch.columns().length;
    if (given != slopes().size() && given != slopes().size() + 1) {
      throw new IllegalArgumentException(
          given + " columns for a model of " + slopes().size() + " features");
    }
    double[] predictions = new double[batch.rows()];
    Arrays.fill(predictions, intercept());
    for (int j = 0; j < slopes().size(); j++) {
      Slope slope = slopes().get(j);
      if (!slope.spread().leftOut()) {
        double[] column = batch.columns()[j];
        for (int i = 0; i < predictions.length; i++) {
          double z = slope.spread().standardise(column[i], computation().clip());
          predictions[i] += slope.weight() * z;
        }
      }
    }
    return predictions;
  }

  /** Each feature's weight by name, in the computation's order; 0 where it is left out. */
  default Map<String, Double> coefficients() {
    Map<String, Double> coefficients = new LinkedHashMap<>();
    for (int j = 0; j < slopes().size(); j++) {
      coefficients.put(computation().features().get(j).name(), slopes().get(j).weight());
    }
    return coefficients;
  }

  default double[] mean() {
    return slopes().stream().mapToDouble(slope -> slope.spread().mean()).toArray();
  }

  /** Population standard deviations; 0 where a feature is left out. */
  default double[] std() {
    return slopes().stream().mapToDouble(slope -> slope.spread().std()).toArray();
  }

  /** Weights on standardised features, in the target's unit; 0 where a feature is left out. */
  default double[] weights() {
    return slopes().stream().mapToDouble(Slope::weight).toArray();
  }

  /** What every variant checks about its parts. */
  static void check(
      Regression computation,
      long rows,
      int contributors,
      List<Slope> slopes,
      double intercept,
      double trainingRmse,
      double targetStd) {
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
  }
}
