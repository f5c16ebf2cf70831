package org.kumiki.learning.sparse;

import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.SparseRegression;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.ridge.GramRound;
import org.kumiki.learning.ridge.GramSums;
import org.kumiki.learning.statistics.RegressionAlgorithm;

/**
 * {@link SparseRegression}: the sums of ridge regression, and a merge by coordinate descent.
 * Stateless.
 */
public final class SparseAlgorithm extends RegressionAlgorithm<SparseRegression> {
  public SparseAlgorithm() {
    super(SparseRegression.class);
  }

  @Override
  protected Encoding encoding(SparseRegression sparse, Standardised state) {
    return GramRound.encoding(state);
  }

  @Override
  protected LocalStep localStep(SparseRegression sparse, Standardised state) {
    return GramRound.localStep(state);
  }

  @Override
  protected Stage merge(
      SparseRegression sparse, Standardised state, double[] sum, int contributors) {
    GramSums sums = new GramSums(state, sum);
    return new ElasticNet(sparse, sums, state.rows()).model(contributors);
  }
}
