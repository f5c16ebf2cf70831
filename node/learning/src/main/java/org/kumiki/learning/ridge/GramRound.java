package org.kumiki.learning.ridge;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.mult.MatrixMultProduct_DDRM;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.statistics.RoundingSlack;

/**
 * The third round of a ridge regression: the upper triangle of [1, z, t]ᵀ[1, z, t] summed over
 * rows, laid out by {@link GramLayout}. Memory is that of the triangle, three times over, and of
 * one block of rows. Stateless.
 */
public final class GramRound {
  /**
   * With fewer the solution of an ill-conditioned study would differ from pooling's in a digit that
   * people read: 16 bits cost 0.2 MPa on the fatigue table, 30 bits 1e-5 MPa.
   */
  private static final int MIN_FRACTIONAL_BITS = 30;

  /** A block of 512 rows of 300 features is a megabyte: it stays in a core's cache. */
  private static final int BLOCK_ROWS = 512;

  private GramRound() {}

  public static Encoding encoding(Standardised state) {
    GramLayout layout = new GramLayout(state);
    double cap = state.computation().maxRowsPerMember();
    double[] bounds = layout.bounds();
    Encoding.Builder blocks = new Encoding.Builder().run(1, cap, 0);
    for (int row = 0; row < layout.width(); row++) {
      for (int column = Math.max(1, row); column < layout.width(); column++) {
        double bound = RoundingSlack.above(cap * bounds[row] * bounds[column]);
        blocks.run(1, bound, MIN_FRACTIONAL_BITS);
      }
    }
    return blocks.build();
  }

  public static LocalStep localStep(Standardised state) {
    return () -> new GramPartial(state, new GramLayout(state));
  }

  private static final class GramPartial extends Partial {
    private final Standardised state;
    private final GramLayout layout;
    private final int[] kept;
    private final DMatrixRMaj factors;
    private final DMatrixRMaj products;

    GramPartial(Standardised state, GramLayout layout) {
      super(state, layout.length());
      this.state = state;
      this.layout = layout;
      this.kept = layout.kept();
      this.factors = new DMatrixRMaj(BLOCK_ROWS, layout.width());
      this.products = new DMatrixRMaj(layout.width(), layout.width());
    }

    @Override
    protected void accumulate(Batch batch, int[] usedRows) {
      for (int from = 0; from < usedRows.length; from += BLOCK_ROWS) {
        int rows = Math.min(BLOCK_ROWS, usedRows.length - from);
        fill(batch, usedRows, from, rows);
        // Only this single-threaded kernel: a node's cores each have a partial of their own.
        MatrixMultProduct_DDRM.inner_reorder_upper(factors, products);
        addProducts();
      }
    }

    private void fill(Batch batch, int[] usedRows, int from, int rows) {
      factors.reshape(rows, layout.width());
      for (int i = 0; i < rows; i++) {
        factors.data[i * layout.width()] = 1;
      }
      double clip = state.computation().clip();
      for (int k = 0; k < kept.length; k++) {
        Spread feature = state.features().get(kept[k]);
        fillColumn(k + 1, batch.columns()[kept[k]], feature, clip, usedRows, from, rows);
      }
      double[] target = batch.columns()[state.features().size()];
      fillColumn(
          layout.target(), target, state.target(), Double.POSITIVE_INFINITY, usedRows, from, rows);
    }

    private void fillColumn(
        int factor,
        double[] column,
        Spread spread,
        double clip,
        int[] usedRows,
        int from,
        int rows) {
      for (int i = 0; i < rows; i++) {
        factors.data[i * layout.width() + factor] =
            spread.standardise(column[usedRows[from + i]], clip);
      }
    }

    // Entry 0, the product of the ones, is the number of rows, which the fold counts itself.
    private void addProducts() {
      for (int row = 0; row < layout.width(); row++) {
        for (int column = Math.max(1, row); column < layout.width(); column++) {
          addTo(layout.index(row, column), products.data[row * layout.width() + column]);
        }
      }
    }
  }
}
