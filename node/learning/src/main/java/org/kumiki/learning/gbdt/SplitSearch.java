package org.kumiki.learning.gbdt;

import java.util.Optional;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.UnusableSumException;

/**
 * Finds the best split of one open end in its histograms. A child of gradient sum G and c rows
 * predicts w = −G/(c + λ), within the limits that monotone features set, and saves −(2Gw + (c +
 * λ)w²); a split gains what its children save beyond the end itself. Ties go to the earlier
 * feature, the earlier cut, missing values on the right. Not thread-safe; one end.
 */
final class SplitSearch {
  /**
   * In squared units of the target. Less is the rounding of gradients: a target that does not vary
   * is not to be split.
   */
  private static final double LEAST_GAIN = 1e-6;

  /** In place of a cut: all that is reported on the left. */
  private static final int REPORTED = -1;

  private final Boosting state;
  private final BoostedTrees settings;
  private final Boosting.Open end;
  private final HistogramLayout layout;
  private final Packing packing;
  private final double[] sum;
  private final double rows;
  private final double gradient;
  private final double saved;
  private final boolean limited;
  private final double leastRows;
  private double leastGain = LEAST_GAIN;
  private double leastSaving;
  private Split best;

  /**
   * @param open the place of the end among the open ones
   * @throws UnusableSumException if the histograms are not those of rows
   */
  SplitSearch(Boosting state, HistogramLayout layout, Packing packing, double[] sum, int open) {
    this.state = state;
    this.settings = state.computation();
    this.end = state.open().get(open);
    this.layout = layout;
    this.packing = packing;
    this.sum = sum;
    double total = layout.active() == 0 ? 0 : total(0, open);
    for (int a = 1; a < layout.active(); a++) {
      if (total(a, open) != total) {
        throw new UnusableSumException("two features count the rows of one node differently");
      }
    }
    this.limited = end.lower() > Double.NEGATIVE_INFINITY || end.upper() < Double.POSITIVE_INFINITY;
    this.leastRows = settings.minRows();
    this.rows = packing.count(total);
    this.gradient = packing.gradient(total, rows);
    this.saved = saved(gradient, rows, weight(gradient, rows));
    this.leastSaving = leastSaving();
    for (int a = 0; a < layout.active(); a++) {
      search(a, layout.start(a, open));
    }
  }

  /** The best split, if one gains anything. */
  Optional<Split> best() {
    return Optional.ofNullable(best);
  }

  /** What the end predicts if it stays one, before shrinkage. */
  double weight() {
    return weight(gradient, rows);
  }

  private double total(int a, int open) {
    int start = layout.start(a, open);
    double total = 0;
    for (int bin = 0; bin < layout.width(a); bin++) {
      double entry = sum[start + bin];
      if (entry < 0 || entry != Math.rint(entry)) {
        requireEmptyOrWhole(entry);
      }
      total += entry;
    }
    if (packing.count(total) > state.rows()) {
      throw new UnusableSumException("a node has more rows than there are");
    }
    return total;
  }

  private static void requireEmptyOrWhole(double entry) {
    throw new UnusableSumException("a histogram has the entry " + entry + ", which no rows make");
  }

  private void search(int a, int start) {
    int feature = layout.feature(a);
    int direction = settings.monotone().get(feature);
    int bins = layout.width(a) - 1;
    double missing = sum[start + bins];
    double below = 0;
    for (int cut = 0; cut + 1 < bins; cut++) {
      double entry = sum[start + cut];
      if (entry == 0 && cut > 0) {
        // An empty bin moves no row: the cut before it was the same split.
        continue;
      }
      below += entry;
      double leftRows = packing.count(below);
      consider(a, direction, cut, missing == 0 && 2 * leftRows >= rows, below, leftRows);
      if (missing != 0) {
        double all = below + missing;
        consider(a, direction, cut, true, all, packing.count(all));
      }
    }
    if (missing != 0) {
      // All that is reported on one side, all that is missing on the other.
      double reported = below + sum[start + bins - 1];
      consider(a, direction, REPORTED, false, reported, packing.count(reported));
    }
  }

  // Nearly all of a merge's work, and every member does every merge: most splits are dismissed
  // without a division, and nothing is made but by one that is better than all before it.
  private void consider(
      int a, int direction, int cut, boolean missingLeft, double entry, double leftRows) {
    double rightRows = rows - leftRows;
    if (leftRows < leastRows || rightRows < leastRows) {
      return;
    }
    double leftGradient = packing.gradient(entry, leftRows);
    double rightGradient = gradient - leftGradient;
    double leftCurvature = leftRows + settings.lambda();
    double rightCurvature = rightRows + settings.lambda();
    double saving =
        leftGradient * leftGradient * rightCurvature
            + rightGradient * rightGradient * leftCurvature;
    if (saving < leastSaving * (leftCurvature * rightCurvature)) {
      return;
    }
    double left = weight(leftGradient, leftRows);
    double right = weight(rightGradient, rightRows);
    if (direction * (right - left) < 0) {
      return;
    }
    double gain =
        saved(leftGradient, leftRows, left) + saved(rightGradient, rightRows, right) - saved;
    if (gain > leastGain) {
      leastGain = gain;
      leastSaving = leastSaving();
      int feature = layout.feature(a);
      double threshold = cut == REPORTED ? Double.MAX_VALUE : state.cuts().get(feature).get(cut);
      best = new Split(feature, threshold, missingLeft, gain, left, right, leftRows, rightRows);
    }
  }

  /**
   * What free children save at least if their split is to be the best. Limits only make them save
   * less, and it is lower by more than rounding, so that the gain itself decides wherever it is
   * near.
   */
  private double leastSaving() {
    return (leastGain + saved) * (1 - 1e-12);
  }

  private double weight(double gradientSum, double count) {
    double curvature = count + settings.lambda();
    double free = curvature == 0 ? 0 : -gradientSum / curvature;
    return limited ? Math.max(end.lower(), Math.min(end.upper(), free)) : free;
  }

  private double saved(double gradientSum, double count, double weight) {
    return -(2 * gradientSum * weight + (count + settings.lambda()) * weight * weight);
  }
}
