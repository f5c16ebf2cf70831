package org.kumiki.learning.gbdt;

import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.Training;
import org.kumiki.learning.statistics.RegressionAlgorithm;

/**
 * {@link BoostedTrees}: means and standard deviations, three rounds of counts for common bins, then
 * a round for each level of each tree. Stateless but for a memory of binned rows, which changes the
 * time that a round takes and nothing else.
 */
public final class GbdtAlgorithm extends RegressionAlgorithm<BoostedTrees> {
  public GbdtAlgorithm() {
    super(BoostedTrees.class);
  }

  /** Entries of the last round's vector. */
  public static final long ERROR_ENTRIES = HistogramLayout.HEAD;

  /** Entries of a round of counts, at most, for who plans a study. */
  public static long binEntries(BoostedTrees trees) {
    return 1 + (long) trees.features().size() * Partition.MOST_ENDS;
  }

  /** Entries of the round of a level, from 0, if every feature has all its bins. */
  public static long entries(BoostedTrees trees, int level) {
    long nodes = 1L << level;
    return HistogramLayout.HEAD + nodes * trees.features().size() * (trees.bins() + 1L);
  }

  @Override
  protected Encoding encoding(BoostedTrees trees, Standardised state) {
    return BinRound.encoding(BinRound.first(trees, state));
  }

  @Override
  protected LocalStep localStep(BoostedTrees trees, Standardised state) {
    return BinRound.localStep(state, BinRound.first(trees, state));
  }

  @Override
  protected Stage merge(BoostedTrees trees, Standardised state, double[] sum, int contributors) {
    return BinRound.first(trees, state).merge(sum, contributors);
  }

  @Override
  protected Encoding encoding(BoostedTrees trees, Training state) {
    return state.foldTraining(
        binning -> BinRound.encoding(BinRound.later(binning)),
        LevelRound::encoding,
        averaging -> {
          throw another();
        });
  }

  @Override
  protected LocalStep localStep(BoostedTrees trees, Training state) {
    return state.foldTraining(
        binning -> BinRound.localStep(binning, BinRound.later(binning)),
        LevelRound::localStep,
        averaging -> {
          throw another();
        });
  }

  @Override
  protected Stage merge(BoostedTrees trees, Training state, double[] sum, int contributors) {
    return state.foldTraining(
        binning -> BinRound.later(binning).merge(sum, contributors),
        boosting -> TreeGrowth.merge(boosting, sum, contributors),
        averaging -> {
          throw another();
        });
  }

  private static IllegalArgumentException another() {
    return new IllegalArgumentException("a network is not grown as trees are");
  }
}
