package org.kumiki.learning.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Validating;
import org.kumiki.learning.computation.Validation;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.statistics.SeededNumbers;

/** A member's errors on its held-out rows. Not thread-safe. */
final class ErrorSums extends Partial {
  /** Half of each interval of a normal distribution, in standard deviations, in their order. */
  private static final double[] HALF_WIDTHS = {
    0.6744897501960817, 1.2815515655446004, 1.6448536269514722, 1.959963984540054
  };

  /** One shuffle of a few dozen rows says much about the shuffle. */
  private static final int SHUFFLES = 5;

  private final Validation validation;
  private final HeldOut heldOut;

  /** Kept where columns are to be shuffled, which takes all rows at once. */
  private final List<Batch> kept = new ArrayList<>();

  /** After a vector was made, nothing can be added any more. */
  private boolean completed;

  ErrorSums(Validating state, HeldOut heldOut) {
    super(state, ErrorLayout.length(state.computation()));
    this.validation = state.computation();
    this.heldOut = heldOut;
    if (validation.baselines() && heldOut.own().isEmpty()) {
      throw new IllegalArgumentException("the study asks for baselines, and there are none");
    }
  }

  @Override
  protected void accumulate(Batch batch, int[] usedRows) {
    Batch used = part(batch, usedRows);
    double[] target = used.columns()[used.columns().length - 1];
    double[] predicted = heldOut.model().predict(used);
    double[] deviations = heldOut.model().deviations(used);
    Variable domain = validation.target();
    for (int i = 0; i < target.length; i++) {
      double error = error(target[i], predicted[i]);
      double place = (target[i] - domain.middle()) / domain.halfWidth();
      addTo(ErrorLayout.ERROR, error);
      addTo(ErrorLayout.TARGET, place);
      addTo(ErrorLayout.TARGET_SQUARE, place * place);
      addCoverage(Math.abs(target[i] - predicted[i]), deviations[i]);
    }
    addErrors(ErrorLayout.MAGNITUDE, target, predicted);
    heldOut.own().filter(own -> validation.baselines()).ifPresent(own -> addOwn(own, used));
    if (!validation.groups().isEmpty()) {
      stillOpen();
      kept.add(used);
    }
  }

  private void stillOpen() {
    if (completed) {
      throw new IllegalStateException("a vector was made of these rows: begin another fold");
    }
  }

  private void addOwn(HeldOut.Own own, Batch used) {
    double[] target = used.columns()[used.columns().length - 1];
    double[] means = new double[target.length];
    Arrays.fill(means, own.mean());
    addErrors(ErrorLayout.BASELINES, target, means);
    double[] local = own.local().map(model -> model.predict(used)).orElse(means);
    addErrors(ErrorLayout.BASELINES + 2, target, local);
  }

  private void addErrors(int at, double[] target, double[] predicted) {
    for (int i = 0; i < target.length; i++) {
      double error = error(target[i], predicted[i]);
      addTo(at, Math.abs(error));
      addTo(at + 1, error * error);
    }
  }

  /** In half widths of the domain; as large as may be where there is no prediction. */
  private double error(double measured, double predicted) {
    double error = (measured - predicted) / validation.target().halfWidth();
    return Double.isNaN(error)
        ? ErrorLayout.MOST_ERROR
        : Math.max(-ErrorLayout.MOST_ERROR, Math.min(ErrorLayout.MOST_ERROR, error));
  }

  private void addCoverage(double error, double deviation) {
    if (Double.isNaN(deviation)) {
      return;
    }
    addTo(ErrorLayout.STATED, 1);
    for (int level = 0; level < HALF_WIDTHS.length; level++) {
      if (error <= HALF_WIDTHS[level] * deviation) {
        addTo(ErrorLayout.WITHIN + level, 1);
      }
    }
  }

  private static Batch part(Batch batch, int[] used) {
    double[][] columns = new double[batch.columns().length][used.length];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < used.length; i++) {
        columns[j][i] = batch.columns()[j][used[i]];
      }
    }
    return new Batch(used.length, columns);
  }

  @Override
  protected void combineRows(Partial other) {
    stillOpen();
    ((ErrorSums) other).stillOpen();
    kept.addAll(((ErrorSums) other).kept);
  }

  @Override
  protected void complete() {
    if (completed || kept.isEmpty()) {
      return;
    }
    completed = true;
    Batch all = joined();
    kept.clear();
    int first = 0;
    for (int group = 0; group < validation.groups().size(); group++) {
      int end = first + validation.groups().get(group);
      addTo(ErrorLayout.shuffled(validation) + group, shuffled(all, group, first, end));
      first = end;
    }
  }

  private Batch joined() {
    int rows = kept.stream().mapToInt(Batch::rows).sum();
    double[][] columns = new double[validation.features().size() + 1][rows];
    int at = 0;
    for (Batch batch : kept) {
      for (int j = 0; j < columns.length; j++) {
        System.arraycopy(batch.columns()[j], 0, columns[j], at, batch.rows());
      }
      at += batch.rows();
    }
    return new Batch(rows, columns);
  }

  /**
   * The mean over shuffles of the sum of squared errors with columns [first, end) shuffled; all
   * others are shared and not copied.
   */
  private double shuffled(Batch all, int group, int first, int end) {
    double[][] columns = all.columns().clone();
    double[] target = columns[columns.length - 1];
    for (int j = first; j < end; j++) {
      columns[j] = new double[all.rows()];
    }
    double squares = 0;
    for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      int[] order = order(heldOut.seed() + (long) group * SHUFFLES + shuffle, all.rows());
      for (int j = first; j < end; j++) {
        for (int i = 0; i < order.length; i++) {
          columns[j][i] = all.columns()[j][order[i]];
        }
      }
      double[] predicted = heldOut.model().predict(new Batch(all.rows(), columns));
      for (int i = 0; i < target.length; i++) {
        double error = error(target[i], predicted[i]);
        squares += error * error / SHUFFLES;
      }
    }
    return squares;
  }

  private static int[] order(long seed, int rows) {
    SeededNumbers numbers = new SeededNumbers(SeededNumbers.mixed(seed));
    int[] order = new int[rows];
    for (int i = 0; i < order.length; i++) {
      int j = (int) (numbers.uniform() * (i + 1));
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
