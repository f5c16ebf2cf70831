package org.kumiki.trial.simulation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.trial.simulation.SyntheticFile;

/** Which rows are test rows where no column says so. */
class TestSplitTest {
  private static final SyntheticFile ROWS = SyntheticFile.of(5, 43, 30, 9, 4);

  @TempDir Path dir;

  @Test
  void eachMemberHasTheFloorOfItsShare() throws IOException {
    Table table = read(ROWS, "0.2", 7, Optional.empty());
    assertEquals(8, table.rowsOf(0, true).length);
    assertEquals(6, table.rowsOf(1, true).length);
    assertEquals(1, table.rowsOf(2, true).length);
    assertEquals(0, table.rowsOf(3, true).length);
    assertEquals(35, table.rowsOf(0, false).length);
  }

  @Test
  void aTenthOfThirtyRowsIsThreeAlthoughNoDoubleIsATenth() throws IOException {
    assertEquals(3, read(ROWS, "0.1", 7, Optional.empty()).rowsOf(1, true).length);
    assertEquals(21, read(ROWS, "0.7", 7, Optional.empty()).rowsOf(1, true).length);
  }

  @Test
  void theOrderOfRowsDoesNotMatter() throws IOException {
    Set<String> expected = testIds(ROWS, "0.2", 7, Optional.empty());
    for (long order = 0; order < 5; order++) {
      assertEquals(expected, testIds(ROWS.shuffled(order), "0.2", 7, Optional.empty()));
    }
  }

  @Test
  void otherMembersRowsDoNotMatter() throws IOException {
    Set<String> before = testIds(ROWS, "0.2", 7, Optional.empty());
    SyntheticFile more =
        ROWS.shuffled(1).add("new,D,MgO,800,1,5,1,300").add("new2,D,MgO,8,1,5,1,3");
    Set<String> after = testIds(more, "0.2", 7, Optional.empty());
    after.removeIf(id -> id.startsWith("D"));
    assertEquals(before, after);
  }

  @Test
  void featuresDoNotMatter() throws IOException {
    assertEquals(
        testIds(ROWS, "0.2", 7, Optional.empty()), testIds(ROWS, "0.2", 7, Optional.of("formula")));
  }

  @Test
  void anotherSeedDrawsOtherRows() throws IOException {
    assertNotEquals(
        testIds(ROWS, "0.2", 7, Optional.empty()), testIds(ROWS, "0.2", 8, Optional.empty()));
  }

  @Test
  void everyRowIsDrawnAboutAsOftenAsTheFractionSays() throws IOException {
    int[] drawn = new int[ROWS.rows().size()];
    int seeds = 400;
    Path file = ROWS.write(dir.resolve("rows.csv"));
    for (int seed = 0; seed < seeds; seed++) {
      for (int i : read(file, "0.2", seed, Optional.empty()).testRows()) {
        drawn[i]++;
      }
    }
    // 8 of 43 rows: 74 draws expected with a standard deviation below 8.
    for (int i = 0; i < 43; i++) {
      assertEquals(seeds * 8 / 43.0, drawn[i], 40, "row " + i);
    }
  }

  @Test
  void aFractionIsAtLeastZeroAndBelowOne() {
    assertThrows(
        IllegalArgumentException.class, () -> new TestRows.Fraction(new BigDecimal("1"), 7));
    assertThrows(
        IllegalArgumentException.class, () -> new TestRows.Fraction(new BigDecimal("-0.1"), 7));
  }

  /** Test rows by what identifies them whatever their place in the file. */
  private Set<String> testIds(
      SyntheticFile rows, String fraction, long seed, Optional<String> composition)
      throws IOException {
    Path file = rows.write(dir.resolve("rows.csv"));
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    Table table = read(file, fraction, seed, composition);
    Set<String> ids = new TreeSet<>();
    for (int i : table.testRows()) {
      String[] cells = lines.get(1 + (int) table.fileRow()[i]).split(",", -1);
      ids.add(cells[1] + "/" + cells[0]);
    }
    return ids;
  }

  private Table read(SyntheticFile rows, String fraction, long seed, Optional<String> composition)
      throws IOException {
    return read(rows.write(dir.resolve("rows.csv")), fraction, seed, composition);
  }

  private static Table read(Path file, String fraction, long seed, Optional<String> composition)
      throws IOException {
    return TableReader.read(
        new TableRequest(
            file,
            "company",
            "strength",
            OptionalInt.empty(),
            composition,
            new NumericColumns.Rest(),
            List.of(),
            new TestRows.Fraction(new BigDecimal(fraction), seed)));
  }
}
