package org.kumiki.learning.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kumiki.learning.computation.Batch;

/** ONNX Runtime: loads a file, checks it and runs it. */
final class OtherRuntime implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  OtherRuntime(byte[] file) throws OrtException {
    // Full checks of types and shapes are part of loading.
    this.session = environment.createSession(file);
  }

  /** Each output by its name; the features alone go in, even if a target follows them. */
  Map<String, double[]> run(Batch batch, int features) throws OrtException {
    double[][] rows = new double[batch.rows()][features];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < features; j++) {
        rows[i][j] = batch.columns()[j][i];
      }
    }
    Map<String, double[]> outputs = new LinkedHashMap<>();
    try (OnnxTensor input = OnnxTensor.createTensor(environment, rows);
        OrtSession.Result result = session.run(Map.of(Graph.INPUT, input))) {
      for (var entry : result) {
        double[][] column = (double[][]) entry.getValue().getValue();
        double[] values = new double[column.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = column[i][0];
        }
        outputs.put(entry.getKey(), values);
      }
    }
    return outputs;
  }

  Map<String, String> metadata() throws OrtException {
    return session.getMetadata().getCustomMetadata();
  }

  String title() throws OrtException {
    return session.getMetadata().getDescription();
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
