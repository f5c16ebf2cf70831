package org.kumiki.learning.gbdt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.Tree;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * The rows of a batch that enter, with what a round needs of them: bins as bytes, targets in units,
 * and predictions by the finished trees. Remembered from round to round for as long as somebody
 * holds the batch: a model of 200 trees would otherwise be evaluated a thousand times. What is
 * remembered follows from batch and state alone. Not thread-safe; {@link #of} is.
 */
final class BinnedRows {
  /** Batches are equal only if they hold the same columns; see {@link Batch}. */
  private static final Map<Batch, BinnedRows> MEMORY =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final BoostedTrees computation;
  private final List<Numbers> cuts;
  private final double centre;
  private final double unit;
  private final byte[][] bins;
  private final double[] targets;
  private final boolean[] heldOut;
  private final double[] predictions;
  private final List<Tree> applied = new ArrayList<>();

  private BinnedRows(Boosting state, HistogramLayout layout, Batch batch, int[] rows) {
    this.computation = state.computation();
    this.cuts = state.cuts();
    this.centre = state.centre();
    this.unit = state.unit();
    this.bins = new byte[layout.active()][];
    for (int a = 0; a < bins.length; a++) {
      int feature = layout.feature(a);
      bins[a] = bins(batch.columns()[feature], rows, cuts.get(feature).toArray());
    }
    double[] target = batch.columns()[batch.columns().length - 1];
    this.targets = Arrays.stream(rows).mapToDouble(i -> (target[i] - centre) / unit).toArray();
    this.heldOut = new boolean[rows.length];
    if (computation.patience() > 0) {
      for (int r = 0; r < rows.length; r++) {
        heldOut[r] = heldOut(batch, rows[r]);
      }
    }
    this.predictions = new double[rows.length];
  }

  /**
   * The rows as a round needs them.
   *
   * @param rows of the batch that enter
   */
  static BinnedRows of(Boosting state, HistogramLayout layout, Batch batch, int[] rows) {
    BinnedRows known = MEMORY.get(batch);
    if (known == null || !known.serves(state, rows)) {
      known = new BinnedRows(state, layout, batch, rows);
      MEMORY.put(batch, known);
    }
    synchronized (known) {
      known.apply(state.trees(), layout);
    }
    return known;
  }

  int count() {
    return targets.length;
  }

  /** The bins of the a-th feature that has any, as unsigned bytes. */
  byte[] bins(int a) {
    return bins[a];
  }

  /** Prediction − target, in units. */
  double error(int row) {
    return predictions[row] - targets[row];
  }

  /** Whether a row measures the model and does not train it. */
  boolean heldOut(int row) {
    return heldOut[row];
  }

  private boolean serves(Boosting state, int[] rows) {
    return rows.length == targets.length
        && state.centre() == centre
        && state.unit() == unit
        && (state.cuts() == cuts || state.cuts().equals(cuts))
        && (state.computation() == computation || state.computation().equals(computation))
        && startsWith(state.trees(), applied);
  }

  private static boolean startsWith(List<Tree> trees, List<Tree> first) {
    if (trees.size() < first.size()) {
      return false;
    }
    for (int t = 0; t < first.size(); t++) {
      if (trees.get(t) != first.get(t) && !trees.get(t).equals(first.get(t))) {
        return false;
      }
    }
    return true;
  }

  private void apply(List<Tree> trees, HistogramLayout layout) {
    for (int t = applied.size(); t < trees.size(); t++) {
      Tree tree = trees.get(t);
      BinnedTree binned = new BinnedTree(tree, cuts, layout);
      for (int row = 0; row < predictions.length; row++) {
        predictions[row] += tree.nodes().get(binned.end(bins, row)).value();
      }
      applied.add(tree);
    }
  }

  private static byte[] bins(double[] column, int[] rows, double[] cuts) {
    byte[] bins = new byte[rows.length];
    Lookup lookup = new Lookup(cuts);
    for (int r = 0; r < rows.length; r++) {
      double x = column[rows[r]];
      bins[r] = (byte) (Double.isNaN(x) ? cuts.length + 1 : lookup.reached(x));
    }
    return bins;
  }

  /** By all that a row says, so that the copies of a row are held out together. */
  private boolean heldOut(Batch batch, int row) {
    long mixed = 0;
    for (double[] column : batch.columns()) {
      mixed = SeededNumbers.mixed(mixed ^ Double.doubleToLongBits(column[row] + 0.0));
    }
    return Long.remainderUnsigned(mixed, BoostedTrees.VALIDATION_SHARE) == 0;
  }
}
