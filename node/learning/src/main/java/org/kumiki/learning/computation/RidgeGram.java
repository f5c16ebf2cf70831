package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Before the third round of a {@link Ridge}: features can be standardised. The round sums the upper
 * triangle of [1, z, t]ᵀ[1, z, t], with z the standardised features that are not left out and t =
 * (y − mean)/scale the target, scaled for the sake of the fixed point only.
 *
 * @param rows the rows that entered every earlier round, over all members; at least one
 * @param contributors the organisations that contributed to the round before
 * @param features one for each feature, in the computation's order
 * @param target the mean of the target and its scale, which is never 0
 */
public record RidgeGram(
    Ridge computation, long rows, int contributors, List<Spread> features, Spread target)
    implements State {
  public RidgeGram {
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
      Function<? super RidgeGram, ? extends T> ridgeGram,
      Function<? super RehearsalState, ? extends T> rehearsal) {
    return ridgeGram.apply(this);
  }
}
