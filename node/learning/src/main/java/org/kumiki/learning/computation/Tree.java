package org.kumiki.learning.computation;

import java.util.List;

/**
 * A regression tree: node 0 is the root, and children stand behind their parents. Immutable.
 *
 * @param nodes at least one
 */
public record Tree(List<Node> nodes) {
  /** A node of a tree that no split has made a parent, with what it predicts. */
  private static final int LEAF = -1;

  public Tree {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a tree has at least one node");
    }
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      // Children behind parents: a walk down ends, whatever bytes a tree was read from.
      if (!node.leaf() && (node.left() <= i || node.left() + 1 >= nodes.size())) {
        throw new IllegalArgumentException("the children of a node stand behind it, in the tree");
      }
    }
  }

  /**
   * A leaf or a split.
   *
   * @param feature the place of the feature that a split asks for; −1 in a leaf
   * @param threshold values below it go left, others right; 0 in a leaf
   * @param missingLeft where a missing value goes; false in a leaf
   * @param left the left child, whose sibling is the next node; 0 in a leaf
   * @param value what a leaf adds to the prediction; 0 in a split
   */
  public record Node(int feature, double threshold, boolean missingLeft, int left, double value) {
    public Node {
      if (feature < LEAF || (feature == LEAF && (threshold != 0 || missingLeft || left != 0))) {
        throw new IllegalArgumentException("a leaf has a value only");
      }
      if (feature > LEAF && value != 0) {
        throw new IllegalArgumentException("a split has no value");
      }
      if (!Double.isFinite(threshold) || !Double.isFinite(value)) {
        throw new IllegalArgumentException("thresholds and values are finite");
      }
      threshold += 0.0;
      value += 0.0;
    }

    public static Node leaf(double value) {
      return new Node(LEAF, 0, false, 0, value);
    }

    public boolean leaf() {
      return feature == LEAF;
    }

    /** The child that a value belongs to; NaN is missing. */
    public int child(double x) {
      boolean goesLeft = Double.isNaN(x) ? missingLeft : x < threshold;
      return goesLeft ? left : left + 1;
    }
  }

  /** The value of the leaf that a row belongs to. */
  public double value(double[][] columns, int row) {
    Node node = nodes.get(0);
    while (!node.leaf()) {
      node = nodes.get(node.child(columns[node.feature()][row]));
    }
    return node.value();
  }

  /** The same tree in another unit. */
  public Tree scaled(double factor) {
    return new Tree(
        nodes.stream().map(node -> node.leaf() ? Node.leaf(node.value() * factor) : node).toList());
  }

  void check(int features) {
    for (Node node : nodes) {
      if (node.feature() >= features) {
        throw new IllegalArgumentException("a split asks for a feature that there is not");
      }
    }
  }
}
