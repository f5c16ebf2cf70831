package org.kumiki.trial.simulation;

import java.util.Arrays;
import java.util.List;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Algorithm;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;

/**
 * Trains by sums over members, rounded as those of a deployed study are, and added without masks
 * and without gates: the same integers as by the secure sum. For any computation, whether a study
 * can name it yet or not.
 */
final class SummedTraining {
  private SummedTraining() {}

  /**
   * @param members one batch a member
   * @throws org.kumiki.learning.computation.UnusableSumException if the rows determine no result
   */
  static Result fit(Computation computation, List<Batch> members) {
    Algorithm algorithm = Algorithms.of(computation);
    Stage stage = algorithm.start(computation);
    while (stage instanceof State state) {
      stage = algorithm.merge(state, sum(algorithm, state, members), members.size());
    }
    return (Result) stage;
  }

  private static double[] sum(Algorithm algorithm, State state, List<Batch> members) {
    FixedPointLayout layout = FixedPointLayout.of(algorithm.encoding(state), members.size());
    long[] sum = new long[layout.length()];
    for (Batch member : members) {
      Partial partial = algorithm.localStep(state).start();
      partial.add(member);
      long[] own = layout.quantise(partial.vector()).orElseThrow();
      Arrays.setAll(sum, i -> layout.ring().signed(sum[i] + own[i]));
    }
    return layout.restore(sum).orElseThrow();
  }
}
