package org.kumiki.node.ingest;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known about a file before it is read; everything else is detected. What is stated is
 * obeyed: a file that does not fit is refused, and nothing else is tried.
 *
 * @param missingMarks beyond {@link MissingMarks#defaults}
 * @param isUnit whether a text is the symbol of a unit; finds rows of units, and units inside cells
 */
public record CsvOptions(
    Optional<Charset> charset,
    Optional<Character> delimiter,
    Optional<DecimalMark> decimal,
    Optional<Boolean> unitRow,
    Set<String> missingMarks,
    Predicate<String> isUnit) {

  /** Microsoft's Shift_JIS: what Japanese Excel writes, with ①, ～ and the NEC and IBM kanji. */
  static final Charset WINDOWS_31J = Charset.forName("windows-31j");

  private static final Set<String> SHIFT_JIS =
      Set.of("shift_jis", "shift-jis", "sjis", "cp932", "ms932", "windows-932");

  public CsvOptions {
    Objects.requireNonNull(charset, "charset");
    Objects.requireNonNull(decimal, "decimal");
    Objects.requireNonNull(unitRow, "unitRow");
    Objects.requireNonNull(isUnit, "isUnit");
    missingMarks = Set.copyOf(missingMarks);
    delimiter.ifPresent(CsvOptions::requireDelimiter);
  }

  /** Nothing is known. */
  public static CsvOptions detect() {
    return new CsvOptions(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        UnitText::isUnit);
  }

  /**
   * States the encoding by the name that people use. Shift_JIS means {@code windows-31j}, because
   * the strict standard has none of the characters that Windows adds.
   *
   * @throws CsvRefusal if there is no such encoding
   */
  public CsvOptions withEncoding(String name) {
    try {
      boolean shiftJis = SHIFT_JIS.contains(name.strip().toLowerCase(Locale.ROOT));
      return withCharset(shiftJis ? WINDOWS_31J : Charset.forName(name.strip()));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw CsvProblem.ofFile(
              CsvProblem.Code.UNKNOWN_ENCODING,
              "There is no such encoding: state UTF-8, UTF-16, Shift_JIS or windows-1252.")
          .refusal();
    }
  }

  public CsvOptions withCharset(Charset charset) {
    return new CsvOptions(Optional.of(charset), delimiter, decimal, unitRow, missingMarks, isUnit);
  }

  public CsvOptions withDelimiter(char delimiter) {
    return new CsvOptions(charset, Optional.of(delimiter), decimal, unitRow, missingMarks, isUnit);
  }

  public CsvOptions withDecimal(DecimalMark decimal) {
    return new CsvOptions(charset, delimiter, Optional.of(decimal), unitRow, missingMarks, isUnit);
  }

  public CsvOptions withUnitRow(boolean unitRow) {
    return new CsvOptions(charset, delimiter, decimal, Optional.of(unitRow), missingMarks, isUnit);
  }

  public CsvOptions withMissingMarks(Set<String> missingMarks) {
    return new CsvOptions(charset, delimiter, decimal, unitRow, missingMarks, isUnit);
  }

  public CsvOptions withUnits(Predicate<String> isUnit) {
    return new CsvOptions(charset, delimiter, decimal, unitRow, missingMarks, isUnit);
  }

  private static void requireDelimiter(char delimiter) {
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == '\0') {
      throw new IllegalArgumentException("a delimiter cannot be a quote or a line break");
    }
  }
}
