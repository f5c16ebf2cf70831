package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Before the second round: the means are known. The round sums ((x − mean)/halfWidth)² for each
 * variable.
 *
 * @param rows the rows that entered the first round, over all members; every later round must be
 *     over the same
 * @param contributors the organisations that contributed to the first round
 * @param centres one for each variable of the computation, in its order
 */
public record Scaling(Computation computation, long rows, int contributors, List<Centre> centres)
    implements State {
  public Scaling {
    centres = List.copyOf(centres);
    StageCheck.counted(rows, contributors);
    List<Variable> variables = computation.variables();
    StageCheck.sized(centres, variables.size());
    for (int j = 0; j < centres.size(); j++) {
      StageCheck.within(centres.get(j).count(), rows);
      StageCheck.inDomain(variables.get(j), centres.get(j).mean());
    }
  }

  @Override
  public <T> T fold(
      Function<? super Centring, ? extends T> centring,
      Function<? super Scaling, ? extends T> scaling,
      Function<? super Standardised, ? extends T> standardised,
      Function<? super Training, ? extends T> training,
      Function<? super RehearsalState, ? extends T> rehearsal,
      Function<? super Validating, ? extends T> validating) {
    return scaling.apply(this);
  }
}
