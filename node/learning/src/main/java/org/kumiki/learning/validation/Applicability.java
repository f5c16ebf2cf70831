package org.kumiki.learning.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Spread;

/**
 * Whether a row is like what a model has seen, from the model alone: from the posterior where there
 * is one, and from the summed moments of the features, by which the rows that were seen have a mean
 * squared distance of 1 a feature.
 *
 * @param unknownShare the posterior variance over the prior one; NaN where the model does not say
 * @param distance the root mean square of the features' standard scores; 0 without features
 * @param far features, by name, beyond {@value #FAR} standard deviations, at most {@value
 *     #MAX_NAMED}
 */
public record Applicability(Zone zone, double unknownShare, double distance, List<String> far) {
  /** How far a prediction reaches. */
  public enum Zone {
    /** Like what was seen. */
    INSIDE,
    /** Beside it: use with care. */
    EDGE,
    /** Nothing like it was seen: the prediction is a guess. */
    OUTSIDE
  }

  /** Beyond, a standard score is far: of a normal feature one row in 370. */
  private static final double FAR = 3;

  private static final int MAX_NAMED = 3;

  /** The data have settled nine tenths of what was unknown, or less than half of it. */
  private static final double EDGE_SHARE = 0.1;

  private static final double OUTSIDE_SHARE = 0.5;

  /** Twice, or four times, the mean squared distance of the rows that were seen. */
  private static final double EDGE_DISTANCE = Math.sqrt(2);

  private static final double OUTSIDE_DISTANCE = 2;

  public Applicability {
    far = List.copyOf(far);
  }

  /**
   * One row's.
   *
   * @param rows the features in the computation's order; a target may follow
   */
  public static Applicability of(RegressionModel model, double unknownShare, Batch rows, int row) {
    double squares = 0;
    int count = 0;
    List<String> far = new ArrayList<>();
    for (int j = 0; j < model.spreads().size(); j++) {
      Spread spread = model.spreads().get(j);
      double z = spread.standardise(rows.columns()[j][row], Double.POSITIVE_INFINITY);
      count += spread.leftOut() ? 0 : 1;
      squares += z * z;
      if (Math.abs(z) > FAR && far.size() < MAX_NAMED) {
        far.add(model.computation().features().get(j).name());
      }
    }
    double distance = count == 0 ? 0 : Math.sqrt(squares / count);
    return new Applicability(zone(unknownShare, distance), unknownShare, distance, far);
  }

  // A share of NaN compares as false and leaves the word to the distance.
  private static Zone zone(double unknownShare, double distance) {
    if (unknownShare > OUTSIDE_SHARE || distance > OUTSIDE_DISTANCE) {
      return Zone.OUTSIDE;
    }
    return unknownShare > EDGE_SHARE || distance > EDGE_DISTANCE ? Zone.EDGE : Zone.INSIDE;
  }

  /** The zone and why, in a clause for people. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    if (!Double.isNaN(unknownShare)) {
      parts.add(
          String.format(Locale.ROOT, "%.0f %% of the prior variance left", 100 * unknownShare));
    }
    parts.add(
        String.format(Locale.ROOT, "%.1f times as far from the mean as the rows seen", distance));
    if (!far.isEmpty()) {
      parts.add("far out in " + String.join(" and ", far));
    }
    return zone.name().toLowerCase(Locale.ROOT) + ": " + String.join("; ", parts);
  }
}
