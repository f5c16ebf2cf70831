package org.kumiki.learning.suggest;

import java.util.function.ToDoubleFunction;
import org.kumiki.learning.gaussian.Posterior;
import org.kumiki.learning.statistics.SeededNumbers;

/** An acquisition for one property, times the probability of success. */
final class SingleCriterion implements Criterion {
  private final Acquisition acquisition;
  private final Goal goal;
  private final Posterior posterior;
  private final Feasibility feasibility;
  private final double floor;
  private final ToDoubleFunction<double[]> expected;
  private final SeededNumbers numbers;
  private double best;
  private double[] drawn;

  /**
   * @param posterior changed by {@link #believe}
   * @param floor the worst utility measured, which a failure is taken to be worth
   * @param expected what the posterior's mean is added to
   */
  SingleCriterion(
      Acquisition acquisition,
      Goal goal,
      Posterior posterior,
      Feasibility feasibility,
      double best,
      double floor,
      ToDoubleFunction<double[]> expected) {
    this.acquisition = acquisition;
    this.goal = goal;
    this.posterior = posterior;
    this.feasibility = feasibility;
    this.best = best;
    this.floor = floor;
    this.expected = expected;
    this.numbers =
        acquisition instanceof Acquisition.Thompson thompson
            ? new SeededNumbers(thompson.seed())
            : null;
  }

  @Override
  public void look() {
    drawn = numbers == null ? null : posterior.draw(numbers);
  }

  @Override
  public Worth of(double[] features) {
    double[] phi = posterior.phi(features);
    double before = expected.applyAsDouble(features);
    double mean = before + posterior.mean(phi);
    Belief belief =
        drawn == null
            ? Belief.of(mean, posterior.deviation(phi))
            : new Belief(mean, Double.NaN, before + posterior.valueOf(drawn, phi));
    double value = acquisition.value(goal, belief, best);
    double success = feasibility.probability(posterior.standardised(features));
    double failed = acquisition.isUtility() ? floor : 0;
    return new Worth(success * value + (1 - success) * failed, goal.utility(mean));
  }

  @Override
  public void believe(double[] features) {
    double[] phi = posterior.phi(features);
    double mean = expected.applyAsDouble(features) + posterior.mean(phi);
    best = Math.max(best, goal.utility(mean));
    posterior.believe(phi);
  }

  @Override
  public boolean fallsWithKnowledge() {
    return acquisition.fallsWithKnowledge(goal);
  }
}
