package org.kumiki.learning.gaussian;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.mult.MatrixMultProduct_DDRM;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.statistics.FactorBound;
import org.kumiki.learning.statistics.RoundingSlack;

/**
 * The third round of a Gaussian process: products of random features and target, for each width and
 * each fold of materials, laid out by {@link FeatureLayout}. Stateless.
 */
final class FeatureRound {
  /** As for ridge regression: with fewer, the posterior would differ from pooling's. */
  private static final int MIN_FRACTIONAL_BITS = 30;

  /** A block of 256 rows of 500 features is a megabyte: it stays in a core's cache. */
  private static final int BLOCK_ROWS = 256;

  private FeatureRound() {}

  static Encoding encoding(GaussianProcess process, Standardised state) {
    FeatureLayout layout = new FeatureLayout(process, state);
    double cap = process.maxRowsPerMember();
    double feature = Math.sqrt(2.0 / process.randomFeatures());
    double target = FactorBound.ofDomain(process.target(), state.target());
    Encoding.Builder blocks = new Encoding.Builder().run(1 + layout.folds(), cap, 0);
    for (int part = 0; part < layout.widths() * layout.folds(); part++) {
      for (int row = 0; row < process.randomFeatures(); row++) {
        blocks
            .run(
                process.randomFeatures() - row, above(cap * feature * feature), MIN_FRACTIONAL_BITS)
            .run(1, above(cap * feature * target), MIN_FRACTIONAL_BITS);
      }
      blocks.run(1, above(cap * target * target), MIN_FRACTIONAL_BITS);
    }
    return blocks.build();
  }

  static LocalStep localStep(GaussianProcess process, Standardised state) {
    FeatureLayout layout = new FeatureLayout(process, state);
    RandomFeatures features = layout.randomFeatures();
    return () -> new FeaturePartial(process, state, layout, features);
  }

  private static double above(double bound) {
    return RoundingSlack.above(bound);
  }

  private static final class FeaturePartial extends Partial {
    private final Standardised state;
    private final FeatureLayout layout;
    private final RandomFeatures features;
    private final StandardRow rows;
    private final Folds folds;
    private final DMatrixRMaj factors;
    private final DMatrixRMaj products;

    FeaturePartial(
        GaussianProcess process,
        Standardised state,
        FeatureLayout layout,
        RandomFeatures features) {
      super(state, layout.length());
      this.state = state;
      this.layout = layout;
      this.features = features;
      this.rows = new StandardRow(state.features(), layout.kept(), process.clip());
      this.folds = new Folds(process);
      this.factors = new DMatrixRMaj(BLOCK_ROWS, layout.factors());
      this.products = new DMatrixRMaj(layout.factors(), layout.factors());
    }

    @Override
    protected void accumulate(Batch batch, int[] usedRows) {
      int[][] byFold = folds.split(batch, usedRows);
      for (int fold = 0; fold < byFold.length; fold++) {
        addTo(layout.foldRows(fold), byFold[fold].length);
        for (int from = 0; from < byFold[fold].length; from += BLOCK_ROWS) {
          int to = Math.min(byFold[fold].length, from + BLOCK_ROWS);
          addBlock(batch, Arrays.copyOfRange(byFold[fold], from, to), fold);
        }
      }
    }

    private void addBlock(Batch batch, int[] block, int fold) {
      double[][] projected = new double[block.length][];
      for (int i = 0; i < block.length; i++) {
        projected[i] = features.project(rows.of(batch, block[i]));
      }
      double[] lengthscales = layout.lengthscales();
      for (int width = 0; width < lengthscales.length; width++) {
        fill(batch, block, projected, lengthscales[width]);
        // Only this single-threaded kernel: a node's cores each have a partial of their own.
        MatrixMultProduct_DDRM.inner_reorder_upper(factors, products);
        addProducts(layout.start(width, fold));
      }
    }

    private void fill(Batch batch, int[] block, double[][] projected, double lengthscale) {
      double[] target = batch.columns()[batch.columns().length - 1];
      factors.reshape(block.length, layout.factors());
      for (int i = 0; i < block.length; i++) {
        int start = i * layout.factors();
        features.fill(projected[i], lengthscale, factors.data, start);
        factors.data[start + features.count()] =
            state.target().standardise(target[block[i]], Double.POSITIVE_INFINITY);
      }
    }

    private void addProducts(int start) {
      int width = layout.factors();
      for (int row = 0; row < width; row++) {
        for (int column = row; column < width; column++) {
          addTo(start + layout.index(row, column), products.data[row * width + column]);
        }
      }
    }
  }
}
