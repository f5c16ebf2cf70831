package org.kumiki.learning.onnx;

import java.util.List;
import org.kumiki.learning.computation.NetworkModel;
import org.kumiki.learning.mlp.NetworkPredictor;
import org.kumiki.learning.mlp.NetworkPredictor.Layer;

/** One product, one sum and one cut at 0 a layer; at last the target's unit. */
final class NetworkGraph {
  private NetworkGraph() {}

  static Graph of(NetworkModel model) {
    Graph graph = new Graph();
    String value = Standard.of(graph, model.spreads(), model.computation().clip());
    List<Layer> layers = new NetworkPredictor(model).layers();
    for (int l = 0; l < layers.size(); l++) {
      Layer layer = layers.get(l);
      double[][] weights = layer.weights();
      if (l == 0) {
        weights = Standard.spread(model.spreads(), weights, layer.offsets().length);
      }
      String product = graph.apply("MatMul", value, graph.constant(Tensor.matrix(weights)));
      value = graph.apply("Add", product, graph.constant(Tensor.row(layer.offsets())));
      if (l + 1 < layers.size()) {
        value = graph.apply("Relu", value);
      }
    }
    String scale = graph.constant(Tensor.scalar(model.target().std()));
    String mean = graph.constant(Tensor.scalar(model.target().mean()));
    graph.output(OnnxModel.PREDICTION, "Add", graph.apply("Mul", value, scale), mean);
    return graph;
  }
}
