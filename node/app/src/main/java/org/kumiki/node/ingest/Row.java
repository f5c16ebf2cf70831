package org.kumiki.node.ingest;

import java.util.List;

/**
 * One row of a file. A cell is parsed when it is asked for, so a column that nobody maps costs
 * nothing.
 *
 * <p>Safe to keep and to hand to another thread.
 */
public final class Row {

  private final long line;
  private final long index;
  private final String[] fields;
  private final CellParser[] parsers;

  Row(CsvRecord record, long index, CellParser[] parsers) {
    this.line = record.line();
    this.index = index;
    this.fields = record.fields();
    this.parsers = parsers;
  }

  /** The physical line where the row begins, from 1; quoted line breaks count. */
  public long line() {
    return line;
  }

  /**
   * Counts the data records of the file from 0, as other programs do: lines without any text do not
   * count, records of nothing but delimiters do, though they are no rows.
   */
  public long index() {
    return index;
  }

  /** The number of columns, the same in every row of a file. */
  public int size() {
    return parsers.length;
  }

  /** The cell as it stands in the file, without its quotes. For identifiers and formulas. */
  public String text(int column) {
    requireColumn(column);
    return fields[column];
  }

  /** What the cell says. */
  public Cell cell(int column) {
    requireColumn(column);
    return parsers[column].parse(fields[column]);
  }

  /** All cells as they stand in the file. */
  public List<String> texts() {
    return List.of(fields).subList(0, parsers.length);
  }

  private void requireColumn(int column) {
    if (column < 0 || column >= parsers.length) {
      throw new IndexOutOfBoundsException("column " + column + " of " + parsers.length);
    }
  }
}
