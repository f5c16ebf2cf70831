package org.kumiki.trial.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.kumiki.learning.suggest.Goal;
import org.kumiki.node.ingest.CsvRefusal;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.simulation.ModelChoice;
import org.kumiki.trial.simulation.ModelFamily;
import org.kumiki.trial.simulation.SuggestFigures;
import org.kumiki.trial.simulation.SuggestFigures.Pool;
import org.kumiki.trial.simulation.SuggestRequest;
import org.kumiki.trial.simulation.SuggestTrial;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki bench suggest …}. */
@Command(
    name = "suggest",
    description = {
      "How many experiments it takes until one of the best 1 % of a table is found: by",
      "drawing, by expected improvement under a model of own rows, and under a federated",
      "model of the other members' rows, added plainly. Medians over the seeds."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SuggestCommand implements Callable<Integer> {
  private static final double TOP = 0.01;

  @Spec CommandSpec spec;

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
      description = "the property to search for")
  String target;

  @Option(names = "--minimise", description = "search for the smallest and not the largest")
  boolean minimise;

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

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "20",
      description = "searches, each from other first experiments (default: 20)")
  int seeds;

  @Option(
      names = "--first",
      paramLabel = "N",
      defaultValue = "5",
      description = "experiments drawn before the first suggestion; they count (default: 5)")
  int first;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "settings of gp, the same for both models; features is 200 here")
  List<String> settings = new ArrayList<>();

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() {
    if (seeds < 1 || first < 2) {
      throw wrong("--seeds is at least 1 and --first at least 2");
    }
    SuggestRequest request =
        new SuggestRequest(
            table(),
            family(),
            minimise ? new Goal.Minimise() : new Goal.Maximise(),
            seeds,
            first,
            TOP);
    try {
      SuggestFigures figures = SuggestTrial.run(request, Console.standardError()::progress);
      System.out.println(json ? new ObjectMapper().writeValueAsString(figures) : text(figures));
      return ExitCode.DONE;
    } catch (CsvRefusal e) {
      throw CommandFailure.refused(
          data + ": " + e.getMessage().replaceAll("\\.$", ""), "then run the command again", e);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + data, "check that the file exists", e);
    }
  }

  private TableRequest table() {
    if (numericRest && !numeric.isEmpty()) {
      throw wrong("--numeric and --numeric-rest exclude each other");
    }
    NumericColumns columns = new NumericColumns.None();
    if (numericRest) {
      columns = new NumericColumns.Rest();
    } else if (!numeric.isEmpty()) {
      columns = new NumericColumns.Named(numeric);
    }
    return new TableRequest(
        data,
        memberColumn,
        target,
        members == null ? OptionalInt.empty() : OptionalInt.of(members),
        Optional.ofNullable(composition),
        columns,
        exclude,
        new TestRows.Fraction(BigDecimal.ZERO, 0));
  }

  private ModelFamily family() {
    List<String> all = new ArrayList<>(settings);
    if (settings.stream().noneMatch(setting -> setting.startsWith("features="))) {
      all.add("features=200");
    }
    try {
      return ModelChoice.of("gp", all);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private static String text(SuggestFigures figures) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "experiments until one of the best 1 %% of %s is found, medians of %d seeds%n"
                + "%-24s %6s %5s %8s %8s %10s",
            figures.target(),
            figures.seeds(),
            "rows of",
            "rows",
            "best",
            "drawn",
            "own",
            "federated"));
    append(text, figures.everyone());
    figures.members().forEach(pool -> append(text, pool));
    return text.toString();
  }

  private static void append(StringBuilder text, Pool pool) {
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-24s %6d %5d %8.1f %8.1f %10s",
            pool.name(),
            pool.rows(),
            pool.best(),
            pool.random(),
            pool.own(),
            pool.federated() == null ? "" : String.format(Locale.ROOT, "%.1f", pool.federated())));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
