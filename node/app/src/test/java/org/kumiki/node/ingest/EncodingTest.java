package org.kumiki.node.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.node.ingest.CsvProblem.Code;

class EncodingTest {

  private static final Charset CP932 = Charset.forName("windows-31j");

  /** Characters that strict Shift_JIS lacks, and one whose second byte is a backslash. */
  private static final String TEXT = "試料,引張強さ①～㈱髙表ソ\nＳ１,540\n";

  private record Written(Charset charset, int... mark) {}

  static Stream<Arguments> matrix() {
    List<Written> encodings =
        List.of(
            new Written(UTF_8),
            new Written(UTF_8, 0xEF, 0xBB, 0xBF),
            new Written(CP932),
            new Written(UTF_16LE),
            new Written(UTF_16LE, 0xFF, 0xFE),
            new Written(UTF_16BE),
            new Written(UTF_16BE, 0xFE, 0xFF));
    return encodings.stream()
        .flatMap(
            written ->
                Stream.of(',', ';', '\t', '|')
                    .flatMap(
                        delimiter ->
                            Stream.of("\n", "\r\n", "\r")
                                .map(end -> Arguments.of(written, delimiter, end))));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void everyEncodingDelimiterAndLineEndIsFound(Object encoding, char delimiter, String end) {
    Written written = (Written) encoding;
    String text = TEXT.replace(',', delimiter).replace("\n", end);
    byte[] bytes = TestFiles.encoded(text, written.charset(), written.mark());
    CsvSource source = TestFiles.open(TestFiles.bytes(bytes), CsvOptions.detect());
    assertEquals(written.charset(), source.format().charset());
    assertEquals(written.mark().length > 0, source.format().byteOrderMark());
    assertEquals(delimiter, source.format().delimiter());
    assertEquals(List.of("試料", "引張強さ①～㈱髙表ソ"), source.headers());
    List<Row> rows = TestFiles.rows(source);
    assertEquals(1, rows.size());
    assertEquals(2, rows.get(0).line());
    assertEquals("Ｓ１", rows.get(0).text(0));
    assertEquals(new Cell.Number(540), rows.get(0).cell(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void utf8CutInsideItsLastCharacterIsRefusedAndNotTakenForShiftJis(int cut) {
    byte[] whole = "a,b\n1,硬".getBytes(UTF_8);
    CsvProblem problem =
        TestFiles.refused(TestFiles.bytes(Arrays.copyOf(whole, whole.length - cut)));
    assertEquals(Code.CUT_CHARACTER, problem.code());
    assertEquals(whole.length - 3, problem.byteOffset().orElseThrow());
  }

  @Test
  void shiftJisCutInsideItsLastCharacterIsRefused() {
    byte[] whole = "試料,b\n1,硬".getBytes(CP932);
    assertEquals(
        Code.CUT_CHARACTER,
        TestFiles.refused(TestFiles.bytes(Arrays.copyOf(whole, whole.length - 1))).code());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void utf16CutInsideItsLastCharacterIsRefused(boolean marked) {
    byte[] whole =
        marked
            ? TestFiles.encoded("a,b\n1,硬", UTF_16LE, 0xFF, 0xFE)
            : TestFiles.encoded("a,b\n1,硬", UTF_16BE);
    assertEquals(
        Code.CUT_CHARACTER,
        TestFiles.refused(TestFiles.bytes(Arrays.copyOf(whole, whole.length - 1))).code());
  }

  @Test
  void theEncodingIsProvenBeyondTheFirstBuffer() {
    byte[] late = ("a,b\n" + "1,2\n".repeat(100_000) + "硬さ,3\n").getBytes(CP932);
    CsvSource source = TestFiles.open(TestFiles.bytes(late), CsvOptions.detect());
    assertEquals(CP932, source.format().charset());
    List<Row> rows = TestFiles.rows(source);
    assertEquals("硬さ", rows.get(rows.size() - 1).text(0));
  }

  @Test
  void aCharacterAcrossTwoBuffersIsNoFault() {
    for (int shift = 0; shift < 4; shift++) {
      String text = "a,b\n" + "x".repeat(shift) + "硬さ".repeat(40_000) + ",1\n";
      CsvSource source = TestFiles.open(text);
      assertEquals(UTF_8, source.format().charset());
      assertEquals(80_000 + shift, TestFiles.rows(source).get(0).text(0).length());
    }
  }

  @Test
  void oneDamagedByteInAUtf8FileIsNamedAndNotTakenForShiftJis() {
    byte[] bytes = ("試料,引張強さ\n" + "硬さ測定,1\n".repeat(10)).getBytes(UTF_8);
    int at = bytes.length - 6;
    bytes[at] = (byte) 0xB1;
    CsvProblem problem = TestFiles.refused(TestFiles.bytes(bytes));
    assertEquals(Code.UNDECODABLE, problem.code());
    assertTrue(problem.byteOffset().orElseThrow() >= at - 3);
    assertTrue(problem.message().contains("encoding"), problem.message());
  }

  @Test
  void bytesOfNoKnownEncodingAreRefusedWithTheirOffset() {
    byte[] bytes = {'a', ',', 'b', '\n', '1', ',', (byte) 0xFF, (byte) 0xFF, '\n'};
    CsvProblem problem = TestFiles.refused(TestFiles.bytes(bytes));
    assertEquals(Code.UNDECODABLE, problem.code());
    assertEquals(6, problem.byteOffset().orElseThrow());
  }

  @Test
  void aStatedEncodingIsObeyed() {
    byte[] western = "T [°C],µ\n1,2\n".getBytes(ISO_8859_1);
    CsvSource source =
        TestFiles.open(TestFiles.bytes(western), CsvOptions.detect().withEncoding("windows-1252"));
    assertEquals(List.of("T [°C]", "µ"), source.headers());
    assertEquals(
        Code.UNDECODABLE,
        TestFiles.refused(
                TestFiles.bytes(TEXT.getBytes(CP932)), CsvOptions.detect().withEncoding("UTF-8"))
            .code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Shift_JIS", "SJIS", "cp932", "MS932", "windows-31j"})
  void everyNameOfShiftJisMeansTheOneOfWindows(String name) {
    CsvSource source =
        TestFiles.open(
            TestFiles.bytes(TEXT.getBytes(CP932)), CsvOptions.detect().withEncoding(name));
    assertEquals(CP932, source.format().charset());
  }

  @Test
  void statedUtf16TakesItsOrderFromTheMarkOrTheZeros() {
    for (byte[] bytes :
        List.of(TestFiles.encoded(TEXT, UTF_16LE, 0xFF, 0xFE), TestFiles.encoded(TEXT, UTF_16BE))) {
      CsvSource source =
          TestFiles.open(TestFiles.bytes(bytes), CsvOptions.detect().withCharset(UTF_16));
      assertEquals("試料", source.headers().get(0));
    }
  }

  @Test
  void aMarkThatContradictsTheStatementIsRefused() {
    byte[] bytes = TestFiles.encoded(TEXT, UTF_8, 0xEF, 0xBB, 0xBF);
    CsvProblem problem =
        TestFiles.refused(TestFiles.bytes(bytes), CsvOptions.detect().withEncoding("cp932"));
    assertEquals(Code.UNDECODABLE, problem.code());
  }

  @Test
  void anEncodingThatDoesNotExistIsRefused() {
    for (String name : List.of("UTF-9", "???", "")) {
      CsvRefusal refusal =
          assertThrows(CsvRefusal.class, () -> CsvOptions.detect().withEncoding(name));
      assertEquals(Code.UNKNOWN_ENCODING, refusal.problem().code());
    }
  }

  @Test
  void jisEscapesAreNotTakenForUtf8() {
    byte[] bytes = TEXT.replace("①～㈱髙", "").getBytes(Charset.forName("ISO-2022-JP"));
    assertEquals(Code.UNDECODABLE, TestFiles.refused(TestFiles.bytes(bytes)).code());
    CsvSource stated =
        TestFiles.open(TestFiles.bytes(bytes), CsvOptions.detect().withEncoding("ISO-2022-JP"));
    assertEquals("試料", stated.headers().get(0));
  }

  @Test
  void aWorkbookOfExcelIsCalledByItsName() {
    CsvProblem problem =
        TestFiles.refused(TestFiles.bytes(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}));
    assertEquals(Code.EXCEL_WORKBOOK, problem.code());
    assertTrue(problem.message().contains("CSV"), problem.message());
  }

  @Test
  void aNulByteIsRefusedWhereverItStands() {
    byte[] bytes = ("a,b\n" + "1,2\n".repeat(50_000) + "1,\0\n").getBytes(UTF_8);
    CsvProblem problem = TestFiles.refused(TestFiles.bytes(bytes));
    assertEquals(Code.BINARY, problem.code());
    assertEquals(bytes.length - 2, problem.byteOffset().orElseThrow());
    byte[] wide = TestFiles.encoded("a,b\n1,\0\n", UTF_16LE, 0xFF, 0xFE);
    assertEquals(Code.BINARY, TestFiles.refused(TestFiles.bytes(wide)).code());
  }

  @Test
  void anEmptyFileIsRefusedAlsoIfItHasAMark() {
    assertEquals(Code.EMPTY_FILE, TestFiles.refused(TestFiles.bytes(new byte[0])).code());
    byte[] mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    assertEquals(Code.EMPTY_FILE, TestFiles.refused(TestFiles.bytes(mark)).code());
    assertEquals(Code.EMPTY_FILE, TestFiles.refused(TestFiles.utf8("\n \r\n,,\n")).code());
  }

  @Test
  void aMessageIsOneLineAndQuotesNothing() {
    CsvProblem problem = TestFiles.refused("秘密,秘密\n1,2\n", Code.DUPLICATE_HEADER);
    assertFalse(problem.toString().contains("秘密"));
    assertEquals(1, problem.message().lines().count());
  }
}
