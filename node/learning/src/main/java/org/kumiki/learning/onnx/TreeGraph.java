package org.kumiki.learning.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.computation.BoostedModel;
import org.kumiki.learning.computation.Tree;

/**
 * TreeEnsemble of ai.onnx.ml: splits and leaves of all trees in two lists, one entry a split or
 * leaf. A row goes to a split's true side where x &lt; threshold, as ours do to the left, and a
 * missing value to the side that the split names. For one model; not thread-safe.
 */
final class TreeGraph {
  private static final byte LESS_THAN = 1;

  private final List<Integer> roots = new ArrayList<>();
  private final List<Integer> features = new ArrayList<>();
  private final List<Double> thresholds = new ArrayList<>();
  private final List<Integer> missingLeft = new ArrayList<>();
  private final List<Integer> left = new ArrayList<>();
  private final List<Integer> leftIsLeaf = new ArrayList<>();
  private final List<Integer> right = new ArrayList<>();
  private final List<Integer> rightIsLeaf = new ArrayList<>();
  private final List<Double> leaves = new ArrayList<>();

  private TreeGraph() {}

  static Graph of(BoostedModel model) {
    TreeGraph trees = new TreeGraph();
    model.trees().forEach(tree -> trees.add(tree.nodes()));
    if (model.trees().isEmpty()) {
      // An ensemble has a tree.
      trees.add(List.of(Tree.Node.leaf(0)));
    }
    Graph graph = new Graph();
    String sum = graph.trees(trees.attributes());
    graph.output(OnnxModel.PREDICTION, "Add", sum, graph.constant(Tensor.scalar(model.base())));
    return graph;
  }

  private void add(List<Tree.Node> nodes) {
    int[] places = new int[nodes.size()];
    int split = features.size();
    int leaf = leaves.size();
    for (int i = 0; i < places.length; i++) {
      places[i] = nodes.get(i).leaf() ? leaf++ : split++;
    }
    roots.add(features.size());
    if (nodes.get(0).leaf()) {
      // A tree without a split is written as a split with one leaf on both sides.
      split(0, 0, false);
      child(left, leftIsLeaf, places[0], true);
      child(right, rightIsLeaf, places[0], true);
    }
    for (Tree.Node node : nodes) {
      if (node.leaf()) {
        leaves.add(node.value());
      } else {
        int first = node.left();
        split(node.feature(), node.threshold(), node.missingLeft());
        child(left, leftIsLeaf, places[first], nodes.get(first).leaf());
        child(right, rightIsLeaf, places[first + 1], nodes.get(first + 1).leaf());
      }
    }
  }

  private void split(int feature, double threshold, boolean missing) {
    features.add(feature);
    thresholds.add(threshold);
    missingLeft.add(missing ? 1 : 0);
  }

  private static void child(List<Integer> places, List<Integer> kinds, int place, boolean leaf) {
    places.add(place);
    kinds.add(leaf ? 1 : 0);
  }

  private List<Attribute> attributes() {
    byte[] modes = new byte[features.size()];
    Arrays.fill(modes, LESS_THAN);
    return List.of(
        Attribute.number("n_targets", 1),
        Attribute.numbers("tree_roots", roots),
        Attribute.numbers("nodes_featureids", features),
        Attribute.tensor("nodes_splits", doubles(thresholds)),
        Attribute.tensor("nodes_modes", Tensor.small(modes)),
        Attribute.numbers("nodes_missing_value_tracks_true", missingLeft),
        Attribute.numbers("nodes_truenodeids", left),
        Attribute.numbers("nodes_trueleafs", leftIsLeaf),
        Attribute.numbers("nodes_falsenodeids", right),
        Attribute.numbers("nodes_falseleafs", rightIsLeaf),
        Attribute.numbers("leaf_targetids", leaves.stream().map(leaf -> 0).toList()),
        Attribute.tensor("leaf_weights", doubles(leaves)));
  }

  private static Tensor doubles(List<Double> values) {
    return Tensor.vector(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
