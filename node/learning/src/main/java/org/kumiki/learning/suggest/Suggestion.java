package org.kumiki.learning.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kumiki.learning.computation.Numbers;

/**
 * An experiment to make next, and why.
 *
 * @param names of the values
 * @param values what to set, in the source's units
 * @param acquisition its worth when it was chosen, after those before it in the batch
 * @param probabilityFeasible that it succeeds
 * @param cost NaN where none is known
 * @param best what was best measured so far, by objective; NaN where nothing was
 * @param nearest the measured experiment that is most like it, counted from 0; −1 for none
 * @param distance to it, in standard deviations of the features, as the root of the mean square
 */
public record Suggestion(
    List<String> names,
    Numbers values,
    List<Forecast> forecasts,
    double acquisition,
    double probabilityFeasible,
    double cost,
    List<Double> best,
    int nearest,
    double distance) {
  private static final double EXTRAPOLATES = 0.5;
  private static final double WELL_KNOWN = 0.9;

  public Suggestion {
    names = List.copyOf(names);
    forecasts = List.copyOf(forecasts);
    best = List.copyOf(best);
  }

  /** Why, in sentences for who makes the experiment. */
  public List<String> why() {
    List<String> why = new ArrayList<>();
    for (int k = 0; k < forecasts.size(); k++) {
      why.add(expected(forecasts.get(k), best.get(k)));
      why.add(knowledge(forecasts.get(k)));
      if (forecasts.get(k).trust() < 1) {
        why.add(
            "Your experiments disagree with the model that you started from: its rows count "
                + Decimal.text(forecasts.get(k).trust())
                + " of one of yours.");
      }
    }
    if (probabilityFeasible < 1) {
      why.add("Succeeds with a probability of " + percent(probabilityFeasible) + ".");
    }
    if (nearest >= 0) {
      why.add(
          "Most like your experiment "
              + (nearest + 1)
              + ", "
              + Decimal.text(distance)
              + " standard deviations away.");
    }
    return why;
  }

  private static String expected(Forecast forecast, double best) {
    Objective objective = forecast.objective();
    String expected =
        objective.name()
            + " is expected at "
            + objective.text(forecast.mean())
            + " ± "
            + objective.text(forecast.std());
    if (Double.isNaN(best)) {
      return expected + "; nothing was measured yet.";
    }
    return expected
        + "; the best so far is "
        + objective.text(best)
        + ", and this is better with a probability of "
        + percent(forecast.chanceBetter())
        + ".";
  }

  private static String knowledge(Forecast forecast) {
    String share = percent(forecast.known()) + " of the model's uncertainty";
    if (forecast.known() < EXTRAPOLATES) {
      return "The model extrapolates here: its rows removed only " + share + ". It explores.";
    }
    return forecast.known() > WELL_KNOWN
        ? "The model knows this region: its rows removed " + share + "."
        : "The model has seen similar materials: its rows removed " + share + ".";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
