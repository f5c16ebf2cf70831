package org.kumiki.learning.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.suggest.Feasibility.Outcome;

class FeasibilityTest {
  @Test
  void withoutAFailureEverythingSucceeds() {
    assertEquals(1, Feasibility.of(List.of(), 1).probability(new double[] {3}));
    assertEquals(1, Feasibility.of(List.of(at(0, true), at(1, true)), 1).probability(point(9)));
  }

  // With one experiment the mode solves f = s²·∂log Φ(y(m + f)), which halving finds.
  @Test
  void oneFailureGivesLaplacesApproximation() {
    double strength = 1.7;
    double variance = strength * strength;
    double m = NormalLaw.quantile(1.0 / 3);
    double low = -10;
    double high = 0;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      double z = -(m + middle);
      double slope = -density(z) / NormalLaw.cumulative(z);
      if (middle < variance * slope) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double z = -(m + low);
    double ratio = density(z) / NormalLaw.cumulative(z);
    double weight = ratio * ratio + z * ratio;
    double k = variance * Math.exp(-0.5 * 0.6 * 0.6 / (0.9 * 0.9));
    double mean = m + k * -ratio;
    double spread = variance - k * k / (variance + 1 / weight);
    Feasibility one = Feasibility.of(List.of(at(0, false)), 0.9, strength);
    double expected = NormalLaw.cumulative(mean / Math.sqrt(1 + spread));
    assertEquals(expected, one.probability(point(0.6)), 1e-9);
  }

  // The exact posterior, by the weights of functions drawn from the prior.
  @Test
  void itIsNearTheExactPosterior() {
    List<Outcome> outcomes = List.of(at(0, false), at(0.5, false), at(2, true));
    Feasibility laplace = Feasibility.of(outcomes, 1, 1);
    double m = NormalLaw.quantile(2.0 / 5);
    double k = Math.exp(-0.125);
    double l = Math.exp(-2);
    double h = Math.exp(-1.125);
    // Cholesky factor of the prior at 0, 0.5, 2 and the asked 0.5 itself is among them.
    double b1 = Math.sqrt(1 - k * k);
    double c1 = (h - k * l) / b1;
    double c2 = Math.sqrt(1 - l * l - c1 * c1);
    Random random = new Random(3);
    double total = 0;
    double succeeded = 0;
    for (int i = 0; i < 400_000; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      double z = random.nextGaussian();
      double f = m + x;
      double g = m + k * x + b1 * y;
      double e = m + l * x + c1 * y + c2 * z;
      double weight = NormalLaw.cumulative(-f) * NormalLaw.cumulative(-g) * NormalLaw.cumulative(e);
      total += weight;
      succeeded += weight * NormalLaw.cumulative(g);
    }
    assertEquals(succeeded / total, laplace.probability(point(0.5)), 0.02);
  }

  @Test
  void failuresAreAvoidedNearThemAndForgottenFarAway() {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      outcomes.add(at(i / 4.0, i >= 6));
    }
    Feasibility feasibility = Feasibility.of(outcomes, 0.8);
    assertTrue(feasibility.probability(point(0.2)) < 0.2);
    assertTrue(feasibility.probability(point(2.6)) > 0.8);
    assertEquals(7.0 / 14, feasibility.probability(point(100)), 0.001);
  }

  @Test
  void ofVeryManyExperimentsTheLastCount() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.add(at(0, false));
    for (int i = 0; i < Feasibility.MAX_EXPERIMENTS; i++) {
      outcomes.add(at(0, true));
    }
    assertEquals(1, Feasibility.of(outcomes, 1).probability(point(0)));
  }

  private static double density(double z) {
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  private static Outcome at(double x, boolean succeeded) {
    return new Outcome(point(x), succeeded);
  }

  private static double[] point(double x) {
    return new double[] {x};
  }
}
