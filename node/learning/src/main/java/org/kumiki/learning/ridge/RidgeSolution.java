package org.kumiki.learning.ridge;

import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.Standardised;
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
 * = wᵀr − λ‖w‖². Stateless.
 */
final class RidgeSolution {
  private RidgeSolution() {}

  static RidgeModel merge(Ridge ridge, Standardised state, double[] entries, int contributors) {
    GramSums sums = new GramSums(state, entries);
    double[] rightHandSide = sums.moments();
    double[] weights = Cholesky.of(sums.penalised(ridge.lambda())).solve(rightHandSide);
    double squares = sums.targetSquares();
    double residual = residualSquares(ridge, squares, weights, rightHandSide);
    return new RidgeModel(
        ridge,
        state.rows(),
        contributors,
        sums.slopes(weights),
        sums.intercept(weights),
        sums.rootMean(residual),
        sums.rootMean(squares));
  }

  private static double residualSquares(
      Ridge ridge, double targetSquares, double[] weights, double[] rightHandSide) {
    double squares = targetSquares;
    for (int k = 0; k < weights.length; k++) {
      squares -= weights[k] * (rightHandSide[k] + ridge.lambda() * weights[k]);
    }
    return Math.max(0, squares);
  }
}
