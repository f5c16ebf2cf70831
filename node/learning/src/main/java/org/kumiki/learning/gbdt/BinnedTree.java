package org.kumiki.learning.gbdt;

import java.util.List;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.Tree;

/** A tree that asks for bins in place of values: the same ends, by bytes. Immutable. */
final class BinnedTree {
  private static final int LEAF = -1;

  private final int[] active;
  private final int[] firstRight;
  private final int[] missing;
  private final boolean[] missingLeft;
  private final int[] left;

  BinnedTree(Tree tree, List<Numbers> cuts, HistogramLayout layout) {
    int nodes = tree.nodes().size();
    this.active = new int[nodes];
    this.firstRight = new int[nodes];
    this.missing = new int[nodes];
    this.missingLeft = new boolean[nodes];
    this.left = new int[nodes];
    int[] places = places(cuts.size(), layout);
    for (int i = 0; i < nodes; i++) {
      Tree.Node node = tree.nodes().get(i);
      active[i] = LEAF;
      if (!node.leaf()) {
        double[] own = cuts.get(node.feature()).toArray();
        active[i] = places[node.feature()];
        firstRight[i] = Partition.bin(own, node.threshold());
        // Above all cuts: every reported value is on the left.
        firstRight[i] += own[own.length - 1] < node.threshold() ? 1 : 0;
        missing[i] = own.length + 1;
        missingLeft[i] = node.missingLeft();
        left[i] = node.left();
      }
    }
  }

  private static int[] places(int features, HistogramLayout layout) {
    int[] places = new int[features];
    for (int a = 0; a < layout.active(); a++) {
      places[layout.feature(a)] = a;
    }
    return places;
  }

  /** The end of the tree that a row belongs to. */
  int end(byte[][] bins, int row) {
    int node = 0;
    while (active[node] != LEAF) {
      int bin = bins[active[node]][row] & 0xff;
      boolean goesLeft = bin == missing[node] ? missingLeft[node] : bin < firstRight[node];
      node = goesLeft ? left[node] : left[node] + 1;
    }
    return node;
  }
}
