package org.kumiki.trial.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.trial.simulation.SimulationResult.MemberOutcome;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;

class PersonalTest {
  private static final double[] ACTUAL = {1, 2, 3};

  @TempDir Path dir;

  @Test
  void theSmallestErrorIsKeptAndOfEqualOnesTheOwn() {
    double[] far = {3, 4, 5};
    double[] near = {1, 2, 4};
    assertEquals(Personal.Kind.LOCAL, Personal.of(ACTUAL, near, far, far).kept());
    assertEquals(Personal.Kind.FEDERATED, Personal.of(ACTUAL, far, near, far).kept());
    assertEquals(Personal.Kind.LOCAL, Personal.of(ACTUAL, near, near, near).kept());
    assertEquals(Personal.Kind.LOCAL, Personal.of(ACTUAL, near, far, near).kept());
    assertEquals(Personal.Kind.CORRECTED, Personal.of(ACTUAL, far, far, near).kept());
    assertEquals(2, Personal.of(ACTUAL, near, far, near).federated());
  }

  @Test
  void aGainThatCouldBeChanceIsNoReasonToGiveUpTheOwnModel() {
    double[] actual = {0, 0, 0, 0};
    double[] own = {1, 1, 1, 1};
    // A mean gain of 0.25 with a standard error of 0.75, then of 0.5 with one of 0.29.
    double[] mixed = {0, 3, 0, 0};
    double[] steady = {1, 0, 1, 0};
    assertEquals(Personal.Kind.LOCAL, Personal.of(actual, own, mixed, mixed).kept());
    assertEquals(Personal.Kind.FEDERATED, Personal.of(actual, own, steady, mixed).kept());
    assertEquals(Personal.Kind.CORRECTED, Personal.of(actual, own, mixed, steady).kept());
    double[] one = {1};
    assertEquals(Personal.Kind.LOCAL, Personal.of(new double[1], one, new double[1], one).kept());
  }

  @Test
  void aModelThatIsMissingForOneRowCannotBeKept() {
    double[] gap = {1, Double.NaN, 3};
    double[] far = {3, 4, 5};
    Personal personal = Personal.of(ACTUAL, gap, far, far);
    assertEquals(Personal.Kind.FEDERATED, personal.kept());
    assertTrue(Double.isNaN(personal.local()));
    assertEquals(Personal.Kind.FEDERATED, Personal.of(new double[0], ACTUAL, far, far).kept());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "ridge", "sparse", "gp", "gbdt", "mlp"})
  void whoeverIsUnlikeTheOthersKeepsSomethingOfItsOwnAndTheAlikeGainFromEachOther(String model)
      throws IOException {
    SimulationResult result = run(model, file(1, 1));
    MemberOutcome odd = result.members().get(3);
    assertTrue(odd.personal().kept() != Personal.Kind.FEDERATED, odd.personal().toString());
    assertTrue(odd.scores().personal().mae() < odd.scores().federated().mae());
    for (int i = 0; i < result.predictions().rows().length; i++) {
      int member = result.table().memberOf()[result.predictions().rows()[i]];
      double personal = result.predictions().personal()[i];
      switch (result.members().get(member).personal().kept()) {
        case LOCAL -> assertEquals(result.predictions().local()[i], personal);
        case FEDERATED -> assertEquals(result.predictions().federated()[i], personal);
        case CORRECTED -> assertTrue(personal != result.predictions().federated()[i]);
      }
    }
  }

  @Test
  void whatIsMeasuredInTestRowsChangesNoChoice() throws IOException {
    SimulationResult one = run("ridge", file(1, 1));
    SimulationResult two = run("ridge", file(1, 1000));
    assertEquals(
        one.members().stream().map(MemberOutcome::personal).toList(),
        two.members().stream().map(MemberOutcome::personal).toList());
    assertArrayEquals(one.predictions().personal(), two.predictions().personal(), 0.0);
    assertTrue(two.overall().personal().mae() > 10 * one.overall().personal().mae());
  }

  private SimulationResult run(String model, Path file) throws IOException {
    return Simulation.run(
        new SimulationRequest(
            new TableRequest(
                file,
                "company",
                "strength",
                OptionalInt.empty(),
                Optional.empty(),
                new NumericColumns.Named(List.of("a", "b")),
                List.of(),
                new TestRows.Marked("test")),
            ModelChoice.of(model, settings(model)),
            false),
        line -> {});
  }

  /** Three members of one law and a fourth of another; every fifth row is a test row. */
  private Path file(long seed, double testScale) throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("company,a,b,test,strength\n");
    for (int i = 0; i < 240; i++) {
      int member = i % 4;
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double noise = 0.2 * random.nextGaussian();
      double y = member == 3 ? 40 - 6 * a + noise : 3 * a + 2 * b + noise;
      boolean test = i / 4 % 5 == 0;
      text.append("ABCD".charAt(member)).append(',').append(a).append(',').append(b);
      text.append(',').append(test ? 1 : 0).append(',').append(test ? testScale * y : y);
      text.append('\n');
    }
    return Files.writeString(dir.resolve("rows-" + testScale + ".csv"), text);
  }

  private static List<String> settings(String model) {
    return switch (model) {
      case "gp" -> List.of("features=60");
      case "gbdt" -> List.of("trees=20", "depth=3");
      case "mlp" -> List.of("hidden=16", "rounds=40");
      default -> List.of();
    };
  }
}
