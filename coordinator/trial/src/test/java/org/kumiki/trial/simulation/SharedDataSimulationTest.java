package org.kumiki.trial.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;

/** Real tables; the expected errors were computed with scikit-learn on the same split. */
class SharedDataSimulationTest {
  private static final TestRows FIFTH = new TestRows.Fraction(new BigDecimal("0.2"), 7);

  @Test
  void fatigueStrengthOfFourMembers() throws IOException {
    TableRequest steel =
        new TableRequest(
            shared("steel_fatigue_nims.csv"),
            "reduction_ratio",
            "fatigue_strength_mpa",
            OptionalInt.of(4),
            Optional.empty(),
            new NumericColumns.Rest(),
            List.of("sample_no"),
            FIFTH);
    SimulationResult result = requireExact(steel);
    assertEquals(24, result.table().features().size());
    assertEquals(
        List.of(110, 110, 108, 109),
        result.members().stream().map(member -> member.trainRows() + member.testRows()).toList());
    assertEquals(25.4157583889, result.overall().federated().mae(), 1e-9);
  }

  /**
   * As the table of docs/models.md, on a split of its own and with another seed of the network; the
   * rates are the defaults.
   */
  @Test
  void aNetworkOfFourMembersIsWithinFivePerCentOfThePooledOne() throws IOException {
    TableRequest steel =
        new TableRequest(
            shared("steel_fatigue_nims.csv"),
            "reduction_ratio",
            "fatigue_strength_mpa",
            OptionalInt.of(4),
            Optional.empty(),
            new NumericColumns.Rest(),
            List.of("sample_no"),
            new TestRows.Fraction(new BigDecimal("0.2"), 1234));
    ModelFamily network = ModelChoice.of("mlp", List.of("seed=77"));
    SimulationResult result =
        Simulation.run(new SimulationRequest(steel, network, false), line -> {});
    double federated = result.overall().federated().rmse();
    double pooled = result.overall().pooled().rmse();
    assertTrue(federated <= 1.05 * pooled, federated + " against " + pooled);
    assertTrue(result.overall().federated().r2() > 0.9, "it has learned: " + federated);
  }

  @Test
  void bandGapsByComposition() throws IOException {
    TableRequest gaps =
        new TableRequest(
            shared("band_gap_expt.csv"),
            "matbench_fold",
            "band_gap_ev",
            OptionalInt.empty(),
            Optional.of("formula"),
            new NumericColumns.None(),
            List.of(),
            FIFTH);
    SimulationResult result = requireExact(gaps);
    assertEquals(132, result.table().features().size());
    assertEquals(0.7945358221, result.overall().federated().mae(), 1e-9);
    assertTrue(
        result.overall().federated().mae() < result.overall().local().mae(),
        "members that hold the same chemistry gain");
  }

  @Test
  void bandGapsOfAnOfficialFold() throws IOException {
    TableRequest gaps =
        new TableRequest(
            shared("band_gap_expt.csv"),
            "formula",
            "band_gap_ev",
            OptionalInt.of(4),
            Optional.of("formula"),
            new NumericColumns.Rest(),
            List.of(),
            new TestRows.Marked("matbench_fold=0"));
    SimulationResult result = requireExact(gaps);
    assertEquals(132, result.table().features().size(), "the fold is no feature");
    assertEquals(921, result.predictions().rows().length);
    assertEquals(0.7357842546, result.overall().federated().mae(), 1e-9);
  }

  @Test
  void heatCapacityByCompositionAndTemperature() throws IOException {
    TableRequest heat =
        new TableRequest(
            shared("heat_capacity.csv"),
            "formula",
            "heat_capacity_j_per_mol_k",
            OptionalInt.of(4),
            Optional.of("formula"),
            new NumericColumns.Named(List.of("temperature_k")),
            List.of(),
            FIFTH);
    SimulationResult result = requireExact(heat);
    assertEquals(133, result.table().features().size());
    assertEquals(24.3643634441, result.overall().federated().mae(), 1e-8);
  }

  /** By secure sums; exact against pooling, and the same bits by plain sums. */
  private static SimulationResult requireExact(TableRequest table) throws IOException {
    ModelFamily ridge = ModelChoice.of("ridge", List.of());
    SimulationResult secure = Simulation.run(new SimulationRequest(table, ridge, true), line -> {});
    Agreement.require(secure);
    SimulationResult clear = Simulation.run(new SimulationRequest(table, ridge, false), line -> {});
    assertEquals(secure.federated(), clear.federated());
    assertArrayEquals(secure.predictions().federated(), clear.predictions().federated(), 0.0);
    return secure;
  }

  private static Path shared(String name) {
    Path file = Path.of(System.getProperty("kumiki.root")).resolve("../shared/data").resolve(name);
    if (!Files.isRegularFile(file)) {
      System.out.println("SKIPPED: " + name + " absent");
      Assumptions.abort(name + " absent");
    }
    return file.normalize();
  }
}
