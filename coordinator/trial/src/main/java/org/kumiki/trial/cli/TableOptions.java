package org.kumiki.trial.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a file of rows is read into members: options that several commands share. */
final class TableOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(names = "--data", paramLabel = "FILE.csv", required = true, description = "the rows")
  Path data;

  @Option(
      names = "--member-column",
      paramLabel = "COL",
      required = true,
      description = "the column whose values are the members")
  String memberColumn;

  @Option(
      names = "--target",
      paramLabel = "COL",
      required = true,
      description = "the column to predict")
  String target;

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "group the values into N members, each to the smallest group so far")
  Integer members;

  @Option(
      names = "--composition",
      paramLabel = "COL",
      description = "a column of formulas, described by the 132 Magpie features")
  String composition;

  @Option(names = "--numeric", paramLabel = "COL,…", description = "columns to predict from")
  List<String> numeric = new ArrayList<>();

  @Option(
      names = "--numeric-rest",
      description = "predict from all columns of numbers that have no other part to play")
  boolean numericRest;

  @Option(names = "--exclude", paramLabel = "COL,…", description = "columns not to predict from")
  List<String> exclude = new ArrayList<>();

  /** Whether there is anything to predict from. */
  boolean hasFeatures() {
    return composition != null || numericRest || !numeric.isEmpty();
  }

  /**
   * @throws ParameterException if options exclude each other
   */
  TableRequest table(TestRows testRows) {
    return new TableRequest(
        data,
        memberColumn,
        target,
        members == null ? OptionalInt.empty() : OptionalInt.of(members),
        Optional.ofNullable(composition),
        numericColumns(),
        exclude,
        testRows);
  }

  private NumericColumns numericColumns() {
    if (numericRest && !numeric.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--numeric and --numeric-rest exclude each other");
    }
    if (numericRest) {
      return new NumericColumns.Rest();
    }
    return numeric.isEmpty() ? new NumericColumns.None() : new NumericColumns.Named(numeric);
  }
}
