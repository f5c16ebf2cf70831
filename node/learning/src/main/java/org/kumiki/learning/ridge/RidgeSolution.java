package org.kumiki.learning.ridge;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.OpenedSum;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.Slope;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Standardised;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.matrix.Cholesky;

/**
 * The merge of a ridge regression's third round. With z̄ and t̄ the means of the factors, which
 * clipping and missing values move away from 0, it solves
 *
 * <pre>
 *   (ZᵀZ − N z̄z̄ᵀ + λI) w = Zᵀt − N z̄t̄,    b = t̄ − z̄ᵀw
 * </pre>
 *
 * and gives weights and intercept back the target's unit. The residual follows from the same sums:
 * ‖t − Zw − b‖² = tᵀt − N t̄² − wᵀr − λ‖w‖² with r the right-hand side, because wᵀ(ZᵀZ − N z̄z̄ᵀ)w
 * = wᵀr − λ‖w‖². Not thread-safe; one use.
 */
final class RidgeSolution {
  private final Ridge ridge;
  private final Standardised state;
  private final GramLayout layout;
  private final OpenedSum sum;

  private RidgeSolution(Ridge ridge, Standardised state, double[] entries) {
    this.ridge = ridge;
    this.state = state;
    this.layout = new GramLayout(state);
    this.sum = new OpenedSum(entries, layout.length());
    sum.requireRows(state.rows());
  }

  static RidgeModel merge(Ridge ridge, Standardised state, double[] entries, int contributors) {
    return new RidgeSolution(ridge, state, entries).model(contributors);
  }

  private RidgeModel model(int contributors) {
    double[] rightHandSide = rightHandSide();
    double[] weights = Cholesky.of(penalisedGram()).solve(rightHandSide);
    double scale = state.target().std();
    double targetSquares = Math.max(0, centred(layout.target(), layout.target()));
    double residual = residualSquares(targetSquares, weights, rightHandSide);
    return new RidgeModel(
        ridge,
        state.rows(),
        contributors,
        slopes(weights, scale),
        finite(state.target().mean() + scale * intercept(weights)),
        finite(scale * Math.sqrt(residual / state.rows())),
        finite(scale * Math.sqrt(targetSquares / state.rows())));
  }

  /** Σ ab − N āb̄ of two factors. */
  private double centred(int row, int column) {
    double product = sum.entry(layout.index(row, column));
    return product - total(row) * total(column) / state.rows();
  }

  private double total(int factor) {
    return sum.entry(layout.index(0, factor));
  }

  private double[][] penalisedGram() {
    int features = layout.width() - 2;
    double[][] gram = new double[features][];
    for (int row = 0; row < features; row++) {
      gram[row] = new double[row + 1];
      for (int column = 0; column <= row; column++) {
        gram[row][column] = centred(column + 1, row + 1);
      }
      gram[row][row] += ridge.lambda();
    }
    return gram;
  }

  private double[] rightHandSide() {
    double[] products = new double[layout.width() - 2];
    for (int k = 0; k < products.length; k++) {
      products[k] = centred(k + 1, layout.target());
    }
    return products;
  }

  private double intercept(double[] weights) {
    double total = total(layout.target());
    for (int k = 0; k < weights.length; k++) {
      total -= weights[k] * total(k + 1);
    }
    return total / state.rows();
  }

  private double residualSquares(double targetSquares, double[] weights, double[] rightHandSide) {
    double squares = targetSquares;
    for (int k = 0; k < weights.length; k++) {
      squares -= weights[k] * (rightHandSide[k] + ridge.lambda() * weights[k]);
    }
    return Math.max(0, squares);
  }

  // Sums of rows give finite answers; what else somebody sent may not.
  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new UnusableSumException("the sums have no finite solution");
    }
    return value;
  }

  private List<Slope> slopes(double[] weights, double scale) {
    List<Slope> slopes = new ArrayList<>();
    int next = 0;
    for (Spread feature : state.features()) {
      slopes.add(new Slope(feature, feature.leftOut() ? 0 : finite(scale * weights[next++])));
    }
    return slopes;
  }
}
