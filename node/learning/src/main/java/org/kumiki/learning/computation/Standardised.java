package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Before the third round of a {@link Regression}: features can be standardised. What the round sums
 * is the algorithm's affair, of z, the standardised features that are not left out, and t = (y −
 * mean)/scale, the target, scaled for the sake of the fixed point.
 *
 * @param rows the rows that entered every earlier round, over all members; at least one
 * @param contributors the organisations that contributed to the round before
 * @param features one for each feature, in the computation's order
 * @param target the mean of the target and its scale, which is never 0
 */
public record Standardised(
    Regression computation, long rows, int contributors, List<Spread> features, Spread target)
    implements State {
  public Standardised {
    features = List.copyOf(features);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(features, computation.features().size());
    if (rows == 0 || target.count() != rows || target.leftOut()) {
      throw new IllegalArgumentException("every row has a target, and the target has a scale");
    }
    for (int j = 0; j < features.size(); j++) {
      StageCheck.within(features.get(j).count(), rows);
      StageCheck.inDomain(computation.features().get(j), features.get(j).mean());
    }
    StageCheck.inDomain(computation.target(), target.mean());
  }

  @Override
  public <T> T fold(
      Function<? super Centring, ? extends T> centring,
      Function<? super Scaling, ? extends T> scaling,
      Function<? super Standardised, ? extends T> standardised,
      Function<? super Training, ? extends T> training,
      Function<? super RehearsalState, ? extends T> rehearsal,
      Function<? super Validating, ? extends T> validating) {
    return standardised.apply(this);
  }
}
