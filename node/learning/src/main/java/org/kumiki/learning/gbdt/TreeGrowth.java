package org.kumiki.learning.gbdt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Boosting;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Tree;
import org.kumiki.learning.computation.UnusableSumException;

/**
 * The merge of a {@link Boosting} round: measures the finished trees, then divides every open end
 * that gains by it. Not thread-safe; one merge.
 */
final class TreeGrowth {
  /** The only end of a tree without splits. */
  static final Boosting.Open ROOT =
      new Boosting.Open(0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** A target that varies has a standard deviation of above half a unit. */
  private static final double NO_VARIATION = 1.0 / 16;

  private final Boosting state;
  private final BoostedTrees settings;
  private final int contributors;
  private final HistogramLayout layout;
  private final Packing packing;
  private final double[] entries;
  private final List<Tree.Node> nodes;
  private final List<Boosting.Open> open = new ArrayList<>();

  private TreeGrowth(Boosting state, double[] entries, int contributors) {
    this.state = state;
    this.settings = state.computation();
    this.contributors = contributors;
    this.layout = new HistogramLayout(state);
    this.packing = new Packing(state);
    this.entries = entries;
    this.nodes = new ArrayList<>(state.growing().nodes());
  }

  static Stage merge(Boosting state, double[] entries, int contributors) {
    return new TreeGrowth(state, entries, contributors).merge();
  }

  private Stage merge() {
    OpenedSum sum = new OpenedSum(entries, layout.length());
    sum.requireRows(state.rows());
    Boosting.Best best = state.measures() ? measured(sum) : state.best();
    double targetStd = state.targetStd();
    if (state.measures()) {
      boolean first = state.trees().isEmpty();
      boolean varies = measuredMean(sum) >= NO_VARIATION;
      targetStd = first && !varies ? 0 : targetStd;
      int waited = state.trees().size() - best.trees();
      boolean given = settings.patience() > 0 && waited >= settings.patience();
      if (state.open().isEmpty() || given) {
        return model(best, targetStd);
      }
    }
    int depth = depth(state.open().get(0).node());
    for (int end = 0; end < state.open().size(); end++) {
      grow(end, depth + 1 < settings.depth());
    }
    return next(best, targetStd);
  }

  private double measuredMean(OpenedSum sum) {
    long rows = sum.count(HistogramLayout.TRAINING_ROWS, "rows to train on");
    double squares =
        sum.entryWithin(HistogramLayout.TRAINING_SQUARES, 0, Double.MAX_VALUE, "squared errors");
    return rows == 0 ? 0 : squares * packing.squareUnit() / rows;
  }

  private Boosting.Best measured(OpenedSum sum) {
    long heldOut = sum.count(HistogramLayout.HELD_OUT_ROWS, "rows held out");
    if (heldOut + sum.count(HistogramLayout.TRAINING_ROWS, "rows to train on") != state.rows()) {
      throw new UnusableSumException("rows were neither trained on nor held out");
    }
    double loss = sum.entryWithin(HistogramLayout.HELD_OUT_LOSS, 0, Double.MAX_VALUE, "losses");
    double mean = heldOut == 0 ? 0 : loss * packing.lossUnit() / heldOut;
    // Without patience, or with no row held out, every tree counts.
    boolean better = heldOut == 0 || mean < state.best().validation();
    return better ? new Boosting.Best(state.trees().size(), mean, measuredMean(sum)) : state.best();
  }

  private BoostedModel model(Boosting.Best best, double targetStd) {
    List<Tree> trees =
        state.trees().stream().limit(best.trees()).map(tree -> tree.scaled(state.unit())).toList();
    return new BoostedModel(
        settings,
        state.rows(),
        contributors,
        state.spreads(),
        state.centre(),
        trees,
        Math.sqrt(best.training()) * state.unit(),
        targetStd);
  }

  /** Splits above a node. */
  private int depth(int node) {
    int depth = 0;
    int at = node;
    for (int parent = node - 1; parent >= 0; parent--) {
      int left = nodes.get(parent).left();
      if (!nodes.get(parent).leaf() && (left == at || left + 1 == at)) {
        at = parent;
        depth++;
      }
    }
    return depth;
  }

  private void grow(int end, boolean deeper) {
    Boosting.Open parent = state.open().get(end);
    SplitSearch search = new SplitSearch(state, layout, packing, entries, end);
    Optional<Split> found = search.best();
    if (found.isEmpty()) {
      nodes.set(parent.node(), leaf(search.weight()));
      return;
    }
    Split split = found.get();
    int left = nodes.size();
    nodes.set(
        parent.node(),
        new Tree.Node(split.feature(), split.threshold(), split.missingLeft(), left, 0));
    nodes.add(leaf(split.left()));
    nodes.add(leaf(split.right()));
    if (!deeper) {
      return;
    }
    int direction = settings.monotone().get(split.feature());
    boolean ordered = direction != 0 && split.threshold() < Double.MAX_VALUE;
    double middle = (split.left() + split.right()) / 2;
    openIfLarge(
        split.leftRows(),
        left,
        ordered && direction < 0 ? middle : parent.lower(),
        ordered && direction > 0 ? middle : parent.upper());
    openIfLarge(
        split.rightRows(),
        left + 1,
        ordered && direction > 0 ? middle : parent.lower(),
        ordered && direction < 0 ? middle : parent.upper());
  }

  private void openIfLarge(double rows, int node, double lower, double upper) {
    if (rows >= 2.0 * settings.minRows()) {
      open.add(new Boosting.Open(node, lower, upper));
    }
  }

  private Tree.Node leaf(double weight) {
    return Tree.Node.leaf(settings.learningRate() * weight);
  }

  private Boosting next(Boosting.Best best, double targetStd) {
    List<Tree> trees = state.trees();
    Tree growing = new Tree(nodes);
    List<Boosting.Open> ends = open;
    if (open.isEmpty()) {
      trees = new ArrayList<>(trees);
      trees.add(growing);
      growing = new Tree(List.of(Tree.Node.leaf(0)));
      ends = trees.size() < settings.trees() ? List.of(ROOT) : List.of();
    }
    return new Boosting(
        settings,
        state.rows(),
        contributors,
        state.spreads(),
        state.centre(),
        state.unit(),
        targetStd,
        state.cuts(),
        trees,
        growing,
        ends,
        best);
  }
}
