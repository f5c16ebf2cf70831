package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.node.ingest.CsvProblem.Code;

class CsvSourceTest {

  @Test
  void quotedCellsKeepDelimitersQuotesAndLineBreaks() {
    CsvSource source = TestFiles.open("a,b\r\n\"x,\"\"y\"\"\r\nz\",1\r\n2,3\r\n");
    assertEquals(List.of(List.of("x,\"y\"\r\nz", "1"), List.of("2", "3")), TestFiles.texts(source));
    assertEquals(List.of(2L, 4L), TestFiles.rows(source).stream().map(Row::line).toList());
  }

  @Test
  void blanksAroundQuotesAreNoPartOfTheCell() {
    CsvSource source = TestFiles.open("\"a\", \"b\"\n1, \"x, y\" \n");
    assertEquals(List.of("a", "b"), source.headers());
    assertEquals(List.of(List.of("1", "x, y")), TestFiles.texts(source));
  }

  @Test
  void aQuotedCellThatEndsInACarriageReturnIsNotLost() {
    assertEquals(
        List.of(List.of("x\r"), List.of("y")), TestFiles.texts(TestFiles.open("h\n\"x\r\"\ny\n")));
    assertEquals(
        List.of(List.of("1", "x\r"), List.of("2", "y")),
        TestFiles.texts(TestFiles.open("a,b\n1,\"x\r\"\n2,y\n")));
  }

  @Test
  void blankLinesAreLeftOutAndLineNumbersStayThoseOfTheFile() {
    List<Row> rows = TestFiles.rows(TestFiles.open("\n\na,b\n\n1,2\n  \n3,4\n\n"));
    assertEquals(List.of(5L, 7L), rows.stream().map(Row::line).toList());
    assertEquals(List.of(0L, 1L), rows.stream().map(Row::index).toList());
  }

  @Test
  void aRecordOfDelimitersOnlyIsNoRowButCountsInTheIndex() throws IOException {
    CsvSource source = TestFiles.open("a,b\n1,2\n , \n3,4\n,\n");
    List<Row> rows = TestFiles.rows(source);
    assertEquals(List.of(0L, 2L), rows.stream().map(Row::index).toList());
    try (CsvRows again = source.rows()) {
      again.forEachRemaining(row -> {});
      assertEquals(2, again.blankRecords());
      assertThrows(NoSuchElementException.class, again::next);
    }
  }

  @Test
  void trailingDelimitersOfExcelMakeNoColumn() {
    CsvSource source = TestFiles.open("a,b,,\n1,2,,\n3,4\n5,6,, ,\n");
    assertEquals(List.of("a", "b"), source.headers());
    assertEquals(
        List.of(List.of("1", "2"), List.of("3", "4"), List.of("5", "6")), TestFiles.texts(source));
  }

  @Test
  void aValueUnderATrailingBlankHeaderIsRefused() {
    CsvProblem problem = TestFiles.refused("a,b,\n1,2,\n3,4,5\n", Code.BLANK_HEADER);
    assertEquals(3, problem.line().orElseThrow());
  }

  @Test
  void aColumnWithoutAHeaderIsRefused() {
    assertTrue(
        TestFiles.refused("a,,c\n1,2,3\n", Code.BLANK_HEADER).message().contains("Column 2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"T,x,T\n1,2,3\n", "T,x, T \n1,2,3\n", "T,x,Ｔ\n1,2,3\n"})
  void aHeaderThatOccursTwiceIsRefusedByColumn(String text) {
    CsvProblem problem = TestFiles.refused(text, Code.DUPLICATE_HEADER);
    assertTrue(problem.message().contains("1 and 3"), problem.message());
    assertEquals(1, problem.line().orElseThrow());
  }

  @Test
  void headersThatDifferInCaseAreTwo() {
    assertEquals(List.of("t", "T"), TestFiles.open("t,T\n1,2\n").headers());
  }

  @Test
  void aLineBreakInsideAHeaderBecomesABlank() {
    assertEquals(List.of("引張強さ (MPa)", "b"), TestFiles.open("\"引張強さ\n (MPa)\",b\n1,2\n").headers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b\n", "a,b", "a,b\n\n,\n", "T,E\n[K],[GPa]\n"})
  void aHeaderWithoutRowsIsRefused(String text) {
    TestFiles.refused(text, Code.NO_ROWS);
  }

  @Test
  void raggedRowsAreRefusedAndTheFirstAreNamed() {
    CsvProblem problem = TestFiles.refused("a,b\n1,2\n3\n4,5\n6,7,8\n9\n", Code.RAGGED_ROW);
    assertEquals(3, problem.line().orElseThrow());
    assertTrue(problem.message().contains("also line 5, 6"), problem.message());
  }

  @Test
  void anOpenQuoteIsRefusedWithTheLineWhereItsRecordBegins() {
    assertEquals(
        3, TestFiles.refused("a,b\n1,2\n3,\"4\n5,6\n", Code.OPEN_QUOTE).line().orElseThrow());
    TestFiles.refused("a,b\n1,2\n3,\"4", Code.OPEN_QUOTE);
    TestFiles.refused("a,b\n1,2\n3,\"", Code.OPEN_QUOTE);
    assertEquals(2, TestFiles.rows(TestFiles.open("a,b\n1,2\n3,\"4\"")).size());
  }

  @Test
  void anOpenQuoteInALongFileIsRefusedWithoutReadingItIntoMemory() {
    String text = "a,b\n1,\"2\n" + "3,4\n".repeat(600_000);
    assertEquals(2, TestFiles.refused(text, Code.FIELD_TOO_LONG).line().orElseThrow());
  }

  @Test
  void textBehindAClosingQuoteIsRefused() {
    CsvProblem problem = TestFiles.refused("a,b\n1,\"秘\"密\n", Code.MISPLACED_QUOTE);
    assertEquals(2, problem.line().orElseThrow());
    assertFalse(problem.message().contains("密"));
  }

  @Test
  void tooManyColumnsAreRefused() {
    TestFiles.refused("a" + ",".repeat(20_000) + "\n1\n", Code.TOO_MANY_COLUMNS);
  }

  @Test
  void aRecordBeyondTheLimitIsRefused() {
    String cell = "x".repeat(1_000_000);
    String text = "a,b,c,d,e,f,g,h,i\n" + (cell + ",").repeat(8) + cell + "\n";
    TestFiles.refused(text, Code.RECORD_TOO_LONG);
  }

  @Test
  void excelsSeparatorLineIsNoHeader() {
    CsvSource source = TestFiles.open("sep=;\r\na;b\r\n1,5;2\r\n");
    assertEquals(List.of("a", "b"), source.headers());
    assertEquals(new Cell.Number(1.5), TestFiles.rows(source).get(0).cell(0));
    assertEquals(3, TestFiles.rows(source).get(0).line());
  }

  @Test
  void aSemicolonWinsOverTheDecimalCommasBesideIt() {
    CsvSource source = TestFiles.open("T, K;E, GPa\n1,5;2,5\n3,25;4,0\n");
    assertEquals(';', source.format().delimiter());
    assertEquals(DecimalMark.COMMA, source.format().decimal());
    assertEquals(new Cell.Number(3.25), TestFiles.rows(source).get(1).cell(0));
  }

  @Test
  void oneColumnOfDecimalCommasIsOneColumn() {
    CsvSource source = TestFiles.open("x\n1,5\n2,5\n");
    assertEquals(List.of("x"), source.headers());
    assertEquals(new Cell.Number(2.5), TestFiles.rows(source).get(1).cell(0));
  }

  @Test
  void aDelimiterInsideQuotesIsNotCounted() {
    CsvSource source = TestFiles.open("a,b\n\"x;y\",1\n\"z;w\n;;\",2\n");
    assertEquals(',', source.format().delimiter());
    assertEquals(2, source.headers().size());
  }

  @Test
  void aColumnDecidesItsOwnDecimalMark() {
    CsvSource source = TestFiles.open("p;c;n\n1.5;1,5;7\n1,234;1.234;1,234\n");
    Row row = TestFiles.rows(source).get(1);
    assertEquals(new Cell.Number(1234), row.cell(0));
    assertEquals(new Cell.Number(1234), row.cell(1));
    assertEquals(new Cell.Text("1,234"), row.cell(2));
    assertEquals(DecimalMark.UNDECIDED, source.format().decimal());
  }

  @Test
  void whatOneColumnProvesHelpsAnotherWithoutEvidence() {
    CsvSource source = TestFiles.open("a;b\n0,5;1,234\n");
    assertEquals(new Cell.Number(1.234), TestFiles.rows(source).get(0).cell(1));
  }

  @Test
  void withoutEvidenceAnAmbiguousNumberStaysATextUntilTheMarkIsStated() {
    String text = "a;b\nx;7.874\ny;8.960\n";
    assertEquals(new Cell.Text("7.874"), TestFiles.rows(TestFiles.open(text)).get(0).cell(1));
    CsvSource stated =
        TestFiles.open(TestFiles.utf8(text), CsvOptions.detect().withDecimal(DecimalMark.POINT));
    assertEquals(new Cell.Number(7.874), TestFiles.rows(stated).get(0).cell(1));
  }

  @Test
  void besideCommasAsDelimitersAQuotedCommaSeparatesThousands() {
    Row row = TestFiles.rows(TestFiles.open("a,b\n\"1,234.5\",\"1,5\"\n")).get(0);
    assertEquals(new Cell.Number(1234.5), row.cell(0));
    assertEquals(new Cell.Text("1,5"), row.cell(1));
  }

  @Test
  void aRowOfUnitsIsFoundByItsLook() {
    CsvSource source =
        TestFiles.open("試料,温度,引張強さ,伸び,n\n,[℃],（MPa）,%,-\nA,20,540,12.5,3\nB,100,500,14,3\n");
    assertEquals(Optional.of(List.of("", "℃", "MPa", "%", "")), source.unitRow());
    assertTrue(source.format().unitRow());
    assertEquals(3, TestFiles.rows(source).get(0).line());
    assertEquals(0, TestFiles.rows(source).get(0).index());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample,note\nA,K\nB,m\n",
        "sample,T\nA,20\nB,30\n",
        "sample,T\nA,n.d.\nB,30\n",
        "element,phase,T\nFe,bcc,\nCu,fcc,30\n",
        "a,b\n[1],[2]\n3,4\n"
      })
  void aRowOfDataIsNoRowOfUnits(String text) {
    assertEquals(Optional.empty(), TestFiles.open(text).unitRow());
  }

  @Test
  void theRowOfUnitsCanBeStated() {
    String odd = "a,b\nfurlong,cubit\n1,2\n";
    assertEquals(Optional.empty(), TestFiles.open(odd).unitRow());
    assertEquals(
        Optional.of(List.of("furlong", "cubit")),
        TestFiles.open(TestFiles.utf8(odd), CsvOptions.detect().withUnitRow(true)).unitRow());
    assertEquals(
        Optional.of(List.of("furlong", "cubit")),
        TestFiles.open(
                TestFiles.utf8(odd),
                CsvOptions.detect().withUnits(Set.of("furlong", "cubit")::contains))
            .unitRow());
    assertEquals(
        Optional.empty(),
        TestFiles.open(TestFiles.utf8("a,b\nK,MPa\n1,2\n"), CsvOptions.detect().withUnitRow(false))
            .unitRow());
  }

  @Test
  void aStatedDelimiterIsObeyed() {
    CsvSource source =
        TestFiles.open(TestFiles.utf8("a;b,c\n1;2,3\n"), CsvOptions.detect().withDelimiter(','));
    assertEquals(List.of("a;b", "c"), source.headers());
  }

  @Test
  void rowsBeforeAProblemAreGivenAndTheProblemEndsTheReading() {
    CsvSource source = TestFiles.open("a,b\n1,2\n3,4\n5\n");
    AtomicInteger given = new AtomicInteger();
    assertThrows(CsvRefusal.class, () -> source.forEach(row -> given.incrementAndGet()));
    assertEquals(2, given.get());
  }

  @Test
  void everyStreamIsClosedWhateverHappens() throws IOException {
    for (String text : List.of("a,b\n1,2\n", "a,a\n1,2\n", "a,b\n1\n", "a,\"b\n", "")) {
      AtomicInteger open = new AtomicInteger();
      ByteSource counted =
          () -> {
            open.incrementAndGet();
            InputStream in = TestFiles.utf8(text).open();
            return new java.io.FilterInputStream(in) {
              private boolean closed;

              @Override
              public void close() throws IOException {
                open.addAndGet(closed ? 0 : -1);
                closed = true;
                super.close();
              }
            };
          };
      try {
        CsvSource.open(counted, CsvOptions.detect()).forEach(row -> {});
      } catch (CsvRefusal expected) {
        assertFalse(expected.getMessage().isEmpty());
      }
      assertEquals(0, open.get());
    }
  }

  @Test
  void aFailingDiskIsNotARefusal() {
    ByteSource failing =
        () ->
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("disk");
              }
            };
    assertThrows(IOException.class, () -> CsvSource.open(failing, CsvOptions.detect()));
  }

  @Test
  void aFileOnDiskIsRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), "a,b\n1,2\n");
    assertEquals(
        List.of(List.of("1", "2")), TestFiles.texts(CsvSource.open(file, CsvOptions.detect())));
  }
}
