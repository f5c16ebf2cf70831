package org.kumiki.learning.gaussian;

import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.statistics.RegressionAlgorithm;

/**
 * {@link GaussianProcess}: means, standard deviations, then the products of random features, from
 * which hyperparameters and posterior follow. Stateless.
 */
public final class GaussianAlgorithm extends RegressionAlgorithm<GaussianProcess> {
  public GaussianAlgorithm() {
    super(GaussianProcess.class);
  }

  /** Entries of the third round's vector if every feature varies, for who plans a study. */
  public static long entries(GaussianProcess process) {
    long factors = process.randomFeatures() + 1L;
    long widths = process.lengthscale() > 0 ? 1 : FeatureLayout.WIDTH_COUNT;
    return 1 + process.folds() + widths * process.folds() * factors * (factors + 1) / 2;
  }

  @Override
  protected Encoding encoding(GaussianProcess process, Standardised state) {
    return FeatureRound.encoding(process, state);
  }

  @Override
  protected LocalStep localStep(GaussianProcess process, Standardised state) {
    return FeatureRound.localStep(process, state);
  }

  @Override
  protected Stage merge(
      GaussianProcess process, Standardised state, double[] sum, int contributors) {
    return new GaussianFit(process, state, sum).model(contributors);
  }
}
