package org.kumiki.trial.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.validation.Applicability;
import org.kumiki.learning.validation.Coverage;
import org.kumiki.learning.validation.ErrorMeasures;

/**
 * What the federated model says about its own predictions, against what was measured.
 *
 * @param coverage of its intervals over all test rows; of no rows if it states none
 * @param zones the errors on rows that are inside, at the edge or outside of what it has seen
 */
public record Trust(Coverage coverage, Map<Applicability.Zone, ErrorMeasures> zones) {
  /**
   * @param model empty if it predicts from no feature
   * @param rows the features, then the target
   */
  static Trust of(
      Optional<RegressionModel> model, Predictor predictor, Batch rows, Predictions predictions) {
    Map<Applicability.Zone, ErrorMeasures> zones = new EnumMap<>(Applicability.Zone.class);
    model.ifPresent(known -> addZones(zones, known, predictor, rows, predictions));
    return new Trust(
        Coverage.of(predictions.actual(), predictions.federated(), predictions.federatedStd()),
        zones);
  }

  private static void addZones(
      Map<Applicability.Zone, ErrorMeasures> zones,
      RegressionModel model,
      Predictor predictor,
      Batch rows,
      Predictions predictions) {
    double[] unknown = predictor.unknownShares(rows);
    Applicability.Zone[] of = new Applicability.Zone[rows.rows()];
    for (int i = 0; i < of.length; i++) {
      of[i] = Applicability.of(model, unknown[i], rows, i).zone();
    }
    for (Applicability.Zone zone : Applicability.Zone.values()) {
      int[] within = IntStream.range(0, of.length).filter(i -> of[i] == zone).toArray();
      zones.put(
          zone,
          ErrorMeasures.of(
              IntStream.of(within).mapToDouble(i -> predictions.actual()[i]).toArray(),
              IntStream.of(within).mapToDouble(i -> predictions.federated()[i]).toArray()));
    }
  }
}
