package org.kumiki.learning.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void statedIntervalsOfNormalErrorsHoldNineTenths() {
    assertEquals(0.9, coverage(1).share(), 0.01);
    assertTrue(coverage(0.8).share() < 0.85, "too sure");
    assertTrue(coverage(1.3).share() > 0.95, "too unsure");
  }

  @Test
  void membersCountsAddUpAndRowsWithoutADeviationAreNotCounted() {
    double[] actual = {1, 2, 3};
    double[] predicted = {1, 5, 3};
    Coverage one = Coverage.of(actual, predicted, new double[] {1, 1, Double.NaN});
    assertEquals(new Coverage(2, 1), one);
    assertEquals(new Coverage(5, 3), one.plus(new Coverage(3, 2)));
    assertTrue(Double.isNaN(new Coverage(0, 0).share()));
    assertThrows(IllegalArgumentException.class, () -> new Coverage(1, 2));
  }

  private static Coverage coverage(double stated) {
    Random random = new Random(3);
    double[] actual = new double[20_000];
    double[] deviations = new double[actual.length];
    for (int i = 0; i < actual.length; i++) {
      actual[i] = random.nextGaussian();
    }
    Arrays.fill(deviations, stated);
    return Coverage.of(actual, new double[actual.length], deviations);
  }
}
