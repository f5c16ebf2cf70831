package org.kumiki.learning.computation;

/**
 * Some rows, column by column: {@code columns[j][i]} is the value of variable j in row i, in the
 * variable's unit; NaN where it was not reported.
 *
 * <p>Holds the arrays that it was given, without a copy, because a batch may be most of a node's
 * memory: who makes a batch must not change them afterwards, and who reads one must not write.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and too large to copy.
public record Batch(int rows, double[][] columns) {
  /**
   * Refuses a table with ragged columns.
   *
   * @throws IllegalArgumentException if a column does not have {@code rows} values
   */
  public Batch {
    if (rows < 0) {
      throw new IllegalArgumentException("a batch cannot have " + rows + " rows");
    }
    for (int j = 0; j < columns.length; j++) {
      if (columns[j].length != rows) {
        throw new IllegalArgumentException(
            "column " + j + " has " + columns[j].length + " values for " + rows + " rows");
      }
    }
  }
}
