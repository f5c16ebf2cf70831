package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.node.ingest.ColumnProfile.Kind;
import org.kumiki.node.ingest.ColumnProfile.OddCell;

class FilePreviewTest {

  private static FilePreview preview(String text) throws IOException {
    return FilePreview.of(TestFiles.utf8(text), CsvOptions.detect());
  }

  @Test
  void everyCellIsCountedAsWhatItSays() throws IOException {
    ColumnProfile column =
        preview("x,y\n1,a\n<0.1,b\nn.d.,c\n2,d\n3,e\n4,f\n5,g\n6,h\n7,i\n8,j\n1.2 MPa,k\n")
            .columns()
            .get(0);
    assertEquals(Kind.NUMBERS, column.kind());
    assertEquals(8, column.numbers());
    assertEquals(1, column.censored());
    assertEquals(1, column.missing());
    assertEquals(1, column.texts());
    assertEquals(List.of(4L), column.missingLines());
    assertEquals(1, column.oddCells());
    assertEquals(List.of(new OddCell(12, Oddity.UNIT_IN_CELL)), column.firstOdd());
  }

  @Test
  void wordsInAColumnOfWordsAreNotOdd() throws IOException {
    ColumnProfile column = preview("x,y\n1,a\n2,b\n3,なし\n").columns().get(1);
    assertEquals(Kind.TEXTS, column.kind());
    assertEquals(0, column.oddCells());
  }

  @Test
  void aColumnWithNothingInItIsEmpty() throws IOException {
    assertEquals(Kind.EMPTY, preview("x,y\n1,\n2,-\n").columns().get(1).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2 MPa|UNIT_IN_CELL",
        "300℃以上|UNIT_IN_CELL",
        "５％|UNIT_IN_CELL",
        "12±3|UNCERTAINTY",
        "12.1(3)|UNCERTAINTY",
        "5～6|RANGE",
        "5-6|RANGE",
        "約5|APPROXIMATE",
        "~5|APPROXIMATE",
        "▲5|ACCOUNTING_NEGATIVE",
        "(5)|ACCOUNTING_NEGATIVE",
        "1e999|OUT_OF_RANGE",
        "#DIV/0!|SPREADSHEET_ERROR",
        "0,5|OTHER_MARK",
        "1,234|AMBIGUOUS_MARK",
        "なし|WORDS",
        "S45C|WORDS",
      })
  void anOddCellIsToldWhy(String text, Oddity expected) {
    assertEquals(expected, Oddity.of(text, UnitText::isUnit));
  }

  @Test
  void linesAreNamedUpToALimitAndCountedBeyondIt() throws IOException {
    String gaps = IntStream.range(0, 100).mapToObj(i -> i + ",\n").collect(Collectors.joining());
    String odd = IntStream.range(0, 100).mapToObj(i -> "1 K,2\n").collect(Collectors.joining());
    FilePreview preview = preview("x,y\n" + gaps + odd);
    assertEquals(100, preview.columns().get(1).missing());
    assertEquals(ColumnProfile.NAMED_LINES, preview.columns().get(1).missingLines().size());
    assertEquals(100, preview.columns().get(0).oddCells());
    assertEquals(ColumnProfile.NAMED_LINES, preview.columns().get(0).firstOdd().size());
    assertEquals(102, preview.columns().get(0).firstOdd().get(0).line());
    assertEquals(20, preview.firstRows().size());
    assertEquals(200, preview.rows());
  }

  @Test
  void unitsStandBesideTheirHeaders() throws IOException {
    FilePreview preview = preview("試料,T\n,[K]\nA,300\n");
    assertEquals("K", preview.columns().get(1).unit());
    assertEquals("", preview.columns().get(0).unit());
    assertEquals(1, preview.rows());
  }

  @Test
  void aLongCellIsShortened() throws IOException {
    FilePreview preview = preview("x,y\n" + "z".repeat(1000) + ",1\n");
    assertTrue(preview.firstRows().get(0).cells().get(0).length() < 250);
  }

  @Test
  void aProblemAnywhereInTheFileStopsThePreview() {
    assertThrows(CsvRefusal.class, () -> preview("x,y\n" + "1,2\n".repeat(30_000) + "3\n"));
  }
}
