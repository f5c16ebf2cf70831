package org.kumiki.learning.computation;

import java.util.List;
import java.util.function.Function;

/**
 * Before a round of histograms for {@link BoostedTrees}, or before the last round, which only
 * measures. No sum of an earlier round is kept in it: a sibling's histogram is asked for rather
 * than subtracted, because to keep its parent's in every state costs more than to send it.
 *
 * @param rows the rows that entered every earlier round, over all members
 * @param contributors the organisations that contributed to the round before
 * @param spreads mean and standard deviation of each feature
 * @param centre what is predicted before the first tree, in the target's unit
 * @param unit of everything that follows, in the target's unit; a power of two, so that to scale by
 *     it rounds nothing
 * @param targetStd the population standard deviation of the target, in its unit
 * @param cuts for each feature, ascending: a value's bin is the number of cuts that it reaches
 * @param trees finished ones
 * @param growing the unfinished one, all of whose ends are leaves for now; a single leaf of 0
 *     before its first split
 * @param open the ends of {@code growing} that may yet be split, ascending; all of one level; empty
 *     only before the last round
 * @param best the best number of trees so far by the validation error
 */
public record Boosting(
    BoostedTrees computation,
    long rows,
    int contributors,
    List<Spread> spreads,
    double centre,
    double unit,
    double targetStd,
    List<Numbers> cuts,
    List<Tree> trees,
    Tree growing,
    List<Open> open,
    Best best)
    implements Training {

  /**
   * An end that may be split.
   *
   * @param node its place in the growing tree
   * @param lower what monotone neighbours let its leaves predict at least, before shrinkage; −∞
   * @param upper and at most; ∞
   */
  public record Open(int node, double lower, double upper) {
    public Open {
      if (node < 0 || !(lower <= upper)) {
        throw new IllegalArgumentException("an end of a tree has a place and ordered limits");
      }
      lower += 0.0;
      upper += 0.0;
    }
  }

  /**
   * What was measured, in units.
   *
   * @param trees how many trees gave it
   * @param validation the mean loss of the rows held out; 0 where none are
   * @param training the mean squared error of the rows trained on
   */
  public record Best(int trees, double validation, double training) {
    /** Before anything was measured. */
    public static final Best NONE = new Best(0, Double.POSITIVE_INFINITY, 0);

    public Best {
      if (trees < 0 || !(validation >= 0) || !(training >= 0 && training < 1 / 0.0)) {
        throw new IllegalArgumentException("errors are at least 0");
      }
      validation += 0.0;
      training += 0.0;
    }
  }

  public Boosting {
    spreads = List.copyOf(spreads);
    cuts = List.copyOf(cuts);
    trees = List.copyOf(trees);
    open = List.copyOf(open);
    StageCheck.counted(rows, contributors);
    StageCheck.sized(spreads, computation.features().size());
    StageCheck.sized(cuts, computation.features().size());
    for (Numbers ofFeature : cuts) {
      StageCheck.ascending(ofFeature);
      if (ofFeature.size() >= computation.bins()) {
        throw new IllegalArgumentException("there are more cuts than between the bins");
      }
    }
    if (!Double.isFinite(centre) || !(unit > 0) || Math.scalb(1, Math.getExponent(unit)) != unit) {
      throw new IllegalArgumentException("the centre is finite, the unit a power of two");
    }
    if (!(targetStd >= 0 && Double.isFinite(targetStd))) {
      throw new IllegalArgumentException("a standard deviation is finite, at least 0");
    }
    if (trees.size() > computation.trees()) {
      throw new IllegalArgumentException("more trees than were asked for");
    }
    trees.forEach(tree -> tree.check(computation.features().size()));
    growing.check(computation.features().size());
    int last = -1;
    for (Open end : open) {
      if (end.node() <= last || end.node() >= growing.nodes().size()) {
        throw new IllegalArgumentException("an open end is one of the growing tree's, in order");
      }
      if (!growing.nodes().get(end.node()).leaf()) {
        throw new IllegalArgumentException("a node that was split is no end");
      }
      last = end.node();
    }
    centre += 0.0;
    targetStd += 0.0;
  }

  /** Whether the trees so far are measured in this round: before each tree and at the end. */
  public boolean measures() {
    return growing.nodes().size() == 1;
  }

  @Override
  public <T> T foldTraining(
      Function<? super Binning, ? extends T> binning,
      Function<? super Boosting, ? extends T> boosting,
      Function<? super Averaging, ? extends T> averaging) {
    return boosting.apply(this);
  }
}
