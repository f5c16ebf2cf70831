package org.kumiki.learning.suggest;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.gaussian.Posterior;

/**
 * How far own experiments bear out the rows of others: the power prior of Ibrahim and Chen
 * (Statistical Science 15, 2000). The sums that the model rests on count with a weight of 1, or
 * less; own rows always count in full. The weight is the one under which what was measured since
 * was the most probable, each experiment as forecast from those before it, which is the marginal
 * likelihood. A model that misleads at this house is so given up after a few experiments, and one
 * that helps is kept. Not thread-safe.
 */
final class Transfer {
  /** From all to next to nothing; where two are equally probable the larger holds. */
  private static final double[] WEIGHTS = {1, 0.1, 0.01, 0.001};

  private final List<Posterior> posteriors = new ArrayList<>();
  private final double[] logEvidence = new double[WEIGHTS.length];

  Transfer(GaussianModel model) {
    for (double weight : WEIGHTS) {
      posteriors.add(Posterior.of(model, weight));
    }
  }

  /** A row that the model has not seen. */
  void measured(double[] features, double value) {
    double[] phi = posteriors.get(0).phi(features);
    for (int k = 0; k < WEIGHTS.length; k++) {
      Posterior posterior = posteriors.get(k);
      double deviation = posterior.measurementDeviation(phi);
      double z = (value - posterior.mean(phi)) / deviation;
      logEvidence[k] -= z * z / 2 + StrictMath.log(deviation);
      posterior.add(phi, value, 1);
    }
  }

  /** An own row in the model's sums: what their weight takes from it is given back. */
  void alreadyInModel(double[] features, double value) {
    double[] phi = posteriors.get(0).phi(features);
    for (int k = 1; k < WEIGHTS.length; k++) {
      posteriors.get(k).add(phi, value, 1 - WEIGHTS[k]);
    }
  }

  /** The posterior of the chosen weight. */
  Posterior posterior() {
    return posteriors.get(chosen());
  }

  /** The weight of the rows of others. */
  double weight() {
    return WEIGHTS[chosen()];
  }

  private int chosen() {
    int chosen = 0;
    for (int k = 1; k < WEIGHTS.length; k++) {
      chosen = logEvidence[k] > logEvidence[chosen] ? k : chosen;
    }
    return chosen;
  }
}
