package org.kumiki.learning.onnx;

import java.util.List;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.gaussian.GaussianPredictor;

/**
 * φ = s·cos(zΩ/η + b), mean = m + d·φw, deviation = d·noise·√(1 + ‖φL⁻ᵀ‖²), with LLᵀ = G + rI and m
 * and d the target's mean and scale. L⁻¹ stands in the file as a matrix: there is no operator that
 * solves a triangular system.
 */
final class GaussianGraph {
  private GaussianGraph() {}

  static Graph of(GaussianModel model) {
    Graph graph = new Graph();
    GaussianPredictor predictor = new GaussianPredictor(model);
    String z = Standard.of(graph, model.spreads(), model.computation().clip());
    String phi = phi(graph, z, model, predictor);
    Spread target = model.target();
    String scale = graph.constant(Tensor.scalar(target.std()));
    String weights = graph.constant(Tensor.matrix(column(predictor.weights())));
    String mean = graph.apply("Mul", graph.apply("MatMul", phi, weights), scale);
    graph.output(OnnxModel.PREDICTION, "Add", mean, graph.constant(Tensor.scalar(target.mean())));
    String half = graph.constant(Tensor.matrix(predictor.transposedInverseFactor()));
    String halves = graph.apply("MatMul", phi, half);
    String squares = graph.apply("Mul", halves, halves);
    String sum = graph.apply("ReduceSum", squares, graph.constant(Tensor.index(1)));
    String plusOne = graph.apply("Add", sum, graph.constant(Tensor.scalar(1)));
    String noise = graph.constant(Tensor.scalar(target.std() * model.noise()));
    graph.output(OnnxModel.DEVIATION, "Mul", graph.apply("Sqrt", plusOne), noise);
    return graph;
  }

  private static String phi(
      Graph graph, String z, GaussianModel model, GaussianPredictor predictor) {
    List<Spread> spreads = model.spreads();
    int count = model.computation().randomFeatures();
    double[][] directions =
        Standard.spread(spreads, transposed(predictor.directions(), spreads), count);
    String projected = graph.apply("MatMul", z, graph.constant(Tensor.matrix(directions)));
    String width = graph.constant(Tensor.scalar(model.lengthscale()));
    String scaled = graph.apply("Div", projected, width);
    String phases = graph.constant(Tensor.row(predictor.phases()));
    String cosines = graph.apply("Cos", graph.apply("Add", scaled, phases));
    return graph.apply("Mul", cosines, graph.constant(Tensor.scalar(Math.sqrt(2.0 / count))));
  }

  /** From one row a random feature to one row a kept feature. */
  private static double[][] transposed(double[][] directions, List<Spread> spreads) {
    int kept = (int) spreads.stream().filter(spread -> !spread.leftOut()).count();
    double[][] transposed = new double[kept][directions.length];
    for (int i = 0; i < directions.length; i++) {
      for (int j = 0; j < kept; j++) {
        transposed[j][i] = directions[i][j];
      }
    }
    return transposed;
  }

  private static double[][] column(double[] values) {
    double[][] column = new double[values.length][1];
    for (int i = 0; i < values.length; i++) {
      column[i][0] = values[i];
    }
    return column;
  }
}
