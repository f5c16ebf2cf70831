package org.kumiki.learning.suggest;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.learning.gaussian.Posterior;

/** Expected improvement of the front of two properties, times the probability of success. */
final class FrontCriterion implements Criterion {
  private final List<Objective> objectives;
  private final List<Posterior> posteriors;
  private final Feasibility feasibility;
  private final double[] reference;
  private final List<double[]> measured;
  private Front front;

  /**
   * @param posteriors changed by {@link #believe}
   * @param measured pairs of utilities
   */
  FrontCriterion(
      List<Objective> objectives,
      List<Posterior> posteriors,
      Feasibility feasibility,
      double[] reference,
      List<double[]> measured) {
    this.objectives = objectives;
    this.posteriors = posteriors;
    this.feasibility = feasibility;
    this.reference = reference;
    this.measured = new ArrayList<>(measured);
    this.front = Front.of(reference, measured);
  }

  @Override
  public void look() {}

  @Override
  public Worth of(double[] features) {
    Belief first = belief(0, features);
    Belief second = belief(1, features);
    double growth =
        front.expectedImprovement(
            objectives.get(0).goal(), first, objectives.get(1).goal(), second);
    double success = feasibility.probability(posteriors.get(0).standardised(features));
    return new Worth(success * growth, 0);
  }

  @Override
  public void believe(double[] features) {
    double[] utilities = new double[2];
    for (int k = 0; k < 2; k++) {
      double[] phi = posteriors.get(k).phi(features);
      utilities[k] = objectives.get(k).goal().utility(posteriors.get(k).mean(phi));
      posteriors.get(k).believe(phi);
    }
    measured.add(utilities);
    front = Front.of(reference, measured);
  }

  // The gained area is convex in each property, as a sum of products of excesses.
  @Override
  public boolean fallsWithKnowledge() {
    return objectives.stream().allMatch(objective -> objective.goal().linear());
  }

  private Belief belief(int k, double[] features) {
    double[] phi = posteriors.get(k).phi(features);
    return Belief.of(posteriors.get(k).mean(phi), posteriors.get(k).deviation(phi));
  }
}
