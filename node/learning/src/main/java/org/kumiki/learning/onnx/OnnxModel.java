package org.kumiki.learning.onnx;

import java.util.SortedMap;
import org.kumiki.learning.computation.RegressionModel;

/**
 * A fitted model as an ONNX file (onnx.ai, Open Neural Network Exchange) that predicts alone what
 * the model predicts here.
 *
 * <ul>
 *   <li>Input {@code features}: doubles, [rows, features], in the computation's order and the
 *       features' units; NaN where a value is missing. Standardising, missing values and the cut
 *       stand in the graph.
 *   <li>Output {@value #PREDICTION}: doubles, [rows, 1], in the target's unit.
 *   <li>Output {@value #DEVIATION}, of a Gaussian process alone: doubles, [rows, 1], the standard
 *       deviation of a new measurement about the prediction, in the target's unit.
 * </ul>
 *
 * <p>All sums are of doubles; they may be added up in another order than here, so that predictions
 * agree to about 1e-12 of the target's standard deviation and not to the bit. The same model gives
 * the same bytes. Operators: ai.onnx 18 (in 2022); trees ai.onnx 21 and ai.onnx.ml 5 (in 2024).
 * Stateless.
 */
public final class OnnxModel {
  /** The name of the output that predicts. */
  public static final String PREDICTION = "prediction";

  /** The name of the output that says how sure the prediction is. */
  public static final String DEVIATION = "standard_deviation";

  private OnnxModel() {}

  /**
   * The bytes of the file.
   *
   * @param title for people
   * @param metadata what names the model, its terms and its units; any keys, not read by a runtime
   */
  public static byte[] of(RegressionModel model, String title, SortedMap<String, String> metadata) {
    Graph graph =
        model.foldModel(LinearGraph::of, GaussianGraph::of, TreeGraph::of, NetworkGraph::of);
    return graph.model(model.computation().features().size(), title, metadata);
  }
}
