package org.kumiki.node.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.validation.Applicability.Zone;
import org.kumiki.node.model.GainReport.Kind;
import org.kumiki.platform.plot.CalibrationPlot;

class GainReportTest {
  private static final double[] ACTUAL = {10, 20, 30, 40};

  private static double[] off(double... by) {
    double[] predicted = new double[by.length];
    for (int i = 0; i < by.length; i++) {
      predicted[i] = ACTUAL[i] + by[i];
    }
    return predicted;
  }

  private static double[] none() {
    return new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
  }

  private static GainReport.Gain gain(double[] federated, double[] local, double[] corrected) {
    Zone[] zones = {Zone.INSIDE, Zone.INSIDE, Zone.EDGE, Zone.OUTSIDE};
    return GainReport.gain(
        new GainReport.Rows(ACTUAL, federated, new double[] {1, 1, 1, 1}, local, corrected, zones));
  }

  @Test
  void eachHalfIsPredictedByWhatWasBestOnTheOther() {
    // Alone is right on the rows 0 and 2, federated on 1 and 3: each choice meets the other half.
    GainReport.Gain gain = gain(off(8, 0, 8, 0), off(0, 6, 0, 6), none());
    assertEquals(List.of(Kind.FEDERATED, Kind.LOCAL), gain.kept());
    assertEquals(7, gain.personal().mae());
    assertEquals(4, gain.errors().get(Kind.FEDERATED).mae());
    assertEquals(3, gain.errors().get(Kind.LOCAL).mae());
    assertFalse(gain.errors().containsKey(Kind.CORRECTED));
  }

  @Test
  void theSmallestErrorIsKeptWhereBothHalvesAgree() {
    GainReport.Gain gain = gain(off(2, 2, 2, 2), off(5, 5, 5, 5), off(1, -1, 1, -1));
    assertEquals(List.of(Kind.CORRECTED, Kind.CORRECTED), gain.kept());
    assertEquals(1, gain.personal().mae());
  }

  @Test
  void whatIsFarFromTheModelsRowsIsToldApart() {
    GainReport.Gain gain = gain(off(1, 3, 5, 7), none(), none());
    assertEquals(2, gain.zones().get(Zone.INSIDE).mae());
    assertEquals(5, gain.zones().get(Zone.EDGE).mae());
    assertEquals(7, gain.zones().get(Zone.OUTSIDE).mae());
    assertEquals(1, gain.coverage().covered());
  }

  @Test
  void anHonestModelLiesOnTheEvenLineAndABoastfulOneBelow() {
    assertEquals(0, distance(1), 0.03);
    assertTrue(distance(2) < -0.1, "errors twice as large as stated");
  }

  /** How far the shares within lie above those stated, on average. */
  private static double distance(double errors) {
    Random random = new Random(3);
    int rows = 4000;
    double[] actual = new double[rows];
    double[] stated = new double[rows];
    Arrays.fill(stated, 1);
    Arrays.setAll(actual, i -> errors * random.nextGaussian());
    GainReport.Rows all =
        new GainReport.Rows(actual, new double[rows], stated, stated, stated, new Zone[0]);
    return ModelFigures.calibration(all).stream()
        .mapToDouble((CalibrationPlot.Point point) -> point.found() - point.stated())
        .average()
        .orElseThrow();
  }
}
