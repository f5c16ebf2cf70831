package org.kumiki.trial.simulation.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.trial.simulation.SyntheticFile;

class TableReaderTest {
  private static final TestRows FIFTH = new TestRows.Fraction(new BigDecimal("0.2"), 7);
  private static final NumericColumns REST = new NumericColumns.Rest();

  @TempDir Path dir;

  private Path file(SyntheticFile rows) throws IOException {
    return rows.write(dir.resolve("rows.csv"));
  }

  private Path text(String text) throws IOException {
    return Files.writeString(dir.resolve("text.csv"), text);
  }

  private static TableRequest request(
      Path file, NumericColumns numeric, List<String> excluded, TestRows testRows) {
    return new TableRequest(
        file,
        "company",
        "strength",
        OptionalInt.empty(),
        Optional.empty(),
        numeric,
        excluded,
        testRows);
  }

  private static TableRequest withComposition(Path file) {
    return new TableRequest(
        file,
        "company",
        "strength",
        OptionalInt.empty(),
        Optional.of("formula"),
        REST,
        List.of(),
        FIFTH);
  }

  private static NumericColumns named(String... lists) {
    return new NumericColumns.Named(List.of(lists));
  }

  @Test
  void restTakesTheColumnsWhoseReportedCellsAreAllNumbers() throws IOException {
    Path file = file(SyntheticFile.of(1, 60, 60, 60));
    assertEquals(
        List.of("temp", "time", "constant"),
        TableReader.read(request(file, REST, List.of(), FIFTH)).features());
    assertEquals(
        List.of("temp", "time"),
        TableReader.read(request(file, REST, List.of("constant,id"), FIFTH)).features());
    assertEquals(
        List.of("temp", "time"),
        TableReader.read(request(file, REST, List.of(), new TestRows.Marked("constant=5")))
            .features(),
        "the test column is no feature");
  }

  @Test
  void aColumnWithoutAnyReportedCellIsNoFeature() throws IOException {
    Path file = text("company,a,empty,strength\nA,1,,1\nB,2,,2\nC,3,,3\n");
    assertEquals(List.of("a"), TableReader.read(request(file, REST, List.of(), FIFTH)).features());
  }

  @Test
  void namedColumnsMayHoldCommas() throws IOException {
    Path file = text("company,\"T, K\",b,strength\nA,1,4,1\nB,2,5,2\nC,3,6,3\n");
    Table table = TableReader.read(request(file, named("T, K,b"), List.of(), FIFTH));
    assertEquals(List.of("T, K", "b"), table.features());
    assertEquals(2, table.columns()[0][1]);
  }

  @Test
  void cellsThatAreNoNumbersCountAsMissingAndAreReported() throws IOException {
    Path file = text("company,a,strength\nA,1,1\nB,<0.1,2\nC,about 3,3\nC,,3\n");
    Table table = TableReader.read(request(file, named("a"), List.of(), FIFTH));
    assertEquals(Map.of("a", 2L), table.account().cellsNotNumbers());
    assertEquals(Map.of("a", 1L), table.account().missingValues());
    assertTrue(Double.isNaN(table.columns()[0][1]));
  }

  @Test
  void rowsThatCannotBeUsedAreCountedByReason() throws IOException {
    SyntheticFile rows =
        SyntheticFile.of(2, 10, 10, 10)
            .add("x1,A,Fe2O3,800,1,5,1,")
            .add("x2,A,Fe2O3,800,1,5,1,n.d.")
            .add("x3,A,Fe2O3,800,1,5,1,strong")
            .add("x4,B,Fe2O3,800,1,5,1,<300")
            .add("x5,,Fe2O3,800,1,5,1,300")
            .add("x6,C,Xx2O3,800,1,5,1,300")
            .add("x7,C,,800,1,5,1,300")
            .add("x8,C,NaN,800,1,5,1,300");
    Table table = TableReader.read(withComposition(file(rows)));
    assertEquals(
        Map.of(
            "no-target", 2L,
            "target-not-a-number", 1L,
            "target-censored", 1L,
            "no-member", 1L,
            "composition-unknown-element", 1L,
            "composition-empty", 2L),
        table.account().rowsLeftOut());
    assertEquals(30, table.rows());
  }

  @Test
  void compositionAddsTheMagpieFeaturesAndCountsTheMeansTakenForMissingValues() throws IOException {
    SyntheticFile rows = SyntheticFile.of(3, 10, 10, 10).add("x,C,HeO,800,1,5,1,300");
    Table table = TableReader.read(withComposition(file(rows)));
    assertEquals(3 + 132, table.features().size());
    assertEquals("MagpieData minimum Number", table.features().get(3));
    assertEquals(
        Map.of("He Electronegativity", 1L, "He MeltingT", 1L),
        table.account().missingElementValues());
  }

  @Test
  void fileRowsCountDataRowsFromZeroWhateverIsLeftOut() throws IOException {
    Path file = text("company,a,strength\nA,1,1\nB,2,\nC,3,3\nC,4,4\n");
    Table table = TableReader.read(request(file, REST, List.of(), FIFTH));
    assertEquals(List.of(0L, 2L, 3L), Arrays.stream(table.fileRow()).boxed().toList());
  }

  @Test
  void aColumnMarksTestRowsByOneOrByTheValueHoweverItIsWritten() throws IOException {
    Path file = text("company,a,fold,strength\nA,1,0,1\nB,2,1,2\nC,3,1.0,3\nC,4,2,4\n");
    boolean[] byOne = TableReader.read(request(file, REST, List.of(), mark("fold"))).test();
    assertEquals(List.of(false, true, true, false), boxed(byOne));
    boolean[] byTwo = TableReader.read(request(file, REST, List.of(), mark("fold=2"))).test();
    assertEquals(List.of(false, false, false, true), boxed(byTwo));
    assertThrows(
        CommandFailure.class,
        () -> TableReader.read(request(file, REST, List.of(), mark("fold=7"))));
  }

  @Test
  void whatTheFileDoesNotHoldIsRefusedByName() throws IOException {
    Path file = file(SyntheticFile.of(4, 5, 5, 5));
    CommandFailure refusal =
        assertThrows(
            CommandFailure.class,
            () -> TableReader.read(request(file, named("temp,presure"), List.of(), FIFTH)));
    assertTrue(refusal.line().contains("no column \"presure\""), refusal.line());
    assertThrows(
        CommandFailure.class,
        () -> TableReader.read(request(file, named("id"), List.of(), FIFTH)),
        "a column of texts");
    assertThrows(
        CommandFailure.class,
        () -> TableReader.read(request(file, named("strength"), List.of(), FIFTH)),
        "the target");
  }

  private static TestRows mark(String text) {
    return new TestRows.Marked(text);
  }

  private static List<Boolean> boxed(boolean[] flags) {
    Boolean[] boxed = new Boolean[flags.length];
    Arrays.setAll(boxed, i -> flags[i]);
    return List.of(boxed);
  }
}
