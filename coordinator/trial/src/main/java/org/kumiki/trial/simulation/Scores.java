package org.kumiki.trial.simulation;

import java.util.stream.IntStream;
import org.kumiki.learning.validation.ErrorMeasures;

/**
 * The errors of the arms on the same test rows; for {@code local} on those that have a local
 * prediction.
 */
public record Scores(
    ErrorMeasures local, ErrorMeasures federated, ErrorMeasures pooled, ErrorMeasures personal) {
  /**
   * @param positions which of the predictions to compare
   */
  static Scores of(Predictions predictions, int[] positions) {
    int[] withLocal =
        IntStream.of(positions).filter(i -> !Double.isNaN(predictions.local()[i])).toArray();
    return new Scores(
        errors(predictions, predictions.local(), withLocal),
        errors(predictions, predictions.federated(), positions),
        errors(predictions, predictions.pooled(), positions),
        errors(predictions, predictions.personal(), positions));
  }

  private static ErrorMeasures errors(Predictions predictions, double[] arm, int[] positions) {
    return ErrorMeasures.of(
        IntStream.of(positions).mapToDouble(i -> predictions.actual()[i]).toArray(),
        IntStream.of(positions).mapToDouble(i -> arm[i]).toArray());
  }
}
