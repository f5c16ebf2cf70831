package org.kumiki.learning.computation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Foreign bytes become a value that has exactly those bytes, or a refusal; never anything else. */
class CanonicalFormPropertyTest {
  @Property
  void everyStageAndItsComputationSurviveTheRoundTrip(@ForAll("stages") Stage stage) {
    assertEquals(stage, CanonicalForm.decodeStage(CanonicalForm.encode(stage)));
    Computation computation = stage.computation();
    assertEquals(computation, CanonicalForm.decodeComputation(CanonicalForm.encode(computation)));
  }

  @Property(tries = 3000)
  void alteredBytesAreRefusedOrAreThemselvesCanonical(
      @ForAll("stages") Stage stage, @ForAll long seed) {
    byte[] altered = altered(CanonicalForm.encode(stage), new Random(seed));
    acceptOrRefuse(altered, CanonicalForm::decodeStage, CanonicalForm::encode);
    byte[] computation = altered(CanonicalForm.encode(stage.computation()), new Random(seed));
    acceptOrRefuse(computation, CanonicalForm::decodeComputation, CanonicalForm::encode);
  }

  @Property
  void randomBytesAreRefused(@ForAll @Size(max = 300) byte[] bytes) {
    acceptOrRefuse(bytes, CanonicalForm::decodeStage, CanonicalForm::encode);
    acceptOrRefuse(bytes, CanonicalForm::decodeComputation, CanonicalForm::encode);
  }

  private static <T> void acceptOrRefuse(
      byte[] bytes, Function<byte[], T> decode, Function<T, byte[]> encode) {
    T value;
    try {
      value = decode.apply(bytes);
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
      return;
    }
    assertArrayEquals(bytes, encode.apply(value));
  }

  private static byte[] altered(byte[] form, Random random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(form, random.nextInt(2 * form.length));
    }
    byte[] altered = form.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      altered[random.nextInt(form.length)] = (byte) random.nextInt();
    }
    return altered;
  }

  @Provide
  Arbitrary<Stage> stages() {
    return Arbitraries.randomValue(CanonicalFormPropertyTest::stage);
  }

  private static Stage stage(Random random) {
    Ridge ridge = ridge(random);
    int features = ridge.features().size();
    Moments moments = new Moments(ridge.features(), ridge.maxRowsPerMember());
    long rows = 1L + random.nextInt(1000);
    int contributors = 1 + random.nextInt(30);
    Rehearsal rehearsal = rehearsal(random);
    return switch (random.nextInt(9)) {
      case 0 -> new Centring(random.nextBoolean() ? ridge : moments);
      case 1 -> new Scaling(moments, rows, contributors, list(features, j -> centre(random, rows)));
      case 2 ->
          new Standardised(
              ridge,
              rows,
              contributors,
              list(features, j -> spread(random, rows)),
              new Spread(rows, random.nextDouble(), 1 + random.nextDouble()));
      case 3 -> new RehearsalState(rehearsal, rehearsal.rounds(), random.nextDouble());
      case 4 -> new RehearsalResult(rehearsal, contributors, random.nextLong());
      case 5 ->
          new MomentsResult(
              moments, rows, contributors, list(features, j -> summary(random, rows)));
      case 6 ->
          new SparseModel(
              new SparseRegression(
                  ridge.features(), ridge.target(), random.nextDouble(), 0.9, 4, 100),
              rows,
              contributors,
              list(features, j -> slope(random, rows)),
              random.nextGaussian(),
              random.nextDouble(),
              random.nextDouble(),
              random.nextDouble());
      case 7 -> gaussian(random, ridge, rows, contributors);
      default ->
          new RidgeModel(
              ridge,
              rows,
              contributors,
              list(features, j -> slope(random, rows)),
              random.nextGaussian(),
              random.nextDouble(),
              random.nextDouble());
    };
  }

  private static GaussianModel gaussian(
      Random random, Ridge ridge, long rows, int contributors) {
    int l = 1 + random.nextInt(4);
    double noise = random.nextBoolean() ? 0 : 0.5;
    return new GaussianModel(
        new GaussianProcess(
            ridge.features(),
            ridge.target(),
            l,
            random.nextLong(),
            random.nextBoolean() ? List.of() : List.of(0),
            1 + random.nextInt(GaussianProcess.MAX_FOLDS),
            0,
            noise,
            0,
            ridge.clip(),
            ridge.maxRowsPerMember()),
        rows,
        contributors,
        list(ridge.features().size(), j -> spread(random, rows)),
        new Spread(rows, random.nextDouble(), 1 + random.nextDouble()),
        1 + random.nextDouble(),
        random.nextDouble(),
        1 + random.nextDouble(),
        random.nextDouble(),
        random.nextBoolean() ? Double.NaN : random.nextDouble(),
        random.nextDouble(),
        Numbers.of(random.doubles(l).toArray()),
        Numbers.of(random.doubles(l * (l + 1) / 2).toArray()));
  }

  private static Rehearsal rehearsal(Random random) {
    Ring ring = random.nextBoolean() ? Ring.Z32 : Ring.Z64;
    return new Rehearsal(
        1 + random.nextInt(Rehearsal.MAX_LENGTH), 1 + random.nextInt(Rehearsal.MAX_ROUNDS), ring);
  }

  private static Ridge ridge(Random random) {
    List<Variable> features =
        list(
            1 + random.nextInt(5),
            j -> new Variable("特徴 " + j, -random.nextDouble(), 1 + random.nextDouble()));
    double clip = random.nextBoolean() ? 4 : Double.POSITIVE_INFINITY;
    Variable target = new Variable("y", 0, 1);
    return new Ridge(features, target, random.nextDouble(), clip, 1 + random.nextInt(1000));
  }

  private static Centre centre(Random random, long rows) {
    return new Centre(random.nextInt((int) rows), random.nextDouble());
  }

  private static Spread spread(Random random, long rows) {
    double std = random.nextInt(4) == 0 ? 0 : random.nextDouble();
    return new Spread(random.nextInt((int) rows), random.nextDouble(), std);
  }

  private static Slope slope(Random random, long rows) {
    Spread spread = spread(random, rows);
    return new Slope(spread, spread.leftOut() ? 0 : random.nextGaussian());
  }

  private static Summary summary(Random random, long rows) {
    return random.nextInt(4) == 0
        ? new Summary(0, Double.NaN, Double.NaN)
        : new Summary(rows, random.nextGaussian(), random.nextDouble());
  }

  private static <T> List<T> list(int size, Function<Integer, T> element) {
    List<T> elements = new ArrayList<>();
    for (int j = 0; j < size; j++) {
      elements.add(element.apply(j));
    }
    return elements;
  }
}
