package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Before a further round of counts for {@link BoostedTrees}: each feature's range is cut into
 * intervals, finer where the counts before found many values.
 *
 * @param rows the rows that entered every earlier round, over all members
 * @param contributors the organisations that contributed to the round before
 * @param features how each feature is spread
 * @param target the mean of the target and its scale
 * @param round of counts, 2 to {@value #ROUNDS}; the first is that of {@link Standardised}
 * @param partitions for each feature the ends of its intervals, ascending, the first and the last
 *     of which only bound further cuts; none for a feature that is left out
 */
public record Binning(
    BoostedTrees computation,
    long rows,
    int contributors,
    List<Spread> features,
    Spread target,
    int round,
    List<Numbers> partitions)
    implements Training {
  /** Three: each refines eightfold or more where values crowd, and atoms are atoms by then. */
  public static final int ROUNDS = 3;

  public Binning {
    features = List.copyOf(features);
    partitions = List.copyOf(partitions);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(features, computation.features().size());
    StageCheck.sized(partitions, computation.features().size());
    partitions.forEach(StageCheck::ascending);
    if (round < 2 || round > ROUNDS) {
      throw new IllegalArgumentException("there is no round " + round + " of counts");
    }
    if (rows == 0 || target.leftOut()) {
      throw new IllegalArgumentException("every row has a target, and the target has a scale");
    }
  }

  @Override
  public <T> T foldTraining(
      Function<? super Binning, ? extends T> binning,
      Function<? super Boosting, ? extends T> boosting,
      Function<? super Averaging, ? extends T> averaging) {
    return binning.apply(this);
  }
}
