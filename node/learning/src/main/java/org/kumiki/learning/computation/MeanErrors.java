package org.kumiki.learning.computation;

/** Mean absolute and root mean squared error, in the target's unit. */
public record MeanErrors(double mae, double rmse) {
  public MeanErrors {
    if (!(mae >= 0 && rmse >= 0 && Double.isFinite(mae + rmse))) {
      throw new IllegalArgumentException("an error is finite and at least 0");
    }
    mae += 0.0;
    rmse += 0.0;
  }
}
