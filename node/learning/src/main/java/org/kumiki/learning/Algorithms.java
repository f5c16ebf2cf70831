package org.kumiki.learning;

import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.gaussian.GaussianAlgorithm;
import org.kumiki.learning.gbdt.GbdtAlgorithm;
import org.kumiki.learning.mlp.MlpAlgorithm;
import org.kumiki.learning.rehearsal.RehearsalAlgorithm;
import org.kumiki.learning.ridge.RidgeAlgorithm;
import org.kumiki.learning.sparse.SparseAlgorithm;
import org.kumiki.learning.statistics.MomentsAlgorithm;
import org.kumiki.learning.validation.ValidationAlgorithm;

/** The closed catalogue: which algorithm computes which computation. Stateless. */
public final class Algorithms {
  private Algorithms() {}

  /** The algorithm of a computation; all its states and results come from this one. */
  public static Algorithm of(Computation computation) {
    return computation.fold(
        moments -> new MomentsAlgorithm(),
        regression ->
            regression.foldRegression(
                ridge -> new RidgeAlgorithm(),
                sparse -> new SparseAlgorithm(),
                gaussian -> new GaussianAlgorithm(),
                boosted -> new GbdtAlgorithm(),
                network -> new MlpAlgorithm()),
        rehearsal -> new RehearsalAlgorithm(),
        validation -> new ValidationAlgorithm());
  }
}
