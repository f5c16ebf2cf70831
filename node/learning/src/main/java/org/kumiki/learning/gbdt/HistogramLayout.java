package org.kumiki.learning.gbdt;

import java.util.stream.IntStream;
import org.kumiki.learning.computation.Boosting;

/**
 * Where a sum stands in the vector of a {@link Boosting} round: the rows; the rows trained on,
 * their squared errors, the rows held out and their loss, all 0 but before a tree; then for each
 * feature that has cuts, for each open end, the bins in their order and the missing values.
 * Immutable.
 */
final class HistogramLayout {
  static final int ROWS = 0;
  static final int TRAINING_ROWS = 1;
  static final int TRAINING_SQUARES = 2;
  static final int HELD_OUT_ROWS = 3;
  static final int HELD_OUT_LOSS = 4;

  /** Entries before the histograms. */
  static final int HEAD = 5;

  private final int[] features;
  private final int[] widths;
  private final int[] starts;
  private final int ends;
  private final int length;

  HistogramLayout(Boosting state) {
    this.ends = state.open().size();
    this.features =
        IntStream.range(0, state.cuts().size())
            .filter(j -> state.cuts().get(j).size() > 0)
            .toArray();
    this.widths = new int[features.length];
    this.starts = new int[features.length];
    int at = HEAD;
    for (int a = 0; a < features.length; a++) {
      widths[a] = state.cuts().get(features[a]).size() + 2;
      starts[a] = at;
      at = Math.addExact(at, Math.multiplyExact(ends, widths[a]));
    }
    this.length = at;
  }

  int length() {
    return length;
  }

  /** How many features have histograms. */
  int active() {
    return features.length;
  }

  /** The place of the a-th of them among the computation's features. */
  int feature(int a) {
    return features[a];
  }

  /** Its bins and the missing values. */
  int width(int a) {
    return widths[a];
  }

  /** Where its histogram of an open end begins. */
  int start(int a, int end) {
    return starts[a] + end * widths[a];
  }
}
