package org.kumiki.node.ingest;

import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.StringJoiner;
import org.kumiki.node.ingest.CsvProblem.Code;

/**
 * The rows of a {@link CsvSource}, read as they are asked for. {@link #hasNext} and {@link #next}
 * throw {@link CsvRefusal} where the file cannot be read on, and {@link
 * java.io.UncheckedIOException} where the disk cannot.
 *
 * <p>For one thread. Close it; it holds the file open.
 */
public final class CsvRows implements Iterator<Row>, AutoCloseable {

  /** Ragged records that are named before the file is refused. */
  private static final int NAMED_LINES = 5;

  private final RecordStream records;
  private final CsvTable table;
  private final CellParser[] parsers;
  private long index;
  private long blankRecords;
  private Row next;

  CsvRows(RecordStream records, CsvTable table, CellParser[] parsers) {
    this.records = records;
    this.table = table;
    this.parsers = parsers;
    table.skipAbove(records);
  }

  @Override
  public boolean hasNext() {
    while (next == null && records.hasNext()) {
      CsvRecord record = records.next();
      if (record.isBlank()) {
        blankRecords++;
      } else {
        requireShape(record);
        next = new Row(record, index, parsers);
      }
      index++;
    }
    return next != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  /** Records of nothing but delimiters that were left out so far, as Excel leaves them behind. */
  public long blankRecords() {
    return blankRecords;
  }

  private void requireShape(CsvRecord record) {
    int named = parsers.length;
    int extra = firstFilled(record, named);
    if (record.fields().length >= named && extra < 0) {
      return;
    }
    if (extra >= 0 && extra < table.headerFields()) {
      throw CsvProblem.atLine(
              Code.BLANK_HEADER,
              record.line(),
              "Column "
                  + (extra + 1)
                  + " has no header, but line "
                  + record.line()
                  + " has a value in it: name the column or remove it.")
          .refusal();
    }
    throw ragged(record);
  }

  private static int firstFilled(CsvRecord record, int from) {
    for (int i = from; i < record.fields().length; i++) {
      if (!record.fields()[i].isBlank()) {
        return i;
      }
    }
    return -1;
  }

  private CsvRefusal ragged(CsvRecord first) {
    StringJoiner others = new StringJoiner(", ", " (also line ", ")").setEmptyValue("");
    try {
      for (int named = 1; named < NAMED_LINES && records.hasNext(); ) {
        CsvRecord record = records.next();
        boolean fits =
            record.fields().length >= parsers.length && firstFilled(record, parsers.length) < 0;
        if (!fits && !record.isBlank()) {
          others.add(Long.toString(record.line()));
          named++;
        }
      }
    } catch (CsvRefusal later) {
      // The first problem is the one to tell; what follows it may be its consequence.
      return refusal(first, others);
    }
    return refusal(first, others);
  }

  private CsvRefusal refusal(CsvRecord first, StringJoiner others) {
    return CsvProblem.atLine(
            Code.RAGGED_ROW,
            first.line(),
            "Line "
                + first.line()
                + " has "
                + first.fields().length
                + " fields where the header has "
                + parsers.length
                + others
                + ": a cell may be cut, or a delimiter may stand in a cell without quotes.")
        .refusal();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
