package org.kumiki.learning.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.suggest.Acquisition.ExpectedImprovement;
import org.kumiki.learning.suggest.Acquisition.ProbabilityOfImprovement;
import org.kumiki.learning.suggest.Acquisition.Thompson;
import org.kumiki.learning.suggest.Acquisition.Uncertainty;
import org.kumiki.learning.suggest.Acquisition.UpperConfidenceBound;
import org.kumiki.learning.suggest.Goal.Maximise;
import org.kumiki.learning.suggest.Goal.Minimise;
import org.kumiki.learning.suggest.Goal.Window;

/** Values of mpmath and of numerical integration; the vector says how they were made. */
class AcquisitionTest {
  private final JsonNode vector;

  AcquisitionTest() throws IOException {
    Path file = Path.of("src/test/vectors/suggest/acquisition.json");
    vector = new ObjectMapper().readTree(file.toFile());
  }

  @Test
  void expectedAndProbableImprovementAreThoseOfFortyDigits() {
    for (JsonNode one : vector.get("normal")) {
      Belief belief = belief(one);
      double level = number(one, "level");
      // Far below the best the two terms of the formula cancel in all but a few digits.
      double z = (belief.mean() - level) / belief.deviation();
      double relative = 1e-14 * (1 + z * z);
      double expected = number(one, "expectedExcess");
      double ei = new ExpectedImprovement(0).value(new Maximise(), belief, level);
      assertEquals(expected, ei, relative * expected, one::toString);
      double probable = number(one, "probabilityAbove");
      double pi = new ProbabilityOfImprovement(0).value(new Maximise(), belief, level);
      assertEquals(probable, pi, relative * probable, one::toString);
    }
  }

  @Test
  void theNormalLawIsExactFarOutInTheLowerTail() {
    for (JsonNode one : vector.get("cumulative")) {
      double z = number(one, "z");
      double relative = 1e-14 * (1 + z * z);
      double expected = number(one, "cumulative");
      assertEquals(expected, NormalLaw.cumulative(z), relative * expected, one::toString);
      double log = number(one, "logCumulative");
      assertEquals(log, NormalLaw.logCumulative(z), 1e-14 * (1 + Math.abs(log)), one::toString);
    }
    assertEquals(1.959963984540054, NormalLaw.quantile(0.975), 1e-12);
  }

  // κσ − |μ − t| by hand.
  @Test
  void theStraddleIsWhatIsLeastSureAboutABorder() {
    Acquisition straddle = new Acquisition.Straddle(1.96);
    Window border = new Window(5, 5);
    assertEquals(1.96 * 0.5 - 1, straddle.value(border, Belief.of(4, 0.5), 9), 1e-15);
    assertEquals(1.96 * 0.5 - 1, straddle.value(border, Belief.of(6, 0.5), 9), 1e-15);
    assertEquals(1.96 * 0.5, straddle.value(border, Belief.of(5, 0.5), 9), 1e-15);
    assertEquals(-0.25, straddle.value(new Window(4, 6), Belief.of(5.75, 0), 9), 1e-15);
    assertThrows(
        IllegalArgumentException.class, () -> straddle.value(new Maximise(), Belief.of(4, 0.5), 9));
  }

  // BoTorch's own test of its expected improvement has this value (mean −0.5, variance 1, best 0).
  @Test
  void expectedImprovementIsThatOfBoTorch() {
    double ei = new ExpectedImprovement(0).value(new Maximise(), Belief.of(-0.5, 1), 0);
    assertEquals(0.19780, ei, 5e-6);
  }

  @Test
  void aWindowsImprovementIsThatOfNumericalIntegration() {
    for (JsonNode one : vector.get("window")) {
      Window goal = new Window(number(one, "lower"), number(one, "upper"));
      double level = number(one, "level");
      assertEquals(
          number(one, "expectedExcess"),
          new ExpectedImprovement(0).value(goal, belief(one), level),
          1e-11,
          one::toString);
      assertEquals(
          number(one, "probabilityAbove"),
          new ProbabilityOfImprovement(0).value(goal, belief(one), level),
          1e-12,
          one::toString);
    }
  }

  @Test
  void withoutUncertaintyTheImprovementIsTheGainItself() {
    for (Goal goal : new Goal[] {new Maximise(), new Minimise(), new Window(2, 3)}) {
      for (double mean : new double[] {-4, 1.5, 2.5, 3.2, 9}) {
        for (double best : new double[] {-2, -0.75, -0.1}) {
          double gain = Math.max(0, goal.utility(mean) - best - 0.25);
          ExpectedImprovement ei = new ExpectedImprovement(0.25);
          assertEquals(gain, ei.value(goal, Belief.of(mean, 0), best), 1e-15);
          assertEquals(gain, ei.value(goal, Belief.of(mean, 1e-12), best), 1e-11);
          double sure = new ProbabilityOfImprovement(0.25).value(goal, Belief.of(mean, 0), best);
          assertEquals(gain > 0 ? 1 : 0, sure);
        }
      }
    }
  }

  @Test
  void improvementsAgreeWithDrawnMeasurements() {
    Random random = new Random(11);
    int draws = 200_000;
    for (Goal goal : new Goal[] {new Maximise(), new Minimise(), new Window(1, 1.5)}) {
      double sum = 0;
      double squares = 0;
      double count = 0;
      for (int i = 0; i < draws; i++) {
        double gain = Math.max(0, goal.utility(0.8 + 1.3 * random.nextGaussian()) + 0.9 - 0.1);
        sum += gain;
        squares += gain * gain;
        count += gain > 0 ? 1 : 0;
      }
      double mean = sum / draws;
      double error = Math.sqrt((squares / draws - mean * mean) / draws);
      Belief belief = Belief.of(0.8, 1.3);
      assertEquals(mean, new ExpectedImprovement(0.1).value(goal, belief, -0.9), 4.5 * error);
      double share = count / draws;
      assertEquals(
          share,
          new ProbabilityOfImprovement(0.1).value(goal, belief, -0.9),
          4.5 * Math.sqrt(share * (1 - share) / draws));
    }
  }

  @Test
  void boundUncertaintyAndDrawnFunctionAreWhatTheySay() {
    Belief belief = new Belief(3, 2, 4.5);
    UpperConfidenceBound ucb = new UpperConfidenceBound(1.5);
    assertEquals(6, ucb.value(new Maximise(), belief, 100));
    assertEquals(0, ucb.value(new Minimise(), belief, 100));
    assertEquals(-1, ucb.value(new Window(7, 8), belief, 100));
    assertEquals(0, ucb.value(new Window(5, 8), belief, 100));
    assertEquals(2, new Uncertainty().value(new Minimise(), belief, 100));
    assertEquals(-4.5, new Thompson(1).value(new Minimise(), belief, 100));
  }

  @Test
  void moreXiExploresMore() {
    Belief sure = Belief.of(1.2, 0.1);
    Belief unsure = Belief.of(0.6, 1);
    Goal goal = new Maximise();
    ProbabilityOfImprovement greedy = new ProbabilityOfImprovement(0);
    ProbabilityOfImprovement bold = new ProbabilityOfImprovement(1);
    assertTrue(greedy.value(goal, sure, 1) > greedy.value(goal, unsure, 1));
    assertTrue(bold.value(goal, sure, 1) < bold.value(goal, unsure, 1));
  }

  @Test
  void settingsThatAreNoNumbersAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ExpectedImprovement(-1));
    assertThrows(IllegalArgumentException.class, () -> new ProbabilityOfImprovement(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new UpperConfidenceBound(1 / 0.0));
    assertThrows(IllegalArgumentException.class, () -> new Window(2, 1));
    assertThrows(IllegalArgumentException.class, () -> new Window(Double.NaN, 1));
  }

  private static Belief belief(JsonNode one) {
    return Belief.of(number(one, "mean"), number(one, "std"));
  }

  private static double number(JsonNode one, String name) {
    return one.get(name).doubleValue();
  }
}
