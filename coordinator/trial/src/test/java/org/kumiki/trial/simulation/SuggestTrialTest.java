package org.kumiki.trial.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.learning.suggest.Goal;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.trial.simulation.SuggestFigures.Pool;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;

/** Three companies that look for the same peak, each among 60 materials of its own. */
class SuggestTrialTest {
  @TempDir Path dir;

  @Test
  void aModelNeedsFewerExperimentsThanDrawingAndAFederatedOneFewerStill() throws IOException {
    SuggestFigures figures = run(4);
    assertEquals(180, figures.everyone().rows());
    assertEquals(2, figures.everyone().best());
    assertNull(figures.everyone().federated());
    assertTrue(figures.everyone().own() <= figures.everyone().random() / 2, figures::toString);
    double own = 0;
    double federated = 0;
    for (Pool pool : figures.members()) {
      assertEquals(1, pool.best());
      own += pool.own();
      federated += pool.federated();
    }
    assertTrue(federated < own, figures::toString);
    for (int i = 0; i < 7; i++) {
      int drawn = figures.everyone().randomRuns().get(i);
      assertTrue(drawn > 4 || drawn == figures.everyone().ownRuns().get(i));
    }
  }

  @Test
  void theSameFileGivesTheSameFigures() throws IOException {
    assertEquals(run(4), run(4));
  }

  @Test
  void moreFirstExperimentsThanRowsAreRefused() {
    CommandFailure refused = assertThrows(CommandFailure.class, () -> run(60));
    assertTrue(refused.getMessage().contains("60 rows to search"), refused.getMessage());
  }

  private SuggestFigures run(int first) throws IOException {
    Path file = dir.resolve("rows.csv");
    Files.writeString(file, rows());
    TableRequest table =
        new TableRequest(
            file,
            "company",
            "strength",
            OptionalInt.empty(),
            Optional.empty(),
            new NumericColumns.Rest(),
            List.of(),
            new TestRows.Fraction(BigDecimal.ZERO, 0));
    ModelFamily model = ModelChoice.of("gp", List.of("features=60"));
    return SuggestTrial.run(
        new SuggestRequest(table, model, new Goal.Maximise(), 7, first, 0.01), line -> {});
  }

  private static String rows() {
    Random random = new Random(3);
    StringBuilder rows = new StringBuilder("company,temperature,time,strength\n");
    for (int i = 0; i < 180; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      double strength = 100 * Math.exp(-3 * (Math.pow(x - 0.7, 2) + Math.pow(y - 0.3, 2)));
      rows.append(
          String.format(Locale.ROOT, "%s,%.4f,%.4f,%.4f%n", "abc".charAt(i % 3), x, y, strength));
    }
    return rows.toString();
  }
}
