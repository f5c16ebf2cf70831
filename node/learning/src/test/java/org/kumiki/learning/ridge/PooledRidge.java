package org.kumiki.learning.ridge;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge regression as a textbook does it with all rows in hand: standardise every row, then solve
 * the augmented least squares [Z − z̄; √λ I] w = [y − ȳ; 0] by QR. Shares no code with the module.
 */
final class PooledRidge {
  final double[] mean;
  final double[] std;
  final double[] weights;
  final double intercept;
  final double targetStd;
  private final double clip;

  /**
   * @param rows features then target; NaN is missing, and no target is missing
   */
  PooledRidge(double[][] rows, double lambda, double clip) {
    int features = rows[0].length - 1;
    this.clip = clip;
    this.mean = new double[features];
    this.std = new double[features];
    this.weights = new double[features];
    List<Integer> kept = new ArrayList<>();
    for (int j = 0; j < features; j++) {
      standardiser(rows, j);
      if (std[j] > 0) {
        kept.add(j);
      }
    }
    double targetMean = 0;
    for (double[] row : rows) {
      targetMean += row[features] / rows.length;
    }
    double variance = 0;
    for (double[] row : rows) {
      variance += Math.pow(row[features] - targetMean, 2) / rows.length;
    }
    this.targetStd = Math.sqrt(variance);
    this.intercept = solve(rows, lambda, kept, targetMean);
  }

  private void standardiser(double[][] rows, int j) {
    double total = 0;
    double magnitude = 0;
    int count = 0;
    for (double[] row : rows) {
      if (!Double.isNaN(row[j])) {
        total += row[j];
        count++;
        magnitude = Math.max(magnitude, Math.abs(row[j]));
      }
    }
    mean[j] = total / count;
    double squares = 0;
    for (double[] row : rows) {
      squares += Double.isNaN(row[j]) ? 0 : Math.pow(row[j] - mean[j], 2);
    }
    double deviation = Math.sqrt(squares / count);
    std[j] = count == 0 || deviation <= 1e-9 * magnitude ? 0 : deviation;
  }

  private double z(double[] row, int j) {
    if (std[j] == 0 || Double.isNaN(row[j])) {
      return 0;
    }
    return Math.max(-clip, Math.min(clip, (row[j] - mean[j]) / std[j]));
  }

  private double solve(double[][] rows, double lambda, List<Integer> kept, double targetMean) {
    int width = kept.size();
    double[] zMean = new double[width];
    for (double[] row : rows) {
      for (int k = 0; k < width; k++) {
        zMean[k] += z(row, kept.get(k)) / rows.length;
      }
    }
    DMatrixRMaj left = new DMatrixRMaj(rows.length + width, width);
    DMatrixRMaj right = new DMatrixRMaj(rows.length + width, 1);
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < width; k++) {
        left.set(i, k, z(rows[i], kept.get(k)) - zMean[k]);
      }
      right.set(i, 0, rows[i][rows[i].length - 1] - targetMean);
    }
    for (int k = 0; k < width; k++) {
      left.set(rows.length + k, k, Math.sqrt(lambda));
    }
    DMatrixRMaj solution = new DMatrixRMaj(width, 1);
    LinearSolverDense<DMatrixRMaj> qr = LinearSolverFactory_DDRM.qr(rows.length + width, width);
    if (width > 0) {
      qr.setA(left);
      qr.solve(right, solution);
    }
    double offset = targetMean;
    for (int k = 0; k < width; k++) {
      weights[kept.get(k)] = solution.get(k, 0);
      offset -= solution.get(k, 0) * zMean[k];
    }
    return offset;
  }

  double predict(double[] row) {
    double prediction = intercept;
    for (int j = 0; j < weights.length; j++) {
      prediction += weights[j] * z(row, j);
    }
    return prediction;
  }
}
