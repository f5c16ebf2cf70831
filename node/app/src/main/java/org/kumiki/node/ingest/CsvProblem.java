package org.kumiki.node.ingest;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Why a file is refused.
 *
 * @param line the physical line, from 1, where the problem is; empty where it is the whole file
 * @param byteOffset the byte, from 0, where the problem is; empty where a line says it better
 * @param message one line that names the cause and the next step, and never a header or a cell
 */
public record CsvProblem(Code code, OptionalLong line, OptionalLong byteOffset, String message) {

  /** Stable names, for logs and for translations. */
  public enum Code {
    /** No bytes, or nothing but blank lines. */
    EMPTY_FILE,
    /** The bytes end in the middle of a character: the copy or the upload broke off. */
    CUT_CHARACTER,
    /** Bytes that the encoding does not have. */
    UNDECODABLE,
    /** An encoding was asked for that this machine does not know. */
    UNKNOWN_ENCODING,
    /** A workbook of Excel, not a text. */
    EXCEL_WORKBOOK,
    /** Not a text: another known format, or NUL characters. */
    BINARY,
    /** Two columns of one name, so that a mapping could not tell them apart. */
    DUPLICATE_HEADER,
    /** A column without a name. */
    BLANK_HEADER,
    /** A header and nothing below it. */
    NO_ROWS,
    /**
     * A record with more or fewer fields than the header: its values may stand under wrong names.
     */
    RAGGED_ROW,
    /** A quoted field that is never closed. */
    OPEN_QUOTE,
    /** Text behind a closing quote. */
    MISPLACED_QUOTE,
    FIELD_TOO_LONG,
    RECORD_TOO_LONG,
    TOO_MANY_COLUMNS
  }

  public CsvProblem {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(line, "line");
    Objects.requireNonNull(byteOffset, "byteOffset");
    Objects.requireNonNull(message, "message");
    if (message.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a problem is told in one line");
    }
  }

  static CsvProblem ofFile(Code code, String message) {
    return new CsvProblem(code, OptionalLong.empty(), OptionalLong.empty(), message);
  }

  static CsvProblem atLine(Code code, long line, String message) {
    return new CsvProblem(code, OptionalLong.of(line), OptionalLong.empty(), message);
  }

  static CsvProblem atByte(Code code, long byteOffset, String message) {
    return new CsvProblem(code, OptionalLong.empty(), OptionalLong.of(byteOffset), message);
  }

  CsvRefusal refusal() {
    return new CsvRefusal(this);
  }
}
