package org.kumiki.node.ingest;

import java.nio.charset.Charset;
import java.util.Objects;

/**
 * How a file is written, as detected or as stated.
 *
 * @param charset windows-31j where a company says Shift_JIS or CP932
 * @param byteOrderMark whether the file begins with one
 * @param decimal the mark of the file as a whole; a column may have evidence of its own, see {@link
 *     CsvSource#notations}
 * @param unitRow whether the record below the header holds units
 */
public record CsvFormat(
    Charset charset, boolean byteOrderMark, char delimiter, DecimalMark decimal, boolean unitRow) {

  public CsvFormat {
    Objects.requireNonNull(charset, "charset");
    Objects.requireNonNull(decimal, "decimal");
  }
}
