package org.kumiki.learning.computation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecificationTest {
  private static final Variable X = new Variable("x", 0, 1);
  private static final Variable Y = new Variable("y", 0, 1);

  @ParameterizedTest
  @CsvSource({"1,0", "NaN,1", "0,NaN", "0,Infinity", "-Infinity,0", "0,1e101"})
  void aDomainIsFiniteAndInOrder(double lower, double upper) {
    assertThrows(IllegalArgumentException.class, () -> new Variable("x", lower, upper));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\ud800"})
  void aNameIsReadable(String name) {
    assertThrows(IllegalArgumentException.class, () -> new Variable(name, 0, 1));
  }

  @Test
  void aNameMayBeLongButNotEndless() {
    new Variable("強".repeat(170), 0, 1);
    assertThrows(IllegalArgumentException.class, () -> new Variable("強".repeat(171), 0, 1));
  }

  @ParameterizedTest
  @CsvSource({"0,1", "-1,1", "134217729,1", "1,0", "1,10001"})
  void aRehearsalHasASizeThatAStudyCanHave(int length, int rounds) {
    assertThrows(IllegalArgumentException.class, () -> new Rehearsal(length, rounds, Ring.Z64));
  }

  @Test
  void aStateOfARehearsalIsOneOfItsRounds() {
    Rehearsal rehearsal = new Rehearsal(1, 2, Ring.Z64);
    new RehearsalState(rehearsal, 2, -1);
    assertThrows(IllegalArgumentException.class, () -> new RehearsalState(rehearsal, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new RehearsalState(rehearsal, 3, 0));
    assertThrows(IllegalArgumentException.class, () -> new RehearsalState(rehearsal, 1, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new RehearsalState(rehearsal, 1, Double.NaN));
  }

  @Test
  void aRingHas32Or64Bits() {
    assertEquals(4, Ring.ofBits(32).bytes());
    assertEquals(8, Ring.ofBits(64).bytes());
    assertThrows(IllegalArgumentException.class, () -> Ring.ofBits(16));
  }

  @Test
  void negativeZeroIsZeroInADomain() {
    assertEquals(new Variable("x", 0.0, 0.0), new Variable("x", -0.0, -0.0));
  }

  @ParameterizedTest
  @CsvSource({"-1,4", "NaN,4", "Infinity,4", "1,0", "1,NaN", "1,-4", "1,1e7"})
  void penaltyAndClipStayInRange(double lambda, double clip) {
    assertThrows(IllegalArgumentException.class, () -> new Ridge(List.of(X), Y, lambda, clip, 10));
  }

  @Test
  void columnsAreNamedOnceAndNotTooMany() {
    assertThrows(IllegalArgumentException.class, () -> new Ridge(List.of(X), X, 1, 4, 10));
    assertThrows(IllegalArgumentException.class, () -> new Moments(List.of(X, X), 10));
    assertThrows(IllegalArgumentException.class, () -> new Moments(List.of(), 10));
    assertThrows(IllegalArgumentException.class, () -> new Ridge(List.of(), Y, 1, 4, 10));
    List<Variable> many = new ArrayList<>();
    for (int j = 0; j <= Computation.MAX_VARIABLES; j++) {
      many.add(new Variable("x" + j, 0, 1));
    }
    assertThrows(IllegalArgumentException.class, () -> new Moments(many, 10));
    assertEquals(4096, new Moments(many.subList(1, many.size()), 10).variables().size());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, (1L << 40) + 1, Long.MIN_VALUE})
  void theCapOnRowsStaysInRange(long cap) {
    assertThrows(IllegalArgumentException.class, () -> new Moments(List.of(X), cap));
  }

  @Test
  void theTargetIsTheLastColumn() {
    assertEquals(List.of(X, Y), new Ridge(List.of(X), Y, 1, 4, 10).variables());
  }

  @Test
  void neighbouringBlocksOfOneBoundAreOneRun() {
    Encoding encoding =
        new Encoding.Builder().run(2, 8, 30).run(0, 9, 30).run(3, 8, 30).run(1, 8, 0).build();
    assertEquals(List.of(new Block(5, 8, 30), new Block(1, 8, 0)), encoding.blocks());
    assertEquals(6, encoding.length());
  }

  @Test
  void aModelPredictsFromItsFeaturesAndReadsNoTarget() {
    RidgeModel model =
        new RidgeModel(
            new Ridge(List.of(X, new Variable("c", 0, 1)), Y, 1, 4, 10),
            9,
            3,
            List.of(new Slope(new Spread(9, 0.5, 0.25), 2), new Slope(new Spread(9, 1, 0), 0)),
            10,
            0.1,
            0.2);
    double[] x = {0.75, 100, -100, Double.NaN};
    double[] ones = {1, 1, 1, 1};
    double[] expected = {12, 18, 2, 10};
    for (double[][] columns : new double[][][] {{x, ones}, {x, ones, {9, 9, 9, 9}}}) {
      double[] predicted = model.predict(new Batch(4, columns));
      assertArrayEquals(expected, predicted);
    }
    assertThrows(
        IllegalArgumentException.class, () -> model.predict(new Batch(4, new double[][] {x})));
    assertEquals(List.of("x", "c"), List.copyOf(model.coefficients().keySet()));
  }
}
