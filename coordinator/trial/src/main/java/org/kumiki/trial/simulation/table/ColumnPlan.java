package org.kumiki.trial.simulation.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.kumiki.node.ingest.Cell;
import org.kumiki.node.ingest.CsvSource;
import org.kumiki.node.ingest.Row;
import org.kumiki.platform.cli.CommandFailure;

/**
 * Which column of a file plays which part.
 *
 * @param numeric the columns that are features as they stand, in order
 * @param test what marks test rows, where a column does
 */
record ColumnPlan(
    int member,
    int target,
    OptionalInt composition,
    List<Integer> numeric,
    Optional<TestMark> test) {

  /** Resolves the names of the request; reads the file once where its cells must decide. */
  static ColumnPlan of(TableRequest request, CsvSource source) throws IOException {
    Headers headers = new Headers(request.data(), source.headers());
    int member = headers.index(request.memberColumn());
    int target = headers.index(request.target());
    OptionalInt composition =
        request.composition().isPresent()
            ? OptionalInt.of(headers.index(request.composition().get()))
            : OptionalInt.empty();
    Optional<TestMark> test =
        request.testRows() instanceof TestRows.Marked marked
            ? Optional.of(TestMark.of(marked.columnAndValue(), headers))
            : Optional.empty();
    Set<Integer> excluded = headers.indexes(request.excluded());
    requireDistinct(member, target, composition);

    List<Integer> numeric = new ArrayList<>();
    if (request.numeric() instanceof NumericColumns.Named named) {
      numeric.addAll(headers.indexes(named.lists()));
      numeric.removeAll(excluded);
      requireFeatures(numeric, target, source);
    } else if (request.numeric() instanceof NumericColumns.Rest) {
      Set<Integer> taken = new HashSet<>(excluded);
      taken.add(member);
      taken.add(target);
      composition.ifPresent(taken::add);
      test.ifPresent(mark -> taken.add(mark.column()));
      numeric.addAll(allNumbers(source, taken));
    }
    return new ColumnPlan(member, target, composition, List.copyOf(numeric), test);
  }

  private static void requireDistinct(int member, int target, OptionalInt composition) {
    if (member == target || (composition.isPresent() && composition.getAsInt() == target)) {
      throw CommandFailure.refused(
          "the target is also the member or the composition column", "name another --target");
    }
  }

  private static void requireFeatures(List<Integer> numeric, int target, CsvSource source)
      throws IOException {
    if (numeric.contains(target)) {
      throw CommandFailure.refused("the target is among the features", "take it out of --numeric");
    }
    Tally tally = Tally.of(source);
    for (int column : numeric) {
      if (tally.numbers[column] == 0) {
        throw CommandFailure.refused(
            "column \"" + source.headers().get(column) + "\" holds no numbers",
            "take it out of --numeric");
      }
    }
  }

  private static List<Integer> allNumbers(CsvSource source, Set<Integer> taken) throws IOException {
    Tally tally = Tally.of(source);
    List<Integer> columns = new ArrayList<>();
    for (int column = 0; column < source.headers().size(); column++) {
      if (!taken.contains(column) && tally.numbers[column] > 0 && tally.others[column] == 0) {
        columns.add(column);
      }
    }
    return columns;
  }

  /** How many reported cells of each column are numbers, and how many are not. */
  private static final class Tally {
    private final long[] numbers;
    private final long[] others;

    private Tally(int columns) {
      this.numbers = new long[columns];
      this.others = new long[columns];
    }

    static Tally of(CsvSource source) throws IOException {
      Tally tally = new Tally(source.headers().size());
      source.forEach(tally::add);
      return tally;
    }

    private void add(Row row) {
      for (int column = 0; column < row.size(); column++) {
        Cell cell = row.cell(column);
        if (cell instanceof Cell.Number) {
          numbers[column]++;
        } else if (!(cell instanceof Cell.Missing)) {
          others[column]++;
        }
      }
    }
  }
}
