package org.kumiki.learning.ridge;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Slope;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.UnusableSumException;

/**
 * What linear models read off the sums of {@link GramRound}. Clipping and missing values move the
 * factors' means away from 0, so products are taken about them: Σ ab − N āb̄. Immutable.
 */
public final class GramSums {
  private final Standardised state;
  private final GramLayout layout;
  private final OpenedSum sum;

  /**
   * @throws UnusableSumException if rows do not make such sums
   */
  public GramSums(Standardised state, double[] entries) {
    this.state = state;
    this.layout = new GramLayout(state);
    this.sum = new OpenedSum(entries, layout.length());
    sum.requireRows(state.rows());
  }

  /** How many features are not left out. */
  public int features() {
    return layout.width() - 2;
  }

  /** Of two features that are not left out, counted from 0, {@code row <= column}. */
  public double product(int row, int column) {
    return centred(row + 1, column + 1);
  }

  /** Of a feature and the target. */
  public double moment(int feature) {
    return centred(feature + 1, layout.target());
  }

  /** Of the target with itself. */
  public double targetSquares() {
    return Math.max(0, centred(layout.target(), layout.target()));
  }

  /** The lower triangle of the features' products, with a penalty added to the diagonal. */
  double[][] penalised(double penalty) {
    double[][] gram = new double[features()][];
    for (int row = 0; row < gram.length; row++) {
      gram[row] = new double[row + 1];
      for (int column = 0; column <= row; column++) {
        gram[row][column] = product(column, row);
      }
      gram[row][row] += penalty;
    }
    return gram;
  }

  double[] moments() {
    double[] moments = new double[features()];
    for (int k = 0; k < moments.length; k++) {
      moments[k] = moment(k);
    }
    return moments;
  }

  /**
   * In the target's unit, from weights on features that are not left out.
   *
   * @param weights in scales of the target
   */
  public double intercept(double[] weights) {
    double total = total(layout.target());
    for (int k = 0; k < weights.length; k++) {
      total -= weights[k] * total(k + 1);
    }
    return finite(state.target().mean() + state.target().std() * (total / state.rows()));
  }

  /** A root mean square in the target's unit, from a sum of squares in its scale. */
  public double rootMean(double squares) {
    return finite(state.target().std() * Math.sqrt(squares / state.rows()));
  }

  /**
   * One for each feature of the computation.
   *
   * @param weights of the features that are not left out, in scales of the target
   */
  public List<Slope> slopes(double[] weights) {
    List<Slope> slopes = new ArrayList<>();
    int next = 0;
    double scale = state.target().std();
    for (Spread feature : state.features()) {
      slopes.add(new Slope(feature, feature.leftOut() ? 0 : finite(scale * weights[next++])));
    }
    return slopes;
  }

  private double centred(int row, int column) {
    double product = sum.entry(layout.index(row, column));
    return product - total(row) * total(column) / state.rows();
  }

  private double total(int factor) {
    return sum.entry(layout.index(0, factor));
  }

  // Sums of rows give finite answers; what else somebody sent may not.
  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new UnusableSumException("the sums have no finite solution");
    }
    return value;
  }
}
