package org.kumiki.learning.transfer;

import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Predictor;

/**
 * A small model of own rows, on top of or beneath a model of others. Holds the rows that it was
 * fitted to, in standard deviations: it is for its own house. Immutable and thread-safe.
 *
 * <p>Batches are the own columns in their order and one more, which is not read.
 */
public final class TransferredModel implements Predictor {
  private final Candidate candidate;
  private final double factor;
  private final SmallRegression small;

  TransferredModel(Candidate candidate, double factor, SmallRegression small) {
    this.candidate = candidate;
    this.factor = factor;
    this.small = small;
  }

  public Candidate candidate() {
    return candidate;
  }

  /** b: how much of a source's prediction counts; 0 without a warm start. */
  public double factor() {
    return factor;
  }

  @Override
  public double[] predict(Batch batch) {
    Candidate.Reading reading = candidate.read(batch);
    double[] predictions = new double[batch.rows()];
    for (int i = 0; i < predictions.length; i++) {
      predictions[i] = predict(reading, i);
    }
    return predictions;
  }

  @Override
  public double[] deviations(Batch batch) {
    Candidate.Reading reading = candidate.read(batch);
    double[] deviations = new double[batch.rows()];
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] = small.deviation(reading.inputs()[i]);
    }
    return deviations;
  }

  double predict(Candidate.Reading reading, int row) {
    return factor * reading.base()[row] + small.mean(reading.inputs()[row]);
  }
}
