package org.kumiki.trial.simulation;

import java.util.Arrays;
import org.kumiki.learning.validation.ErrorMeasures;

/**
 * What one member keeps for itself, and why: mean absolute errors on its own training rows, each
 * predicted by models that were trained without it; NaN where there was no such model.
 *
 * @param local trained on the member's own other rows
 * @param federated trained on everybody's other rows
 * @param corrected the federated model, with the member's own model of what it leaves over
 */
public record Personal(Kind kept, double local, double federated, double corrected) {
  /** What a member may keep. */
  public enum Kind {
    LOCAL,
    FEDERATED,
    CORRECTED
  }

  /**
   * The member's own model, unless another one beats it by more than the standard error of their
   * difference over the rows (the rule of one standard error, Breiman et al. 1984, for paired
   * errors): what a member has is not given up for a gain that could be chance. Of several that do,
   * the smallest error. Without a model of its own, the better of the others.
   *
   * @param local predictions, NaN where there was no model; so the others
   */
  static Personal of(double[] actual, double[] local, double[] federated, double[] corrected) {
    double byLocal = error(actual, local);
    double byFederated = error(actual, federated);
    double byCorrected = error(actual, corrected);
    boolean alone = !Double.isNaN(byLocal);
    Kind kept = alone ? Kind.LOCAL : Kind.FEDERATED;
    double best = alone ? byLocal : byFederated;
    if (alone && byFederated < best && surely(actual, federated, local)) {
      kept = Kind.FEDERATED;
      best = byFederated;
    }
    if (byCorrected < best && (!alone || surely(actual, corrected, local))) {
      kept = Kind.CORRECTED;
    }
    return new Personal(kept, byLocal, byFederated, byCorrected);
  }

  /** Whether the mean gain over the rows is above its standard error. */
  private static boolean surely(double[] actual, double[] by, double[] local) {
    int rows = actual.length;
    double[] gains = new double[rows];
    double mean = 0;
    for (int i = 0; i < rows; i++) {
      gains[i] = Math.abs(actual[i] - local[i]) - Math.abs(actual[i] - by[i]);
      mean += gains[i] / rows;
    }
    double squares = 0;
    for (double gain : gains) {
      squares += (gain - mean) * (gain - mean);
    }
    // Of one row nothing can be said: the quotient is NaN, or infinite.
    return mean > Math.sqrt(squares / (rows - 1.0) / rows);
  }

  private static double error(double[] actual, double[] predicted) {
    boolean complete = actual.length > 0 && Arrays.stream(predicted).noneMatch(Double::isNaN);
    return complete ? ErrorMeasures.of(actual, predicted).mae() : Double.NaN;
  }
}
