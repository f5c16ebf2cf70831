package org.kumiki.ontology.sheet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.table.Workbooks;

/** Sheets as nobody with good intentions sends them; each of them is short. */
class HostileSheetTest {
  private static UnreadableSheet refused(byte[] file) {
    assertTrue(file.length < SheetFile.LONGEST_BYTES, "it would be refused for its length alone");
    return assertThrows(UnreadableSheet.class, () -> SheetFile.read(file));
  }

  /** Column two thousand million: a list of as many entries. */
  @ParameterizedTest
  @ValueSource(strings = {"FXSHRXA1", "XFD1", "CZ1"})
  void aCellFarToTheRightIsNamedAndRefused(String address) {
    UnreadableSheet refused =
        refused(Workbooks.of("<row r=\"1\">" + Workbooks.cell(address) + "</row>"));
    assertTrue(refused.words().en().contains("Cell " + address + " "), refused.words().en());
    assertTrue(refused.words().ja().contains("セル" + address), refused.words().ja());
    String sheet = Workbooks.sheet("<row r=\"1\">" + Workbooks.cell(address) + "</row>");
    refused(Workbooks.behindAFalseEnd(sheet));
  }

  @Test
  void millionsOfRowsAreRefusedWhetherTheyAreWideOrEmpty() {
    refused(Workbooks.of(("<row>" + Workbooks.cell("BL1") + "</row>").repeat(110_000)));
    refused(Workbooks.of("<row/>".repeat(7_000_000)));
  }

  @Test
  void aWorkbookThatUnpacksToManyTimesItsSizeIsRefused() {
    refused(Workbooks.of(" ".repeat(130 << 20)));
  }

  @Test
  void emptyLinesOfACsvTakeNoMemoryAndCountAllTheSame() {
    byte[] file =
        ("iri\n" + "\n".repeat(10_000_000) + "kt:density\n").getBytes(StandardCharsets.UTF_8);
    assertEquals(
        List.of(new SheetLine(1, List.of("iri")), new SheetLine(10_000_002, List.of("kt:density"))),
        SheetFile.read(file));
  }

  @Test
  void aCsvOfTooManyRowsIsReadNoFurther() {
    byte[] file = "x\n".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);
    assertEquals(TermSheet.MOST_ROWS + 2, SheetFile.read(file).size());
    byte[] wide = ("iri" + ",".repeat(100) + "\n").getBytes(StandardCharsets.UTF_8);
    assertTrue(refused(wide).words().en().contains("Row 1 "));
  }

  @Test
  void aSheetOfTheMostRowsIsStillRead() {
    String row = "<row><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c></row>";
    assertEquals(
        TermSheet.MOST_ROWS + 1,
        SheetFile.read(Workbooks.of(row.repeat(TermSheet.MOST_ROWS + 1))).size());
  }
}
