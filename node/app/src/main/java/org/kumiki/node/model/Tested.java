package org.kumiki.node.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.MeanErrors;
import org.kumiki.learning.computation.ValidationResult;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.plot.BarPlot;
import org.kumiki.platform.plot.CalibrationPlot;
import org.kumiki.platform.plot.Drawn;
import org.kumiki.platform.plot.Figures;

/**
 * What all members' sums said of a model on rows that trained nothing, as its page shows it;
 * numbers are texts already.
 *
 * @param hash of the study that tested
 * @param r2 empty where the target does not vary
 * @param arms the model, and what members predict without it if that was asked
 */
public record Tested(
    String hash,
    long rows,
    int contributors,
    String r2,
    String bias,
    List<ModelView.Line> arms,
    List<Drawn> drawings) {
  private static final int MOST_BARS = 15;

  /** The newest test of a study's model; empty if there is none. */
  static Optional<Entry> newest(Entry trained, StudyStore studies) {
    return studies.all().stream()
        .filter(
            entry ->
                entry.study().method() instanceof Method.Validation validation
                    && validation.model().equals(trained.study().hash())
                    && result(entry).isPresent())
        .findFirst();
  }

  /** What a test found, as this node has computed it. */
  static Optional<ValidationResult> result(Entry entry) {
    return entry.standing().progress() instanceof Progress.Done done
            && done.result() instanceof ValidationResult found
        ? Optional.of(found)
        : Optional.empty();
  }

  /**
   * @param label of a term, in the reader's language
   * @param unit symbol of the target's; empty for none
   */
  static Tested of(Entry entry, Wording words, UnaryOperator<String> label, String unit) {
    ValidationResult found = result(entry).orElseThrow();
    List<ModelView.Line> arms = new ArrayList<>();
    arms.add(line("FEDERATED", found.errors()));
    found
        .baselines()
        .ifPresent(
            baselines -> {
              arms.add(line("EACH_ALONE", baselines.local()));
              arms.add(line("EACH_MEAN", baselines.mean()));
            });
    List<Drawn> drawings = new ArrayList<>();
    if (found.statedRows() > 0) {
      drawings.add(calibration(found, words));
    }
    if (!found.shuffled().isEmpty()) {
      drawings.add(importance(entry.study().features(), found, words, label, unit));
    }
    return new Tested(
        entry.hash(),
        found.rows(),
        found.contributors(),
        Double.isNaN(found.r2()) ? "" : String.format(Locale.ROOT, "%.3f", found.r2()),
        (Figures.text(found.bias()) + " " + unit).strip(),
        arms,
        drawings);
  }

  private static ModelView.Line line(String kind, MeanErrors errors) {
    return new ModelView.Line(
        kind, Figures.text(errors.mae()), Figures.text(errors.rmse()), "", "");
  }

  private static Drawn calibration(ValidationResult found, Wording words) {
    List<CalibrationPlot.Point> points = new ArrayList<>();
    for (int i = 0; i < ValidationResult.LEVELS.size(); i++) {
      points.add(
          new CalibrationPlot.Point(
              ValidationResult.LEVELS.get(i), found.within().get(i) / (double) found.statedRows()));
    }
    String title = words.say("figure.calibration");
    return new Drawn(
        "tested-calibration.svg",
        CalibrationPlot.of(points, ModelFigures.calibrationWords(words, title)),
        title);
  }

  private static Drawn importance(
      List<Feature> features,
      ValidationResult found,
      Wording words,
      UnaryOperator<String> label,
      String unit) {
    List<BarPlot.Bar> bars = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      double increase = found.shuffled().get(i) - found.errors().rmse();
      bars.add(
          new BarPlot.Bar(label.apply(features.get(i).term()), increase, Figures.text(increase)));
    }
    bars.sort(Comparator.comparingDouble(bar -> -bar.value()));
    List<BarPlot.Bar> drawn = bars.subList(0, Math.min(MOST_BARS, bars.size()));
    String title = words.say("figure.importance");
    String says =
        words.say("figure.importance.says", drawn.get(0).name(), drawn.get(0).text(), unit);
    return new Drawn(
        "tested-importance.svg",
        BarPlot.of(drawn, new BarPlot.Words(says, words.say("axis.importance", unit))),
        title);
  }
}
