package org.kumiki.learning.suggest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.suggest.Goal.Maximise;
import org.kumiki.learning.suggest.Goal.Minimise;
import org.kumiki.learning.suggest.Goal.Window;

/** Against numerical integration, drawn measurements, and areas that can be counted by hand. */
class FrontTest {
  private static final Goal MORE = new Maximise();

  @Test
  void theExpectedImprovementIsThatOfNumericalIntegration() throws IOException {
    Path file = Path.of("src/test/vectors/suggest/acquisition.json");
    JsonNode vector = new ObjectMapper().readTree(file.toFile()).get("front");
    List<double[]> points = new ArrayList<>();
    vector.get("points").forEach(point -> points.add(pair(point)));
    Front front = Front.of(pair(vector.get("reference")), points);
    assertEquals(vector.get("area").doubleValue(), front.area(), 1e-12);
    for (JsonNode one : vector.get("cases")) {
      double expected = one.get("expectedImprovement").doubleValue();
      double found =
          front.expectedImprovement(
              MORE, belief(one, "mean1", "std1"), MORE, belief(one, "mean2", "std2"));
      assertEquals(expected, found, 1e-9 * (1 + expected), one::toString);
    }
  }

  @Test
  void withoutUncertaintyItIsTheAreaGained() {
    List<double[]> points = new ArrayList<>(List.of(pair(1, 3), pair(2, 2), pair(3, 1)));
    Front front = Front.of(pair(0, 0), points);
    assertEquals(6, front.area());
    for (double[] added : List.of(pair(2.5, 2.5), pair(4, 4), pair(0.5, 9), pair(1, 1))) {
      double gain =
          front.expectedImprovement(MORE, Belief.of(added[0], 0), MORE, Belief.of(added[1], 0));
      List<double[]> more = new ArrayList<>(points);
      more.add(added);
      assertEquals(Front.of(pair(0, 0), more).area() - 6, gain, 1e-12);
    }
  }

  @Test
  void itAgreesWithDrawnMeasurementsForGoalsOfEachKind() {
    Goal less = new Minimise();
    Goal near = new Window(4, 5);
    List<double[]> utilities = List.of(pair(-3, -0.2), pair(-2, -1), pair(-2.5, -0.9));
    Front front = Front.of(pair(-6, -2), utilities);
    Random random = new Random(5);
    int draws = 100_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      List<double[]> more = new ArrayList<>(utilities);
      more.add(
          pair(
              less.utility(2.5 + 0.8 * random.nextGaussian()),
              near.utility(5.5 + 0.7 * random.nextGaussian())));
      double gain = Front.of(pair(-6, -2), more).area() - front.area();
      sum += gain;
      squares += gain * gain;
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    assertEquals(
        mean,
        front.expectedImprovement(less, Belief.of(2.5, 0.8), near, Belief.of(5.5, 0.7)),
        4.5 * error);
  }

  @Test
  void pointsThatAreBeatenOrBelowTheReferenceDoNotCount() {
    Front front =
        Front.of(pair(0, 0), List.of(pair(2, 2), pair(1, 1), pair(2, 2), pair(-1, 9), pair(2, 1)));
    assertEquals(1, front.points().size());
    assertEquals(4, front.area());
    assertEquals(0, Front.of(pair(5, 5), List.of(pair(2, 2))).area());
  }

  private static Belief belief(JsonNode one, String mean, String std) {
    return Belief.of(one.get(mean).doubleValue(), one.get(std).doubleValue());
  }

  private static double[] pair(JsonNode point) {
    return pair(point.get(0).doubleValue(), point.get(1).doubleValue());
  }

  private static double[] pair(double first, double second) {
    return new double[] {first, second};
  }
}
