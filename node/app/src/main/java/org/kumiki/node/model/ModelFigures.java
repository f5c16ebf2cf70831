package org.kumiki.node.model;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.plot.CalibrationPlot;
import org.kumiki.platform.plot.Drawn;
import org.kumiki.platform.plot.ParityPlot;

/** Figures and numbers of a model on own rows, in the reader's words. Stateless but for those. */
final class ModelFigures {
  /** More points hide each other, and make the page slow. */
  private static final int MOST_POINTS = 1000;

  /** Stated probabilities, and half of the interval of each in standard deviations. */
  private static final double[][] INTERVALS = {
    {0.1, 0.12566134685507402},
    {0.2, 0.2533471031357997},
    {0.3, 0.38532046640756773},
    {0.4, 0.5244005127080407},
    {0.5, 0.6744897501960817},
    {0.6, 0.8416212335729143},
    {0.7, 1.0364333894937898},
    {0.8, 1.2815515655446004},
    {0.9, 1.6448536269514722},
    {0.95, 1.959963984540054}
  };

  private final Wording words;
  private final String label;
  private final String unit;

  /**
   * @param label of the target
   * @param unit its symbol; empty for none
   */
  ModelFigures(Wording words, String label, String unit) {
    this.words = words;
    this.label = label;
    this.unit = unit;
  }

  List<Drawn> of(GainReport.Rows rows) {
    List<Drawn> drawn = new ArrayList<>(List.of(parity(rows)));
    if (!Double.isNaN(rows.deviations()[0])) {
      String title = words.say("figure.calibration");
      CalibrationPlot.Words plot = calibrationWords(words, title);
      drawn.add(new Drawn("calibration.svg", CalibrationPlot.of(calibration(rows), plot), title));
    }
    return drawn;
  }

  static CalibrationPlot.Words calibrationWords(Wording words, String title) {
    return new CalibrationPlot.Words(
        title,
        words.say("axis.stated"),
        words.say("axis.found"),
        words.say("figure.careful"),
        words.say("figure.promising"));
  }

  /** How many of the measurements lie within each stated interval. */
  static List<CalibrationPlot.Point> calibration(GainReport.Rows rows) {
    List<CalibrationPlot.Point> points = new ArrayList<>();
    for (double[] interval : INTERVALS) {
      int within = 0;
      for (int i = 0; i < rows.actual().length; i++) {
        double off = Math.abs(rows.actual()[i] - rows.federated()[i]);
        within += off <= interval[1] * rows.deviations()[i] ? 1 : 0;
      }
      points.add(new CalibrationPlot.Point(interval[0], within / (double) rows.actual().length));
    }
    return points;
  }

  private Drawn parity(GainReport.Rows rows) {
    int every = 1 + (rows.actual().length - 1) / MOST_POINTS;
    List<ParityPlot.Point> federated = new ArrayList<>();
    List<ParityPlot.Point> local = new ArrayList<>();
    for (int i = 0; i < rows.actual().length; i += every) {
      federated.add(
          new ParityPlot.Point(rows.actual()[i], rows.federated()[i], rows.deviations()[i]));
      if (!Double.isNaN(rows.local()[i])) {
        local.add(new ParityPlot.Point(rows.actual()[i], rows.local()[i], Double.NaN));
      }
    }
    String title = words.say("figure.parity");
    ParityPlot.Words plot =
        new ParityPlot.Words(
            title,
            axis("axis.measured"),
            axis("axis.predicted"),
            "● " + words.say("figure.federated"),
            "○ " + words.say("figure.alone"));
    return new Drawn("parity.svg", ParityPlot.of(federated, local, plot), title);
  }

  private String axis(String key) {
    String title = words.say(key, label);
    return unit.isEmpty() ? title : words.say("axis.unit", title, unit);
  }
}
