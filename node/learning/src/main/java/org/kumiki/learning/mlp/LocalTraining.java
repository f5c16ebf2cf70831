package org.kumiki.learning.mlp;

import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.computation.Averaging;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.statistics.SeededNumbers;

/**
 * A member's half of a round: stochastic gradient descent with momentum from the common weights, on
 * its own rows. The same rows in the same order give the same bits. Not thread-safe; one round.
 */
final class LocalTraining {
  private static final int BATCH_ROWS = 16;
  private static final double MOMENTUM = 0.9;

  private final NeuralNetwork settings;
  private final Layers layers;
  private final double[] start;
  private final long seed;

  LocalTraining(Averaging state, Layers layers) {
    this.settings = state.computation();
    this.layers = layers;
    this.start = state.weights().toArray();
    this.seed = SeededNumbers.mixed(settings.seed() + state.round());
  }

  /**
   * How far training comes, cut to the length that the computation allows.
   *
   * @param rows standardised inputs
   * @param targets scaled
   */
  double[] update(List<double[]> rows, double[] targets) {
    double[] w = start.clone();
    double[] velocity = new double[w.length];
    double[] gradient = new double[w.length];
    double[][] values = layers.room();
    double[][] slopes = layers.room();
    SeededNumbers numbers = new SeededNumbers(seed);
    for (int epoch = 0; epoch < settings.localEpochs(); epoch++) {
      int[] order = order(rows.size(), numbers);
      for (int from = 0; from < order.length; from += BATCH_ROWS) {
        int to = Math.min(order.length, from + BATCH_ROWS);
        Arrays.fill(gradient, 0);
        for (int i = from; i < to; i++) {
          values[0] = rows.get(order[i]);
          double error = layers.value(w, values) - targets[order[i]];
          layers.addGradient(w, values, slopes, error, gradient);
        }
        step(w, velocity, gradient, to - from);
      }
    }
    return cut(w);
  }

  private void step(double[] w, double[] velocity, double[] gradient, int count) {
    for (int i = 0; i < w.length; i++) {
      double slope = gradient[i] / count + settings.proximal() * (w[i] - start[i]);
      velocity[i] = MOMENTUM * velocity[i] - settings.localRate() * slope;
      w[i] += velocity[i];
    }
  }

  private double[] cut(double[] w) {
    double squares = 0;
    for (int i = 0; i < w.length; i++) {
      w[i] -= start[i];
      squares += w[i] * w[i];
    }
    double length = Math.sqrt(squares);
    // What diverged is no update; a sum must not carry it.
    double factor = length <= settings.updateClip() ? 1 : settings.updateClip() / length;
    boolean finite = Double.isFinite(length);
    for (int i = 0; i < w.length; i++) {
      w[i] = finite ? w[i] * factor : 0;
    }
    return w;
  }

  /** Fisher and Yates. */
  private static int[] order(int count, SeededNumbers numbers) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = (int) (numbers.uniform() * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
