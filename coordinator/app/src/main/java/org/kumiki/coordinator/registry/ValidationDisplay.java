package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.plot.BarPlot;
import org.kumiki.platform.plot.CalibrationPlot;
import org.kumiki.platform.plot.Drawn;
import org.kumiki.platform.plot.Figures;

/** What a validation found, out of its card, in the reader's words. Stateless but for those. */
public final class ValidationDisplay {
  private static final int MOST_BARS = 15;
  private static final double PERCENT = 100;

  private final Wording words;
  private final String unit;

  /**
   * @param unit symbol of the target's; empty for none
   */
  ValidationDisplay(Wording words, String unit) {
    this.words = words;
    this.unit = unit;
  }

  /**
   * A validation as pages show it; errors with the target's unit.
   *
   * @param hash of the study that tested
   * @param model of the study that trained
   * @param r2 empty where the target does not vary
   * @param arms the model and what members predict without it; empty if that was not asked
   * @param importance the largest first
   */
  public record Shown(
      String hash,
      String model,
      String unit,
      long rows,
      int contributors,
      String rmse,
      String mae,
      String r2,
      String bias,
      List<Arm> arms,
      List<Level> coverage,
      List<BarPlot.Bar> importance,
      List<Drawn> drawings) {}

  /** Errors of one way to predict. */
  public record Arm(String kind, String rmse, String mae) {}

  /** So many rows lay in the interval that was stated with a probability. */
  public record Level(String stated, long within, long rows) {}

  Shown of(JsonNode card) {
    JsonNode found = card.path("validation");
    List<BarPlot.Bar> importance = importance(found);
    return new Shown(
        card.path("studyHash").asText(),
        card.path("validates").asText(),
        unit,
        found.path("rows").asLong(),
        card.path("contributors").asInt(),
        measured(found.path("rmse")),
        measured(found.path("mae")),
        found.hasNonNull("r2")
            ? String.format(Locale.ROOT, "%.3f", found.path("r2").asDouble())
            : "",
        measured(found.path("bias")),
        arms(found),
        coverage(found),
        importance,
        drawings(found, importance));
  }

  private List<Arm> arms(JsonNode found) {
    List<Arm> arms = new ArrayList<>();
    if (found.hasNonNull("ownMean")) {
      arms.add(arm("model", found));
      arms.add(arm("local", found.path("local")));
      arms.add(arm("mean", found.path("ownMean")));
    }
    return arms;
  }

  private Arm arm(String kind, JsonNode errors) {
    return new Arm(kind, measured(errors.path("rmse")), measured(errors.path("mae")));
  }

  private static List<Level> coverage(JsonNode found) {
    List<Level> levels = new ArrayList<>();
    for (JsonNode level : found.path("coverage")) {
      levels.add(
          new Level(
              Figures.text(PERCENT * level.path("stated").asDouble()) + " %",
              level.path("within").asLong(),
              level.path("rows").asLong()));
    }
    return levels;
  }

  private List<BarPlot.Bar> importance(JsonNode found) {
    String label = words.language() == Language.JA ? "labelJa" : "labelEn";
    List<BarPlot.Bar> bars = new ArrayList<>();
    for (JsonNode term : found.path("importance")) {
      double increase = term.path("increase").asDouble();
      bars.add(new BarPlot.Bar(term.path(label).asText(), increase, Figures.text(increase)));
    }
    bars.sort(Comparator.comparingDouble(bar -> -bar.value()));
    return bars;
  }

  private List<Drawn> drawings(JsonNode found, List<BarPlot.Bar> importance) {
    List<Drawn> drawings = new ArrayList<>();
    if (!found.path("coverage").isEmpty()) {
      List<CalibrationPlot.Point> points = new ArrayList<>();
      for (JsonNode level : found.path("coverage")) {
        double share = level.path("within").asDouble() / level.path("rows").asDouble();
        points.add(new CalibrationPlot.Point(level.path("stated").asDouble(), share));
      }
      String title = words.say("calibration");
      CalibrationPlot.Words plot =
          new CalibrationPlot.Words(
              title,
              words.say("calibration.stated"),
              words.say("calibration.found"),
              words.say("calibration.careful"),
              words.say("calibration.promising"));
      drawings.add(new Drawn("calibration.svg", CalibrationPlot.of(points, plot), title));
    }
    if (!importance.isEmpty()) {
      List<BarPlot.Bar> drawn = importance.subList(0, Math.min(MOST_BARS, importance.size()));
      String title = words.say("importance");
      BarPlot.Words plot =
          new BarPlot.Words(
              words.say("effects.says", drawn.get(0).name(), drawn.get(0).text(), unit),
              words.say("importance.axis", unit));
      drawings.add(new Drawn("importance.svg", BarPlot.of(drawn, plot), title));
    }
    return drawings;
  }

  private String measured(JsonNode number) {
    return (Figures.text(number.asDouble()) + " " + unit).strip();
  }
}
