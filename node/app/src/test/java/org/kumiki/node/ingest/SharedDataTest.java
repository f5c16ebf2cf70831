package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.kumiki.node.ingest.ColumnProfile.Kind;

/** Real measured data, where they are at hand. */
class SharedDataTest {

  private static FilePreview preview(String name) throws IOException {
    Path root = Path.of(System.getProperty("kumiki.root", "."));
    Path file = root.resolve("../shared/data").resolve(name);
    if (!Files.exists(file)) {
      System.out.println("SKIPPED: shared/data/" + name + " absent");
    }
    Assumptions.assumeTrue(Files.exists(file));
    return FilePreview.of(file, CsvOptions.detect());
  }

  @Test
  void theDirtyHeatCapacitiesShowTheirGapsByLine() throws IOException {
    FilePreview preview = preview("heat_capacity_raw_dirty.csv");
    assertEquals(4583, preview.rows());
    ColumnProfile formula = preview.columns().get(0);
    ColumnProfile temperature = preview.columns().get(1);
    ColumnProfile capacity = preview.columns().get(2);
    assertEquals("PROPERTY: Heat Capacity (J/mol K)", capacity.header());
    assertEquals(4, formula.missing());
    assertEquals(Kind.TEXTS, formula.kind());
    assertEquals(4579, temperature.numbers());
    assertEquals(List.of(3280L, 3634L, 3976L, 4266L), temperature.missingLines());
    assertEquals(4576, capacity.numbers());
    assertEquals(List.of(24L, 2087L, 2109L, 3634L, 3950L, 3953L, 4583L), capacity.missingLines());
    assertEquals(0, capacity.oddCells());
  }

  @Test
  void theSteelsOfNimsAreNumbersThroughout() throws IOException {
    FilePreview preview = preview("steel_fatigue_nims.csv");
    assertEquals(437, preview.rows());
    assertEquals(27, preview.columns().size());
    assertTrue(
        preview.columns().stream().allMatch(c -> c.kind() == Kind.NUMBERS && c.numbers() == 437));
    assertTrue(!preview.format().unitRow());
  }
}
