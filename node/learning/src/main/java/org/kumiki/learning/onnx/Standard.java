package org.kumiki.learning.onnx;

import java.util.List;
import org.kumiki.learning.computation.Spread;

/**
 * The first operators of a graph: z = clip((x − mean)/std), which are those of {@link
 * Spread#standardise} in the same order, so that z has the same bits. A missing value and a feature
 * that is left out count as the mean, and z is 0. Stateless.
 */
final class Standard {
  private Standard() {}

  /** The name of z. */
  static String of(Graph graph, List<Spread> spreads, double clip) {
    double[] means = new double[spreads.size()];
    double[] stds = new double[spreads.size()];
    boolean[] leftOut = new boolean[spreads.size()];
    for (int j = 0; j < means.length; j++) {
      Spread spread = spreads.get(j);
      means[j] = spread.mean();
      stds[j] = spread.leftOut() ? 1 : spread.std();
      leftOut[j] = spread.leftOut();
    }
    String mean = graph.constant(Tensor.row(means));
    String missing = graph.apply("IsNaN", Graph.INPUT);
    String asMean = graph.apply("Or", missing, graph.constant(Tensor.row(leftOut)));
    String known = graph.apply("Where", asMean, mean, Graph.INPUT);
    String centred = graph.apply("Sub", known, mean);
    String z = graph.apply("Div", centred, graph.constant(Tensor.row(stds)));
    if (clip == Double.POSITIVE_INFINITY) {
      return z;
    }
    String lower = graph.constant(Tensor.scalar(-clip));
    return graph.apply("Clip", z, lower, graph.constant(Tensor.scalar(clip)));
  }

  /** A matrix of one row a kept feature as one of a row a feature: 0 where it is left out. */
  static double[][] spread(List<Spread> spreads, double[][] ofKept, int width) {
    double[][] all = new double[spreads.size()][];
    int kept = 0;
    for (int j = 0; j < all.length; j++) {
      all[j] = spreads.get(j).leftOut() ? new double[width] : ofKept[kept++];
    }
    return all;
  }
}
