package org.kumiki.learning.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ErrorMeasuresTest {
  @Test
  void measuresOfAWorkedExample() {
    // The values of scikit-learn's documentation of mean_absolute_error, mean_squared_error,
    // r2_score.
    ErrorMeasures errors =
        ErrorMeasures.of(new double[] {3, -0.5, 2, 7}, new double[] {2.5, 0.0, 2, 8});
    assertEquals(4, errors.count());
    assertEquals(0.5, errors.mae(), 1e-15);
    assertEquals(Math.sqrt(0.375), errors.rmse(), 1e-15);
    assertEquals(0.9486081370449679, errors.r2(), 1e-15);
  }

  @Test
  void predictionsWorseThanTheMeanHaveANegativeR2() {
    assertEquals(-3, ErrorMeasures.of(new double[] {1, 2, 3}, new double[] {3, 2, 1}).r2(), 1e-15);
  }

  @Test
  void equalActualValuesLeaveR2Undefined() {
    // The mean of three times 0.1 is not 0.1 in doubles: a rounding must not pass for variation.
    double[] equal = {0.1, 0.1, 0.1};
    assertTrue(Double.isNaN(ErrorMeasures.of(equal, new double[] {0.1, 0.2, 0.3}).r2()));
    assertTrue(Double.isNaN(ErrorMeasures.of(new double[] {1}, new double[] {2}).r2()));
  }

  @Test
  void nothingComparedMeasuresNothing() {
    ErrorMeasures errors = ErrorMeasures.of(new double[0], new double[0]);
    assertEquals(0, errors.count());
    assertTrue(Double.isNaN(errors.mae()) && Double.isNaN(errors.rmse()));
    assertTrue(Double.isNaN(errors.r2()));
  }

  @Test
  void missingValuesAndUnequalLengthsAreRefused() {
    double[] gap = {1, Double.NaN};
    double[] two = {1, 2};
    assertThrows(IllegalArgumentException.class, () -> ErrorMeasures.of(gap, two));
    assertThrows(IllegalArgumentException.class, () -> ErrorMeasures.of(two, new double[1]));
  }
}
