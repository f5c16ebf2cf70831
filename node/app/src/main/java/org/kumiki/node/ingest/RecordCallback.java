package org.kumiki.node.ingest;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;
import org.kumiki.node.ingest.CsvProblem.Code;

/** Takes the fields of a record from the parser and keeps them within bounds. */
final class RecordCallback extends CsvCallbackHandler<CsvRecord> {

  /** As many as a sheet of Excel has; a file with more has lost its line ends. */
  static final int MAX_COLUMNS = 16_384;

  /** So that one record can never fill a small heap: 16 MiB of it at most. */
  static final int MAX_RECORD_CHARS = 1 << 23;

  private String[] fields = new String[32];
  private int count;
  private long chars;
  private long line;
  private boolean empty;

  @Override
  protected void beginRecord(long startingLine) {
    line = startingLine;
    count = 0;
    chars = 0;
    empty = false;
  }

  @Override
  protected void addField(char[] buffer, int from, int length, boolean quoted) {
    chars += length;
    if (count == MAX_COLUMNS) {
      throw refusal(Code.TOO_MANY_COLUMNS, MAX_COLUMNS + " columns");
    }
    if (chars > MAX_RECORD_CHARS) {
      throw refusal(Code.RECORD_TOO_LONG, MAX_RECORD_CHARS + " characters");
    }
    if (count == fields.length) {
      fields = Arrays.copyOf(fields, 2 * count);
    }
    fields[count++] = length == 0 ? "" : new String(buffer, from, length);
  }

  private CsvRefusal refusal(Code code, String limit) {
    return CsvProblem.atLine(
            code,
            line,
            "The record at line "
                + line
                + " has more than "
                + limit
                + ": check the line ends and the quotes before it.")
        .refusal();
  }

  @Override
  protected void setEmpty() {
    empty = true;
  }

  @Override
  protected void setComment(char[] buffer, int from, int length) {
    throw new IllegalStateException("comments are not part of the grammar");
  }

  @Override
  protected RecordType getRecordType() {
    return empty ? RecordType.EMPTY : RecordType.DATA;
  }

  @Override
  protected int getFieldCount() {
    return count;
  }

  @Override
  protected CsvRecord buildRecord() {
    return new CsvRecord(line, Arrays.copyOf(fields, count));
  }

  /** The line of the record that is being read. */
  long line() {
    return line;
  }
}
