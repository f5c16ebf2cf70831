package org.kumiki.trial.simulation.table;

import java.util.List;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Batch;

/**
 * The rows that a simulation uses, column by column, in the order of the file. Holds its arrays
 * without a copy; nobody writes to them.
 *
 * @param features names of the features
 * @param described how many of them, the last ones, describe the composition
 * @param columns {@code columns[j][i]}: feature j in row i as it stands in the file, NaN where it
 *     is not reported; behind the features one more column, the target, which every row has
 * @param memberOf the member of each row, as an index
 * @param test which rows are never trained on
 * @param fileRow where each row stands among the file's data rows, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, and too large to copy.
public record Table(
    List<Member> members,
    List<String> features,
    int described,
    double[][] columns,
    int[] memberOf,
    boolean[] test,
    long[] fileRow,
    RowAccount account) {
  public Table {
    members = List.copyOf(members);
    features = List.copyOf(features);
  }

  public int rows() {
    return fileRow.length;
  }

  public double[] target() {
    return columns[features.size()];
  }

  /** A member's rows to train on, or to test on, ascending. */
  public int[] rowsOf(int member, boolean ofTest) {
    return IntStream.range(0, rows())
        .filter(i -> memberOf[i] == member && test[i] == ofTest)
        .toArray();
  }

  /** All test rows, ascending. */
  public int[] testRows() {
    return IntStream.range(0, rows()).filter(i -> test[i]).toArray();
  }

  /** Some rows: the features, then the target. */
  public Batch batch(int[] rows) {
    double[][] chosen = new double[columns.length][rows.length];
    for (int j = 0; j < columns.length; j++) {
      for (int i = 0; i < rows.length; i++) {
        chosen[j][i] = columns[j][rows[i]];
      }
    }
    return new Batch(rows.length, chosen);
  }
}
