package org.kumiki.trial.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;

/** Files as they come: no family may fall over them, and what is left out is counted. */
class BadInputTest {
  private static final String HEADER = "company,a,b,constant,test,strength\n";

  @TempDir Path dir;

  /**
   * A column that never varies; a member D that reports no feature; a member E of three rows; cells
   * that say NaN, in features and in the target; and every row of member A three times.
   */
  @ParameterizedTest
  @ValueSource(strings = {"mean", "ridge", "sparse", "gp", "gbdt", "mlp"})
  void everyFamilyPredictsWhateverTheMembersLack(String model) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    Random random = new Random(5);
    for (int i = 0; i < 150; i++) {
      char member = "ABCD".charAt(i % 4);
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double y = 3 * a - 2 * b + 0.1 * random.nextGaussian();
      String features = member == 'D' ? "," : (i % 11 == 0 ? "NaN" : a) + "," + b;
      String row = member + "," + features + ",7," + (i / 4 % 5 == 0 ? 1 : 0) + "," + y + "\n";
      text.append(row.repeat(member == 'A' ? 3 : 1));
    }
    text.append("E,0.1,0.2,7,0,-0.1\nE,1,,7,0,3\nE,,,7,1,0\n");
    text.append("B,1,1,7,0,NaN\nB,1,1,7,0,\n");
    SimulationResult result = run(text, model, settings(model));

    assertEquals(5, result.members().size());
    assertEquals(2L, result.table().account().rowsLeftOut().get("no-target"));
    Predictions predictions = result.predictions();
    for (double[] arm :
        List.of(
            predictions.local(),
            predictions.federated(),
            predictions.pooled(),
            predictions.personal())) {
      assertTrue(Arrays.stream(arm).allMatch(Double::isFinite), model);
    }
    assertEquals(List.of("E"), result.refusedByPolicy());
    if (!model.equals("mean")) {
      double mean = run(text, "mean").members().get(0).scores().federated().mae();
      assertTrue(result.members().get(0).scores().federated().mae() < mean / 2, model);
    }
  }

  @Test
  void everyRowTwiceIsTheSameAsHalfThePenalty() throws IOException {
    StringBuilder once = new StringBuilder(HEADER);
    StringBuilder twice = new StringBuilder(HEADER);
    Random random = new Random(6);
    for (int i = 0; i < 90; i++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double y = a + 4 * b + random.nextGaussian();
      String row = "ABC".charAt(i % 3) + "," + a + "," + b + ",7," + (i % 9 == 0 ? 1 : 0);
      once.append(row).append(',').append(y).append('\n');
      twice.append((row + "," + y + "\n").repeat(i % 9 == 0 ? 1 : 2));
    }
    double[] single = run(once, "ridge", "lambda=3").predictions().federated();
    double[] doubled = run(twice, "ridge", "lambda=6").predictions().federated();
    assertArrayEquals(single, doubled, 1e-9);
  }

  private SimulationResult run(StringBuilder text, String model, String... settings)
      throws IOException {
    return Simulation.run(
        new SimulationRequest(
            new TableRequest(
                Files.writeString(dir.resolve("rows.csv"), text),
                "company",
                "strength",
                OptionalInt.empty(),
                Optional.empty(),
                new NumericColumns.Named(List.of("a", "b", "constant")),
                List.of(),
                new TestRows.Marked("test")),
            ModelChoice.of(model, List.of(settings)),
            false),
        line -> {});
  }

  private static String[] settings(String model) {
    return switch (model) {
      case "gp" -> new String[] {"features=60"};
      case "gbdt" -> new String[] {"trees=40", "depth=3"};
      case "mlp" -> new String[] {"hidden=16", "rounds=40"};
      default -> new String[0];
    };
  }
}
