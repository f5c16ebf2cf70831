package org.kumiki.learning.gaussian;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.UnusableSumException;
import org.kumiki.learning.matrix.BorderedTridiagonal;
import org.kumiki.learning.matrix.BorderedTridiagonal.Shifted;
import org.kumiki.learning.matrix.Cholesky;

/**
 * Chooses width, noise and amplitude from sums, in scales of the target. With r = noise²/amplitude²
 * and v = amplitude², the rows' covariance is v(ΦΦᵀ + rI), and
 *
 * <pre>
 *   log p(t) = −½[N log v + (N − l) log r + log det(G + rI) + q(r)/v + N log 2π],
 *   q(r) = (tᵀt − cᵀ(G + rI)⁻¹c)/r,
 * </pre>
 *
 * which v = q(r)/N maximises (type-II maximum likelihood). r runs over a grid of 12 % steps, so
 * that the choice is the same for sums that differ by roundings.
 *
 * <p>With folds of materials, width and r are those of the least squared error on the materials
 * that were held out, and v is the one for which those errors are on average as large as the
 * posterior says: Σ(t − wᵀφ)² = r·v·Σ(1 + φᵀ(G₋ + rI)⁻¹φ), of which all is in the folds' sums, the
 * last as the trace of (G₋ + rI)⁻¹G of a fold. Stateless.
 */
final class HyperparameterChoice {
  /** r = 10^(step/20), from 10⁻⁶ to 10²: beyond, the noise or the signal is all. */
  private static final int FIRST_STEP = -120;

  private static final int LAST_STEP = 40;
  private static final double STEPS_A_DECADE = 20;

  /** With folds each r costs O(l²), and the error is flat about its minimum: steps of 78 %. */
  private static final int FOLD_STRIDE = 5;

  /** Where the fit is perfect rounding alone is left of v. */
  private static final double LEAST_VARIANCE = 1e-12;

  private final GaussianProcess process;
  private Hyperparameters best;

  private HyperparameterChoice(GaussianProcess process) {
    this.process = process;
  }

  /**
   * What was chosen.
   *
   * @param width the place of the lengthscale
   * @param ratio r
   * @param variance v
   * @param loss what was minimised: −log p, or the squared error on held-out materials
   */
  record Hyperparameters(int width, double ratio, double variance, double loss) {}

  /**
   * By marginal likelihood.
   *
   * @param sums for each width, over all rows
   */
  static Hyperparameters byEvidence(GaussianProcess process, List<FeatureSums> sums) {
    HyperparameterChoice choice = new HyperparameterChoice(process);
    for (int width = 0; width < sums.size(); width++) {
      choice.evidence(width, sums.get(width));
    }
    return choice.chosen();
  }

  /**
   * By the error on held-out materials.
   *
   * @param sums for each width, over each fold that has rows, at least two
   */
  static Hyperparameters byFolds(GaussianProcess process, List<List<FeatureSums>> sums) {
    HyperparameterChoice choice = new HyperparameterChoice(process);
    for (int width = 0; width < sums.size(); width++) {
      choice.heldOut(width, sums.get(width));
    }
    Hyperparameters chosen = choice.chosen();
    double variance =
        choice.free() ? calibrated(chosen, sums.get(chosen.width())) : chosen.variance();
    return new Hyperparameters(chosen.width(), chosen.ratio(), variance, chosen.loss());
  }

  private void evidence(int width, FeatureSums sums) {
    BorderedTridiagonal reduced = BorderedTridiagonal.of(sums.gram(), sums.moments());
    for (double ratio : ratios(1)) {
      Shifted shifted = reduced.shifted(ratio);
      double quadratic = Math.max(0, sums.squares() - shifted.quadratic()) / ratio;
      double variance = free() ? atLeast(quadratic / sums.rows()) : fixedVariance(ratio);
      double loss =
          (sums.rows() * StrictMath.log(variance)
                  + (sums.rows() - sums.features()) * StrictMath.log(ratio)
                  + shifted.logDeterminant()
                  + quadratic / variance)
              / 2;
      consider(new Hyperparameters(width, ratio, variance, loss));
    }
  }

  private void heldOut(int width, List<FeatureSums> folds) {
    FeatureSums all = folds.stream().reduce(FeatureSums::plus).orElseThrow();
    List<BorderedTridiagonal> reduced = new ArrayList<>();
    for (FeatureSums fold : folds) {
      FeatureSums rest = all.minus(fold);
      reduced.add(BorderedTridiagonal.of(rest.gram(), rest.moments()));
    }
    for (double ratio : ratios(FOLD_STRIDE)) {
      double loss = 0;
      for (int k = 0; k < folds.size(); k++) {
        loss += folds.get(k).squaredError(reduced.get(k).solve(ratio));
      }
      double variance = free() ? 1 : fixedVariance(ratio);
      consider(new Hyperparameters(width, ratio, variance, loss));
    }
  }

  private static double calibrated(Hyperparameters chosen, List<FeatureSums> folds) {
    FeatureSums all = folds.stream().reduce(FeatureSums::plus).orElseThrow();
    double expected = 0;
    for (FeatureSums fold : folds) {
      Cholesky rest = Cholesky.of(all.minus(fold).shifted(chosen.ratio()));
      expected += fold.rows() + trace(rest, fold);
    }
    return atLeast(chosen.loss() / (chosen.ratio() * expected));
  }

  /** The trace of A⁻¹G. */
  private static double trace(Cholesky a, FeatureSums fold) {
    int l = fold.features();
    double trace = 0;
    double[] column = new double[l];
    for (int j = 0; j < l; j++) {
      System.arraycopy(fold.gram(), j * l, column, 0, l);
      trace += a.solve(column)[j];
    }
    return trace;
  }

  private void consider(Hyperparameters candidate) {
    if (Double.isFinite(candidate.loss()) && (best == null || candidate.loss() < best.loss())) {
      best = candidate;
    }
  }

  private Hyperparameters chosen() {
    if (best == null) {
      throw new UnusableSumException("the sums have no finite solution");
    }
    return best;
  }

  /** Whether v is not given by a setting. */
  private boolean free() {
    return process.noise() == 0 && process.amplitude() == 0;
  }

  private double fixedVariance(double ratio) {
    double noise = process.noise();
    double amplitude = process.amplitude();
    return amplitude > 0 ? amplitude * amplitude : noise * noise / ratio;
  }

  private double[] ratios(int stride) {
    if (process.noise() > 0 && process.amplitude() > 0) {
      double quotient = process.noise() / process.amplitude();
      return new double[] {quotient * quotient};
    }
    double[] ratios = new double[(LAST_STEP - FIRST_STEP) / stride + 1];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = StrictMath.pow(10, (FIRST_STEP + i * stride) / STEPS_A_DECADE);
    }
    return ratios;
  }

  private static double atLeast(double variance) {
    return Math.max(LEAST_VARIANCE, variance);
  }
}
