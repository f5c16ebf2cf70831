package org.kumiki.trial.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.kumiki.node.ingest.CsvRefusal;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.demo.DemoRun;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki demo …}: a whole consortium on this machine. */
@Command(
    name = "demo",
    description = {
      "Start a coordinator and member nodes, each a process with its own PostgreSQL,",
      "run a federated statistic and a federated model, and print what each member gained."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private static final int DEFAULT_MEMBERS = 4;
  private static final TestRows HELD_OUT = new TestRows.Fraction(new BigDecimal("0.2"), 7);

  @Spec CommandSpec spec;

  @Option(names = "--members", paramLabel = "N", description = "member companies (default: 4)")
  Integer members;

  @Option(
      names = "--data",
      paramLabel = "CSV",
      description = "a file of your own; without it the demo makes sample data, and says so")
  Path data;

  @Option(
      names = "--member-column",
      paramLabel = "C",
      description = "with --data: the column whose values are the members")
  String memberColumn;

  @Option(names = "--target", paramLabel = "C", description = "with --data: what to predict")
  String target;

  @Option(names = "--composition", paramLabel = "C", description = "a column of formulas")
  String composition;

  @Option(names = "--numeric", paramLabel = "C,…", description = "columns to predict from")
  List<String> numeric = new ArrayList<>();

  @Option(
      names = "--numeric-rest",
      description = "predict from all columns of numbers that have no other part to play")
  boolean numericRest;

  @Option(names = "--exclude", paramLabel = "C,…", description = "columns not to predict from")
  List<String> exclude = new ArrayList<>();

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "column → term; columns without one become draft terms")
  Path mapping;

  @Option(names = "--dir", paramLabel = "D", description = "default: .kumiki/demo")
  Path folder = Path.of(".kumiki", "demo");

  @Option(names = "--once", description = "stop everything after the results")
  boolean once;

  @Override
  public Integer call() throws InterruptedException {
    DemoRun run = new DemoRun(folder, Console.standardError());
    try {
      if (data == null) {
        requireNoDataOptions();
        run.samples(members == null ? DEFAULT_MEMBERS : members, once);
      } else {
        run.file(request(), Optional.ofNullable(composition), Optional.ofNullable(mapping), once);
      }
      return ExitCode.DONE;
    } catch (CsvRefusal e) {
      throw CommandFailure.refused(e.problem().message(), "correct the file", e);
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot read or write a file of the demo", "check " + folder + " and the data file", e);
    }
  }

  private TableRequest request() {
    if (memberColumn == null || target == null) {
      throw wrong("--data needs --member-column and --target");
    }
    if (composition == null && numeric.isEmpty() && !numericRest) {
      throw wrong("--data needs --composition, --numeric or --numeric-rest");
    }
    List<String> left = new ArrayList<>(exclude);
    if (composition != null) {
      left.add(composition);
    }
    NumericColumns columns =
        numericRest
            ? new NumericColumns.Rest()
            : numeric.isEmpty() ? new NumericColumns.None() : new NumericColumns.Named(numeric);
    return new TableRequest(
        data.toAbsolutePath(),
        memberColumn,
        target,
        OptionalInt.of(members == null ? DEFAULT_MEMBERS : members),
        Optional.empty(),
        columns,
        left,
        HELD_OUT);
  }

  private void requireNoDataOptions() {
    boolean given =
        memberColumn != null
            || target != null
            || composition != null
            || mapping != null
            || numericRest
            || !numeric.isEmpty()
            || !exclude.isEmpty();
    if (given) {
      throw wrong("options that name columns need --data");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
