package org.kumiki.learning.gbdt;

import java.util.Arrays;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Partial;

/**
 * A round of histograms: the rows and gradients in each bin of each feature, for all open ends of a
 * level at once, laid out by {@link HistogramLayout} and packed by {@link Packing}. Stateless.
 */
final class LevelRound {
  private LevelRound() {}

  static Encoding encoding(Boosting state) {
    HistogramLayout layout = new HistogramLayout(state);
    Packing packing = new Packing(state);
    return new Encoding.Builder()
        .run(2, packing.mostRows(), 0)
        .run(1, packing.errorBound(), 0)
        .run(1, packing.mostRows(), 0)
        .run(1, packing.errorBound(), 0)
        .run(layout.length() - HistogramLayout.HEAD, packing.histogramBound(), 0)
        .build();
  }

  static LocalStep localStep(Boosting state) {
    HistogramLayout layout = new HistogramLayout(state);
    Packing packing = new Packing(state);
    BinnedTree growing = new BinnedTree(state.growing(), state.cuts(), layout);
    return () -> new LevelPartial(state, layout, packing, growing);
  }

  private static final class LevelPartial extends Partial {
    private static final int CLOSED = -1;

    private final Boosting state;
    private final HistogramLayout layout;
    private final Packing packing;
    private final BinnedTree growing;
    private final int[] openOf;

    LevelPartial(Boosting state, HistogramLayout layout, Packing packing, BinnedTree growing) {
      super(state, layout.length(), WholeNumbers.ONLY);
      this.state = state;
      this.layout = layout;
      this.packing = packing;
      this.growing = growing;
      this.openOf = new int[state.growing().nodes().size()];
      Arrays.fill(openOf, CLOSED);
      for (int end = 0; end < state.open().size(); end++) {
        openOf[state.open().get(end).node()] = end;
      }
    }

    @Override
    protected void accumulate(Batch batch, int[] usedRows) {
      BinnedRows rows = BinnedRows.of(state, layout, batch, usedRows);
      if (state.measures()) {
        measure(rows);
      }
      int[] entering = new int[rows.count()];
      int[] ends = new int[rows.count()];
      double[] packed = new double[rows.count()];
      int count = 0;
      byte[][] bins = bins(rows);
      for (int row = 0; row < rows.count(); row++) {
        int end = rows.heldOut(row) ? CLOSED : openOf[growing.end(bins, row)];
        if (end != CLOSED) {
          entering[count] = row;
          ends[count] = end;
          packed[count++] = packing.row(rows.error(row));
        }
      }
      for (int a = 0; a < bins.length; a++) {
        fill(a, bins[a], count, entering, ends, packed);
      }
    }

    private byte[][] bins(BinnedRows rows) {
      byte[][] bins = new byte[layout.active()][];
      for (int a = 0; a < bins.length; a++) {
        bins[a] = rows.bins(a);
      }
      return bins;
    }

    // Nearly all of a round's work at a node.
    private void fill(int a, byte[] bins, int count, int[] entering, int[] ends, double[] packed) {
      double[] histograms = wholeNumbers();
      int start = layout.start(a, 0);
      int width = layout.width(a);
      for (int i = 0; i < count; i++) {
        histograms[start + ends[i] * width + (bins[entering[i]] & 0xff)] += packed[i];
      }
    }

    private void measure(BinnedRows rows) {
      for (int row = 0; row < rows.count(); row++) {
        double error = rows.error(row);
        if (rows.heldOut(row)) {
          addTo(HistogramLayout.HELD_OUT_ROWS, 1);
          addTo(HistogramLayout.HELD_OUT_LOSS, packing.loss(error));
        } else {
          addTo(HistogramLayout.TRAINING_ROWS, 1);
          addTo(HistogramLayout.TRAINING_SQUARES, packing.square(error));
        }
      }
    }
  }
}
