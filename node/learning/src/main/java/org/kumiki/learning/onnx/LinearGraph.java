package org.kumiki.learning.onnx;

import org.kumiki.learning.computation.LinearModel;

/** intercept + z·w. */
final class LinearGraph {
  private LinearGraph() {}

  static Graph of(LinearModel model) {
    Graph graph = new Graph();
    String z = Standard.of(graph, model.spreads(), model.computation().clip());
    double[] weights = model.weights();
    double[][] column = new double[weights.length][1];
    for (int j = 0; j < weights.length; j++) {
      column[j][0] = weights[j];
    }
    String sum = graph.apply("MatMul", z, graph.constant(Tensor.matrix(column)));
    String intercept = graph.constant(Tensor.scalar(model.intercept()));
    graph.output(OnnxModel.PREDICTION, "Add", sum, intercept);
    return graph;
  }
}
