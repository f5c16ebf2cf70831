package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvSourceProperties {

  private static final Charset CP932 = Charset.forName("windows-31j");
  private static final String AWKWARD = "ab1.,;|\t\"\n\r -<硬さ引張①～ｱﾂ表ソ";

  @Property(tries = 500)
  void whatIsWrittenIsRead(
      @ForAll("tables") List<List<String>> table,
      @ForAll("charsets") Charset charset,
      @ForAll("delimiters") char delimiter,
      @ForAll("lineEnds") String end) {
    byte[] bytes = write(table, delimiter, end).getBytes(charset);
    CsvOptions options =
        CsvOptions.detect().withCharset(charset).withDelimiter(delimiter).withUnitRow(false);
    assertEquals(table, TestFiles.texts(TestFiles.open(TestFiles.bytes(bytes), options)));
  }

  /** Long enough to cross the buffers of decoder and parser at every kind of character. */
  @Property(tries = 20)
  void aLongFileOfAwkwardCellsIsRead(
      @ForAll long seed,
      @ForAll("charsets") Charset charset,
      @ForAll("delimiters") char delimiter,
      @ForAll("lineEnds") String end) {
    Random random = new Random(seed);
    List<List<String>> table = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      table.add(List.of("x" + awkward(random), awkward(random), awkward(random)));
    }
    byte[] bytes = write(table, delimiter, end).getBytes(charset);
    CsvOptions options = CsvOptions.detect().withCharset(charset).withDelimiter(delimiter);
    assertEquals(table, TestFiles.texts(TestFiles.open(TestFiles.bytes(bytes), options)));
  }

  private static String awkward(Random random) {
    StringBuilder cell = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      cell.append(AWKWARD.charAt(random.nextInt(AWKWARD.length())));
    }
    return cell.toString();
  }

  @Property(tries = 500)
  void numbersComeBackFromEveryEncodingAndDelimiterWithoutAStatement(
      @ForAll("numbers") List<List<Double>> table,
      @ForAll("charsets") Charset charset,
      @ForAll("delimiters") char delimiter,
      @ForAll("lineEnds") String end) {
    boolean comma = delimiter == ';';
    List<List<String>> written =
        table.stream()
            .map(row -> row.stream().map(v -> comma ? german(v) : Double.toString(v)).toList())
            .toList();
    byte[] bytes = write(written, delimiter, end).getBytes(charset);
    CsvSource source = TestFiles.open(TestFiles.bytes(bytes), CsvOptions.detect());
    assertEquals(charset, source.format().charset());
    assertEquals(delimiter, source.format().delimiter());
    List<List<Cell>> expected =
        table.stream().map(row -> row.stream().<Cell>map(Cell.Number::new).toList()).toList();
    assertEquals(
        expected, TestFiles.rows(source).stream().map(CsvSourceProperties::cells).toList());
  }

  @Property(tries = 2000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    readOrRefuse(bytes, CsvOptions.detect());
  }

  @Property(tries = 2000)
  void anyTextOfTheGrammarsCharactersIsReadOrRefused(
      @ForAll("grammatical") String text, @ForAll("charsets") Charset charset) {
    readOrRefuse(text.getBytes(charset), CsvOptions.detect());
  }

  @Property(tries = 500)
  void aFileCutAnywhereIsReadOrRefusedAndNeverGarbled(
      @ForAll("charsets") Charset charset, @ForAll("cuts") int cut) {
    byte[] whole = "試料,温度\n硬鋼一号,１２．５\n軟鋼二号,7\n".getBytes(charset);
    byte[] bytes = Arrays.copyOf(whole, Math.min(cut, whole.length));
    try {
      CsvSource source = TestFiles.open(TestFiles.bytes(bytes), CsvOptions.detect());
      String whatRemains = "試料,温度,硬鋼一号,１２．５,軟鋼二号,7";
      assertTrue(source.headers().stream().allMatch(whatRemains::contains));
      TestFiles.texts(source).forEach(r -> r.forEach(c -> assertTrue(whatRemains.contains(c))));
    } catch (CsvRefusal expected) {
      assertEquals(1, expected.getMessage().lines().count());
    }
  }

  private static void readOrRefuse(byte[] bytes, CsvOptions options) {
    try {
      FilePreview.of(TestFiles.bytes(bytes), options);
    } catch (CsvRefusal expected) {
      assertEquals(1, expected.getMessage().lines().count());
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
  }

  private static List<Cell> cells(Row row) {
    return IntStream.range(0, row.size()).mapToObj(row::cell).toList();
  }

  private static String german(double value) {
    return Double.toString(value).replace('.', ',');
  }

  private static String write(List<List<String>> rows, char delimiter, String end) {
    String header =
        IntStream.range(0, rows.get(0).size())
            .mapToObj(i -> "列" + i)
            .collect(Collectors.joining(Character.toString(delimiter)));
    return header
        + end
        + rows.stream()
            .map(
                row ->
                    row.stream()
                        .map(c -> quoted(c, delimiter))
                        .collect(Collectors.joining(Character.toString(delimiter))))
            .collect(Collectors.joining(end))
        + end;
  }

  private static String quoted(String cell, char delimiter) {
    boolean needed =
        cell.indexOf(delimiter) >= 0 || cell.contains("\"") || cell.matches("(?s).*[\\r\\n].*");
    return needed ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
  }

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> cell = Arbitraries.strings().withChars(AWKWARD).ofMinLength(0).ofMaxLength(6);
    // The first column is filled, so that no row is blank.
    Arbitrary<String> filled = cell.map(text -> "x" + text);
    return Arbitraries.integers()
        .between(2, 5)
        .flatMap(
            width ->
                filled
                    .flatMap(
                        first ->
                            cell.list()
                                .ofSize(width - 1)
                                .map(
                                    rest -> {
                                      List<String> row = new ArrayList<>();
                                      row.add(first);
                                      row.addAll(rest);
                                      return row;
                                    }))
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(8));
  }

  /** The last row has both an exponent and a fraction, so that every file has evidence. */
  @Provide
  Arbitrary<List<List<Double>>> numbers() {
    return Arbitraries.integers()
        .between(2, 4)
        .flatMap(
            width ->
                Arbitraries.doubles()
                    .list()
                    .ofSize(width)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(8)
                    .map(
                        rows -> {
                          List<List<Double>> all = new ArrayList<>(rows);
                          all.add(Collections.nCopies(width, 0.25));
                          return all;
                        }));
  }

  @Provide
  Arbitrary<String> grammatical() {
    return Arbitraries.strings().withChars("a1,;\t\"\n\r .-硬＜ー").ofMaxLength(60);
  }

  @Provide
  Arbitrary<Charset> charsets() {
    return Arbitraries.of(
        StandardCharsets.UTF_8, CP932, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
  }

  @Provide
  Arbitrary<Character> delimiters() {
    return Arbitraries.of(',', ';', '\t', '|');
  }

  @Provide
  Arbitrary<String> lineEnds() {
    return Arbitraries.of("\n", "\r\n", "\r");
  }

  @Provide
  Arbitrary<Integer> cuts() {
    return Arbitraries.integers().between(0, 80);
  }
}
