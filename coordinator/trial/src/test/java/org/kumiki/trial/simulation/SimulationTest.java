package org.kumiki.trial.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.NeumannKopp;
import org.kumiki.learning.descriptor.RuleOfMixtures;
import org.kumiki.learning.descriptor.Vegard;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;

class SimulationTest {
  @TempDir Path dir;

  private SimulationRequest request(SyntheticFile rows, boolean secure, String model, String... set)
      throws IOException {
    return request(rows.write(dir.resolve("rows.csv")), "0.2", secure, model, set);
  }

  private static SimulationRequest request(
      Path file, String fraction, boolean secure, String model, String... set) {
    return new SimulationRequest(
        new TableRequest(
            file,
            "company",
            "strength",
            OptionalInt.empty(),
            Optional.of("formula"),
            new NumericColumns.Rest(),
            List.of("id"),
            new TestRows.Fraction(new BigDecimal(fraction), 7)),
        ModelChoice.of(model, List.of(set)),
        secure);
  }

  private static SimulationResult run(SimulationRequest request) throws IOException {
    return Simulation.run(request, line -> {});
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip=4", "clip=0.7", "clip=none"})
  void ridgeBySecureSumsEqualsRidgeOnPooledRows(String clip) throws IOException {
    SimulationResult result = run(request(SyntheticFile.of(11, 60, 80, 45), true, "ridge", clip));
    Agreement.require(result);
    assertEquals(4, result.rounds());
    assertTrue(result.bytesUpPerMember() > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mean", "ridge", "sparse", "gp", "gbdt", "mlp"})
  void secureAndPlainSumsAgreeToTheLastBit(String model) throws IOException {
    SyntheticFile rows = SyntheticFile.of(12, 40, 50, 30, 25, 60);
    String[] set =
        switch (model) {
          case "gp" -> new String[] {"features=60"};
          case "gbdt" -> new String[] {"trees=20", "depth=4", "patience=5"};
          case "mlp" -> new String[] {"hidden=16,8", "rounds=12"};
          default -> new String[0];
        };
    SimulationResult secure = run(request(rows, true, model, set));
    SimulationResult clear = run(request(rows, false, model, set));
    assertArrayEquals(secure.predictions().federated(), clear.predictions().federated(), 0.0);
    assertEquals(secure.federated(), clear.federated());
    assertEquals(secure.rounds(), clear.rounds());
    assertTrue(clear.bytesUpPerMember() < secure.bytesUpPerMember(), "keys cost bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ridge", "mlp"})
  void whoIsLeftOutIsPredictedByTheModelThatNeverSawItsRows(String model) throws IOException {
    String[] set = model.equals("mlp") ? new String[] {"hidden=8", "rounds=4"} : new String[0];
    SimulationResult asked = run(markedRequest(row -> false, true, model, set));
    SimulationResult away = run(markedRequest(row -> row.contains(",A,"), false, model, set));
    LeftOut leftOut = asked.leftOut().orElseThrow();
    Predictions without = away.predictions();
    int compared = 0;
    for (int i = 0; i < without.rows().length; i++) {
      int row = without.rows()[i];
      int at = Arrays.binarySearch(asked.predictions().rows(), row);
      if (at >= 0 && away.table().memberOf()[row] == 0) {
        assertEquals(without.federated()[i], leftOut.predictions()[at], 0.0);
        compared++;
      }
    }
    assertEquals(asked.members().get(0).testRows(), compared);
    assertEquals(compared, leftOut.members().get(0).count());
    assertEquals(asked.predictions().rows().length, leftOut.overall().count());
    assertEquals(Optional.empty(), away.leftOut());
  }

  /** Four companies, of which every fifth row is tested on, and some more. */
  private SimulationRequest markedRequest(
      Predicate<String> more, boolean leaveOneOut, String model, String... set) throws IOException {
    List<String> rows = SyntheticFile.of(31, 40, 50, 30, 45).rows();
    StringBuilder text = new StringBuilder(SyntheticFile.HEADER + ",test\n");
    for (int i = 0; i < rows.size(); i++) {
      boolean test = i % 5 == 0 || more.test(rows.get(i));
      text.append(rows.get(i)).append(test ? ",1\n" : ",0\n");
    }
    Path file = Files.writeString(dir.resolve("marked" + leaveOneOut + ".csv"), text);
    return new SimulationRequest(
        new TableRequest(
            file,
            "company",
            "strength",
            OptionalInt.empty(),
            Optional.of("formula"),
            new NumericColumns.Rest(),
            List.of("id"),
            new TestRows.Marked("test")),
        ModelChoice.of(model, List.of(set)),
        false,
        leaveOneOut);
  }

  @Test
  void aGaussianProcessPredictsAsPooledWithin1e8OfTheTargetsDeviationAndSaysHowSureItIs()
      throws IOException {
    SyntheticFile rows = SyntheticFile.of(21, 40, 50, 30);
    SimulationResult result = run(request(rows, true, "gp", "features=80"));
    double[] actual = result.predictions().actual();
    double mean = Arrays.stream(actual).average().orElseThrow();
    double deviation =
        Math.sqrt(Arrays.stream(actual).map(y -> (y - mean) * (y - mean)).average().orElseThrow());
    assertArrayEquals(
        result.predictions().pooled(), result.predictions().federated(), 1e-8 * deviation);
    assertTrue(Arrays.stream(result.predictions().federatedStd()).allMatch(std -> std > 0));
    assertTrue(result.overall().federated().rmse() < deviation, "better than the mean");
  }

  @ParameterizedTest
  @ValueSource(strings = {"neumann-kopp", "vegard", "mixtures"})
  void aPriorThatIsRightLeavesNothingToLearnAndIsGivenBackToEveryPrediction(String prior)
      throws IOException {
    String[] formulas = {"NaCl", "MgO", "Fe2O3", "CaCO3", "SiO2", "PbS", "Al2O3", "TiO2"};
    StringBuilder text = new StringBuilder("id,company,formula,a,strength\n");
    for (int i = 0; i < 96; i++) {
      String formula = formulas[i * 5 % 8];
      double expected = expected(prior, (Composition) CompositionParser.parse(formula));
      text.append('n')
          .append(i)
          .append(',')
          .append("ABC".charAt(i % 3))
          .append(',')
          .append(formula)
          .append(',')
          .append(i);
      text.append(',').append(expected + 2).append('\n');
    }
    Path file = Files.writeString(dir.resolve("kopp.csv"), text);
    SimulationResult with = run(request(file, "0.2", true, "mean", "prior=" + prior));
    SimulationResult without = run(request(file, "0.2", true, "mean"));
    assertEquals(0, with.overall().federated().mae(), 1e-9);
    assertEquals(0, with.overall().personal().mae(), 1e-9);
    assertTrue(without.overall().federated().mae() > 0.1);
    assertArrayEquals(without.predictions().actual(), with.predictions().actual(), 1e-9);
  }

  private static double expected(String prior, Composition composition) {
    return switch (prior) {
      case "neumann-kopp" -> NeumannKopp.heatCapacity(composition);
      case "vegard" -> Vegard.latticeParameter(composition);
      default -> RuleOfMixtures.density(composition);
    };
  }

  @Test
  void aPriorWithoutACompositionIsRefusedInWords() throws IOException {
    SyntheticFile rows = SyntheticFile.of(22, 20, 20, 20);
    SimulationRequest request =
        new SimulationRequest(
            new TableRequest(
                rows.write(dir.resolve("rows.csv")),
                "company",
                "strength",
                OptionalInt.empty(),
                Optional.empty(),
                new NumericColumns.Rest(),
                List.of("id", "formula"),
                new TestRows.Fraction(new BigDecimal("0.2"), 7)),
            ModelChoice.of("ridge", List.of("prior=neumann-kopp")),
            false);
    CommandFailure refusal = assertThrows(CommandFailure.class, () -> run(request));
    assertTrue(refusal.line().contains("no column is named as one"), refusal.line());
  }

  @Test
  void theMeanModelPredictsTheMeanOfTheTrainingTargets() throws IOException {
    SimulationResult result = run(request(SyntheticFile.of(13, 30, 20, 10), true, "mean"));
    double[] target = result.table().target();
    double pooled =
        IntStream.range(0, target.length)
            .filter(i -> !result.table().test()[i])
            .mapToDouble(i -> target[i])
            .average()
            .orElseThrow();
    double own =
        IntStream.of(result.table().rowsOf(0, false))
            .mapToDouble(i -> target[i])
            .average()
            .orElseThrow();
    assertEquals(pooled, result.predictions().federated()[0], 1e-9);
    assertEquals(pooled, result.predictions().pooled()[0], 1e-9);
    assertEquals(own, result.predictions().local()[0], 1e-9);
    assertTrue(result.federated().isEmpty(), "no coefficients");
  }

  @Test
  void aFeatureWithoutVarianceIsLeftOutInEveryArm() throws IOException {
    SimulationResult result = run(request(SyntheticFile.of(14, 30, 30, 30), true, "ridge"));
    assertTrue(result.federated().orElseThrow().leftOut().contains("constant"));
    assertEquals(
        result.federated().orElseThrow().leftOut(), result.pooled().orElseThrow().leftOut());
    assertEquals(0, result.federated().orElseThrow().weights().get("constant"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "0", "-3e-9", "1e90", "1e-310"})
  void aConstantColumnOfAnySizeChangesNothing(String constant) throws IOException {
    String header = "company,a,strength\n";
    StringBuilder with = new StringBuilder("company,constant,a,strength\n");
    StringBuilder without = new StringBuilder(header);
    for (int i = 0; i < 60; i++) {
      String own = (i * 37 % 60) + "," + (i * 37 % 60 * 2 + i % 5) + "\n";
      with.append("ABC".charAt(i % 3)).append(',').append(constant).append(',').append(own);
      without.append("ABC".charAt(i % 3)).append(',').append(own);
    }
    // Trained on all rows, because the split looks at every cell.
    SimulationResult one = run(plain(Files.writeString(dir.resolve("1.csv"), with)));
    SimulationResult two = run(plain(Files.writeString(dir.resolve("2.csv"), without)));
    assertEquals(List.of("constant"), one.federated().orElseThrow().leftOut());
    assertEquals(
        two.federated().orElseThrow().weights().get("a"),
        one.federated().orElseThrow().weights().get("a"),
        1e-12);
  }

  private static SimulationRequest plain(Path file) {
    return new SimulationRequest(
        new TableRequest(
            file,
            "company",
            "strength",
            OptionalInt.empty(),
            Optional.empty(),
            new NumericColumns.Rest(),
            List.of(),
            new TestRows.Fraction(BigDecimal.ZERO, 7)),
        ModelChoice.of("ridge", List.of()),
        true);
  }

  @Test
  void aConstantTargetIsPredictedAsItIs() throws IOException {
    StringBuilder text = new StringBuilder("company,formula,a,strength\n");
    for (int i = 0; i < 30; i++) {
      text.append("ABC".charAt(i % 3)).append(",MgO,").append(i).append(",7.3\n");
    }
    Path file = Files.writeString(dir.resolve("flat.csv"), text);
    SimulationResult result =
        run(
            new SimulationRequest(
                new TableRequest(
                    file,
                    "company",
                    "strength",
                    OptionalInt.empty(),
                    Optional.empty(),
                    new NumericColumns.Rest(),
                    List.of(),
                    new TestRows.Fraction(new BigDecimal("0.2"), 7)),
                ModelChoice.of("ridge", List.of()),
                true));
    for (double prediction : result.predictions().federated()) {
      assertEquals(7.3, prediction, 1e-9);
    }
    assertTrue(Double.isNaN(result.overall().federated().r2()), "undefined");
  }

  @Test
  void aMemberWithoutTrainingRowsHasNoLocalPredictionAndStopsNobody() throws IOException {
    SyntheticFile rows = SyntheticFile.of(15, 20, 20, 20, 1);
    rows.add("t,D,MgO,810,2,9,3,500");
    Path file = rows.write(dir.resolve("rows.csv"));
    SimulationRequest all =
        new SimulationRequest(
            new TableRequest(
                file,
                "company",
                "strength",
                OptionalInt.empty(),
                Optional.empty(),
                new NumericColumns.Named(List.of("temp", "time")),
                List.of(),
                new TestRows.Marked("company=D")),
            ModelChoice.of("ridge", List.of()),
            true);
    SimulationResult result = run(all);
    assertEquals(0, result.members().get(3).trainRows());
    assertEquals(2, result.members().get(3).testRows());
    assertTrue(Arrays.stream(result.predictions().local()).allMatch(Double::isNaN));
    assertTrue(Arrays.stream(result.predictions().federated()).allMatch(Double::isFinite));
    assertEquals(List.of("D"), result.refusedByPolicy());
    Agreement.require(result);
  }

  @Test
  void fewerContributorsThanASumNeedsAreRefusedInWords() throws IOException {
    SyntheticFile rows = SyntheticFile.of(16, 20, 20, 20);
    Path file = rows.write(dir.resolve("rows.csv"));
    SimulationRequest request =
        new SimulationRequest(
            new TableRequest(
                file,
                "company",
                "strength",
                OptionalInt.empty(),
                Optional.empty(),
                new NumericColumns.Rest(),
                List.of(),
                new TestRows.Marked("company=B")),
            ModelChoice.of("ridge", List.of()),
            true);
    CommandFailure refusal = assertThrows(CommandFailure.class, () -> run(request));
    assertTrue(refusal.line().contains("2 of 3 members have training rows"), refusal.line());
    assertEquals(1, refusal.exitCode());
  }

  @Test
  void theShippedPolicyRefusesMembersBelowTenTrainingRowsAndTheSimulationDoesNot()
      throws IOException {
    SimulationResult result = run(request(SyntheticFile.of(17, 30, 30, 12, 11), true, "ridge"));
    assertEquals(List.of("D"), result.refusedByPolicy());
    assertEquals(9, result.members().get(3).trainRows());
    assertFalse(Double.isNaN(result.members().get(3).scores().federated().mae()));
  }

  @Test
  void theOrderOfRowsChangesNoPredictionBeyondRounding() throws IOException {
    SyntheticFile rows = SyntheticFile.of(18, 40, 40, 40);
    double[] first = sorted(run(request(rows, true, "ridge")).predictions().federated());
    double[] second =
        sorted(run(request(rows.shuffled(3), true, "ridge")).predictions().federated());
    assertArrayEquals(first, second, 1e-9);
  }

  private static double[] sorted(double[] values) {
    return Arrays.stream(values).sorted().toArray();
  }
}
