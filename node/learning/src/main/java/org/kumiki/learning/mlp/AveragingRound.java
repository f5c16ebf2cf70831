package org.kumiki.learning.mlp;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Averaging;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.LocalStep;
import org.kumiki.learning.computation.NetworkModel;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Numbers;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.statistics.FactorBound;
import org.kumiki.learning.statistics.RoundingSlack;

/**
 * A round of averaging: the rows, then each weight's update times the member's rows, then the
 * squared errors of the network that all start from, in the small ring, which rounds far less than
 * a step of training wanders. The last round: the rows and their squared errors, in the large ring.
 * Stateless.
 */
final class AveragingRound {
  /** Adam's memories of means and squares, and what keeps the quotient of the two finite. */
  private static final double MEAN_MEMORY = 0.9;

  private static final double SQUARE_MEMORY = 0.99;
  private static final double FLOOR = 1e-3;

  private static final int ERROR_BITS = 20;

  private AveragingRound() {}

  static Averaging first(NeuralNetwork network, Standardised state, int contributors) {
    Layers layers = layers(network, state.features());
    Numbers zeros = Numbers.of(new double[layers.weights()]);
    return new Averaging(
        network,
        state.rows(),
        contributors,
        state.features(),
        state.target(),
        1,
        Numbers.of(layers.first(network.seed())),
        zeros,
        zeros,
        Double.NaN);
  }

  static Encoding encoding(Averaging state) {
    double most = Math.min(state.computation().maxRowsPerMember(), state.rows());
    Encoding.Builder blocks = new Encoding.Builder().run(1, most, 0);
    if (state.trained()) {
      double error = errorBound(state);
      return blocks.run(1, RoundingSlack.above(most * error * error), ERROR_BITS).build();
    }
    double update = RoundingSlack.above(most * state.computation().updateClip());
    // A row's error is at most 1 of its unit, so that no study's bounds are too wide for it alone.
    return blocks
        .run(state.weights().size(), update, 0)
        .run(1, RoundingSlack.above(most), 0)
        .build(Ring.Z32);
  }

  static LocalStep localStep(Averaging state) {
    return () -> new RowsPartial(state);
  }

  static Stage merge(Averaging state, double[] entries, int contributors) {
    OpenedSum sum = new OpenedSum(entries, length(state));
    sum.requireRows(state.rows());
    return state.trained() ? model(state, sum, contributors) : averaged(state, sum, contributors);
  }

  private static NetworkModel model(Averaging state, OpenedSum sum, int contributors) {
    double squares = sum.entryWithin(1, 0, Double.MAX_VALUE, "squared errors");
    return new NetworkModel(
        state.computation(),
        state.rows(),
        contributors,
        state.features(),
        state.target(),
        state.weights(),
        Math.sqrt(squares / state.rows()) * state.target().std(),
        state.target().std());
  }

  /** Adam, with corrections for its first rounds and a rate that falls to 0. */
  private static Averaging averaged(Averaging state, OpenedSum sum, int contributors) {
    NeuralNetwork settings = state.computation();
    double[] w = state.weights().toArray();
    double[] mean = state.mean().toArray();
    double[] square = state.square().toArray();
    double rate = settings.serverRate() * (1 - (state.round() - 1.0) / settings.rounds());
    double meanGained = 1 - power(MEAN_MEMORY, state.round());
    double squareGained = 1 - power(SQUARE_MEMORY, state.round());
    double most = state.rows() * settings.updateClip();
    for (int i = 0; i < w.length; i++) {
      double update = sum.entryWithin(1 + i, -most, most, "an update") / state.rows();
      mean[i] = MEAN_MEMORY * mean[i] + (1 - MEAN_MEMORY) * update;
      square[i] = SQUARE_MEMORY * square[i] + (1 - SQUARE_MEMORY) * update * update;
      double step = mean[i] / meanGained;
      w[i] += rate * step / (Math.sqrt(square[i] / squareGained) + FLOOR);
    }
    return new Averaging(
        settings,
        state.rows(),
        contributors,
        state.features(),
        state.target(),
        state.round() + 1,
        Numbers.of(w),
        Numbers.of(mean),
        Numbers.of(square),
        error(state, sum));
  }

  private static int length(Averaging state) {
    return state.trained() ? 2 : 2 + state.weights().size();
  }

  private static double error(Averaging state, OpenedSum sum) {
    double share = sum.entryWithin(1 + state.weights().size(), 0, state.rows(), "squared errors");
    double most = Averaging.MOST_ERROR * state.target().std();
    return Math.sqrt(share / state.rows()) * most;
  }

  private static double power(double base, int exponent) {
    double power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
    }
    return power;
  }

  static Layers layers(NeuralNetwork network, List<Spread> features) {
    int inputs = (int) features.stream().filter(spread -> !spread.leftOut()).count();
    return new Layers(inputs, network.hidden());
  }

  private static double errorBound(Averaging state) {
    return 2 * FactorBound.ofDomain(state.computation().target(), state.target());
  }

  /** Keeps the member's rows until all are there: training goes over them more than once. */
  private static final class RowsPartial extends Partial {
    private final Averaging state;
    private final Layers layers;
    private final int[] kept;
    private final List<double[]> rows = new ArrayList<>();
    private final List<Double> targets = new ArrayList<>();
    private boolean added;

    RowsPartial(Averaging state) {
      super(state, length(state));
      this.state = state;
      this.layers = layers(state.computation(), state.features());
      this.kept =
          IntStream.range(0, state.features().size())
              .filter(j -> !state.features().get(j).leftOut())
              .toArray();
    }

    @Override
    protected void accumulate(Batch batch, int[] usedRows) {
      double[] target = batch.columns()[batch.columns().length - 1];
      for (int i : usedRows) {
        double[] row = new double[kept.length];
        for (int k = 0; k < kept.length; k++) {
          Spread spread = state.features().get(kept[k]);
          row[k] = spread.standardise(batch.columns()[kept[k]][i], state.computation().clip());
        }
        rows.add(row);
        targets.add((target[i] - state.target().mean()) / state.target().std());
      }
    }

    @Override
    protected void combineRows(Partial other) {
      rows.addAll(((RowsPartial) other).rows);
      targets.addAll(((RowsPartial) other).targets);
    }

    @Override
    protected void complete() {
      if (added) {
        throw new IllegalStateException("the rows of a member are trained on once");
      }
      added = true;
      double[] of = targets.stream().mapToDouble(Double::doubleValue).toArray();
      if (state.trained()) {
        addTo(1, squares(of, errorBound(state)));
        return;
      }
      double most = Averaging.MOST_ERROR;
      addTo(1 + state.weights().size(), squares(of, most) / (most * most));
      double[] update = new LocalTraining(state, layers).update(rows, of);
      for (int i = 0; i < update.length; i++) {
        addTo(1 + i, rows.size() * update[i]);
      }
    }

    private double squares(double[] of, double most) {
      double[] w = state.weights().toArray();
      double[][] values = layers.room();
      double squares = 0;
      for (int i = 0; i < of.length; i++) {
        values[0] = rows.get(i);
        double error = Math.min(most, Math.abs(layers.value(w, values) - of[i]));
        squares += error * error;
      }
      return squares;
    }
  }
}
