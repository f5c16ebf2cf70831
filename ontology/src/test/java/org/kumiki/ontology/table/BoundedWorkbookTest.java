package org.kumiki.ontology.table;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedWorkbookTest {
  private static final BoundedWorkbook.Limits LIMITS =
      new BoundedWorkbook.Limits(100_000, 16, 1_000);

  private static TooLarge.Limit refused(byte[] file) {
    return assertThrows(TooLarge.class, () -> BoundedWorkbook.of(file, LIMITS)).limit();
  }

  private static String rows(int count, String cells) {
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      rows.append("<row r=\"").append(i).append("\">");
      rows.append(cells.replace("#", String.valueOf(i))).append("</row>");
    }
    return rows.toString();
  }

  /** The library computes with letters and everything else that comes before the digits. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Q1", "XFD1", "FXSHRXA1", "ZZZZZZZZZZZZZZZZZZZZ1", "fxshrxa1", "!1", "é1"})
  void aCellTooFarToTheRightIsRefusedWhateverItsRow(String address) {
    assertEquals(
        TooLarge.Limit.COLUMNS,
        refused(Workbooks.of("<row r=\"1\">" + Workbooks.cell(address) + "</row>")));
    assertEquals(TooLarge.Limit.COLUMNS, refused(Workbooks.of(Workbooks.cell(address))));
  }

  @Test
  void cellsWithoutAnAddressCountFromLeftToRight() {
    String bare = "<c><v>1</v></c>";
    assertDoesNotThrow(
        () -> BoundedWorkbook.of(Workbooks.of("<row>" + bare.repeat(16) + "</row>"), LIMITS));
    assertEquals(
        TooLarge.Limit.COLUMNS, refused(Workbooks.of("<row>" + bare.repeat(17) + "</row>")));
  }

  @Test
  void rowsAreCountedByTheirLastColumn() {
    assertDoesNotThrow(
        () -> BoundedWorkbook.of(Workbooks.of(rows(58, Workbooks.cell("P#"))), LIMITS));
    assertEquals(TooLarge.Limit.CELLS, refused(Workbooks.of(rows(59, Workbooks.cell("P#")))));
    assertEquals(TooLarge.Limit.CELLS, refused(Workbooks.of(rows(1_001, ""))));
  }

  @Test
  void allPartsTogetherAreBounded() {
    assertEquals(TooLarge.Limit.BYTES, refused(Workbooks.of("<!--" + " ".repeat(100_000) + "-->")));
  }

  @Test
  void nothingHidesBehindAFalseTableOfContents() {
    String far = Workbooks.sheet("<row r=\"1\">" + Workbooks.cell("FXSHRXA1") + "</row>");
    assertEquals(TooLarge.Limit.COLUMNS, refused(Workbooks.behindAFalseEnd(far)));
  }

  @Test
  void aPartThatIsNoXmlOrDeclaresEntitiesIsRefused() {
    assertThrows(
        IOException.class, () -> BoundedWorkbook.of(Workbooks.archive("<row><c></row>"), LIMITS));
    assertThrows(
        IOException.class,
        () ->
            BoundedWorkbook.of(
                Workbooks.archive("<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet>&b;</worksheet>"),
                LIMITS));
    assertThrows(IOException.class, () -> BoundedWorkbook.of(new byte[] {'P', 'K', 3, 4}, LIMITS));
  }
}
