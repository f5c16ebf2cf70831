package org.kumiki.learning.onnx;

import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.gaussian.GaussianPredictor;

/**
 * φ = s·cos(zΩ/η + b), mean = m + d·φw, deviation = d·noise·√(1 + ‖φL⁻ᵀ‖²), with LLᵀ = G + rI and m
 * and d the target's mean and scale. L⁻¹ stands in the file as a matrix: there is no operator that
 * solves a triangular system.
 *
 * <p>1/η, s and d are multiplied into the matrices, and no product of a matrix stands beside a
 * single factor: ONNX Runtime would make one operator of the two, whose factor is a float.
 */
final class GaussianGraph {
  private GaussianGraph() {}

  static Graph of(GaussianModel model) {
    Graph graph = new Graph();
    GaussianPredictor predictor = new GaussianPredictor(model);
    String z = Standard.of(graph, model.spreads(), model.computation().clip());
    String cosines = cosines(graph, z, model, predictor);
    Spread target = model.target();
    double height = Math.sqrt(2.0 / model.computation().randomFeatures());
    double[][] weights = column(predictor.weights());
    String mean = product(graph, cosines, weights, height * target.std());
    graph.output(OnnxModel.PREDICTION, "Add", mean, graph.constant(Tensor.scalar(target.mean())));
    String halves = product(graph, cosines, predictor.transposedInverseFactor(), height);
    String squares = graph.apply("Mul", halves, halves);
    String sum = graph.apply("ReduceSum", squares, graph.constant(Tensor.index(1)));
    String plusOne = graph.apply("Add", sum, graph.constant(Tensor.scalar(1)));
    String noise = graph.constant(Tensor.scalar(target.std() * model.noise()));
    graph.output(OnnxModel.DEVIATION, "Mul", graph.apply("Sqrt", plusOne), noise);
    return graph;
  }

  private static String cosines(
      Graph graph, String z, GaussianModel model, GaussianPredictor predictor) {
    List<Spread> spreads = model.spreads();
    int count = model.computation().randomFeatures();
    double[][] directions =
        Standard.spread(spreads, transposed(predictor.directions(), spreads), count);
    String projected = product(graph, z, directions, 1 / model.lengthscale());
    String phases = graph.constant(Tensor.row(predictor.phases()));
    return graph.apply("Cos", graph.apply("Add", projected, phases));
  }

  private static String product(Graph graph, String left, double[][] right, double factor) {
    double[][] scaled = new double[right.length][];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = Arrays.stream(right[i]).map(value -> factor * value).toArray();
    }
    return graph.apply("MatMul", left, graph.constant(Tensor.matrix(scaled)));
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
