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
   * The smallest error; of equal ones the federated, then the local.
   *
   * @param local predictions, NaN where there was no model; so the others
   */
  static Personal of(double[] actual, double[] local, double[] federated, double[] corrected) {
    double byLocal = error(actual, local);
    double byFederated = error(actual, federated);
    double byCorrected = error(actual, corrected);
    Kind kept = Kind.FEDERATED;
    double best = byFederated;
    if (byLocal < best) {
      kept = Kind.LOCAL;
      best = byLocal;
    }
    if (byCorrected < best) {
      kept = Kind.CORRECTED;
    }
    return new Personal(kept, byLocal, byFederated, byCorrected);
  }

  private static double error(double[] actual, double[] predicted) {
    boolean complete = actual.length > 0 && Arrays.stream(predicted).noneMatch(Double::isNaN);
    return complete ? ErrorMeasures.of(actual, predicted).mae() : Double.NaN;
  }
}
