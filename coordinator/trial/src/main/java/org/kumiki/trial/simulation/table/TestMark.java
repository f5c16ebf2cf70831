package org.kumiki.trial.simulation.table;

import org.kumiki.node.ingest.Cell;
import org.kumiki.node.ingest.Row;

/**
 * A value that marks test rows: the same text, or the same number however it is written.
 *
 * @param number the value as a number; NaN where it is none
 */
record TestMark(int column, String value, double number) {
  private static final String DEFAULT_VALUE = "1";

  /** Reads {@code COL[=VALUE]}; a header that itself holds the whole text wins. */
  static TestMark of(String columnAndValue, Headers headers) {
    int sign = columnAndValue.lastIndexOf('=');
    if (sign < 0 || headers.has(columnAndValue)) {
      return of(headers.index(columnAndValue), DEFAULT_VALUE);
    }
    return of(
        headers.index(columnAndValue.substring(0, sign)),
        columnAndValue.substring(sign + 1).strip());
  }

  private static TestMark of(int column, String value) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    return new TestMark(column, value, number);
  }

  boolean marks(Row row) {
    return row.text(column).strip().equals(value)
        || (row.cell(column) instanceof Cell.Number cell && cell.value() == number);
  }
}
