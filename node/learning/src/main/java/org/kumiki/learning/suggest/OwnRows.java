package org.kumiki.learning.suggest;

import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.gaussian.GaussianAlgorithm;

/** The model of one's own rows alone: the federated computation over one house. Stateless. */
public final class OwnRows {
  private OwnRows() {}

  /**
   * @param rows the features, then the target
   * @throws org.kumiki.learning.computation.UnusableSumException if no row has a target within the
   *     declared domains
   */
  public static GaussianModel fit(GaussianProcess process, Batch rows) {
    GaussianAlgorithm algorithm = new GaussianAlgorithm();
    Stage stage = algorithm.start(process);
    while (stage instanceof State state) {
      Partial partial = algorithm.localStep(state).start();
      partial.add(rows);
      stage = algorithm.merge(state, partial.vector(), 1);
    }
    return (GaussianModel) stage;
  }
}
