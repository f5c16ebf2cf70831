package org.kumiki.learning.computation;

import java.util.Arrays;

/** Predicts rows by a fitted model. Thread-safe. */
public interface Predictor {
  /**
   * Predictions in the target's unit, one a row. A missing feature counts as its mean.
   *
   * @param batch the features in the computation's order; a column for the target may follow and is
   *     not read
   */
  double[] predict(Batch batch);

  /**
   * How much of what was unknown about each row before any data is unknown still: the posterior
   * variance over the prior one, 0 to 1; NaN where the model does not say.
   */
  default double[] unknownShares(Batch batch) {
    double[] none = new double[batch.rows()];
    Arrays.fill(none, Double.NaN);
    return none;
  }

  /**
   * The standard deviation of a new measurement about each prediction, in the target's unit; NaN
   * where the model does not say how sure it is.
   */
  default double[] deviations(Batch batch) {
    double[] none = new double[batch.rows()];
    Arrays.fill(none, Double.NaN);
    return none;
  }
}
