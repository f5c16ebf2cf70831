package org.kumiki.trial.simulation;

import java.util.List;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;

/** Trains on rows that are all in one place: no gate, no fixed point, no sum over members. */
final class Fitting {
  private Fitting() {}

  /**
   * @throws org.kumiki.learning.computation.UnusableSumException if the rows determine no result
   */
  static Result fit(Computation computation, List<Batch> batches) {
    Algorithm algorithm = Algorithms.of(computation);
    Stage stage = algorithm.start(computation);
    while (stage instanceof State state) {
      Partial partial = algorithm.localStep(state).start();
      batches.forEach(partial::add);
      stage = algorithm.merge(state, partial.vector(), 1);
    }
    return (Result) stage;
  }
}
