package org.kumiki.learning.ridge;

import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.statistics.RegressionAlgorithm;

/**
 * {@link Ridge}: means, standard deviations, then the Gram sums of what they standardise.
 * Stateless.
 */
public final class RidgeAlgorithm extends RegressionAlgorithm<Ridge> {
  public RidgeAlgorithm() {
    super(Ridge.class);
  }

  @Override
  protected Encoding encoding(Ridge ridge, Standardised state) {
    return GramRound.encoding(state);
  }

  @Override
  protected LocalStep localStep(Ridge ridge, Standardised state) {
    return GramRound.localStep(state);
  }

  @Override
  protected Stage merge(Ridge ridge, Standardised state, double[] sum, int contributors) {
    return RidgeSolution.merge(ridge, state, sum, contributors);
  }
}
