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
import java.util.Set;
import java.util.concurrent.Callable;
import org.kumiki.learning.transfer.TransferChoice;
import org.kumiki.node.ingest.CsvRefusal;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.simulation.TransferFigures;
import org.kumiki.trial.simulation.TransferFigures.SizeFigures;
import org.kumiki.trial.simulation.TransferFigures.Way;
import org.kumiki.trial.simulation.TransferRequest;
import org.kumiki.trial.simulation.TransferTrial;
import org.kumiki.trial.simulation.table.NumericColumns;
import org.kumiki.trial.simulation.table.TableRequest;
import org.kumiki.trial.simulation.table.TestRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki bench transfer …}. */
@Command(
    name = "transfer",
    description = {
      "What models of one property, trained by sums over members and added plainly, are worth",
      "for another property of which few values are known, against learning from these alone."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class TransferCommand implements Callable<Integer> {
  private static final int MIN_MEMBERS = 3;
  private static final Set<String> MODELS = Set.of("ridge", "gp", "mlp");

  @Spec CommandSpec spec;

  @Option(
      names = "--source",
      paramLabel = "FILE.csv",
      required = true,
      description = "many rows of another property, which the members hold")
  Path source;

  @Option(
      names = "--source-target",
      paramLabel = "COL",
      required = true,
      description = "that property")
  String sourceTarget;

  @Option(
      names = "--data",
      paramLabel = "FILE.csv",
      required = true,
      description = "rows of the property to learn")
  Path data;

  @Option(names = "--target", paramLabel = "COL", required = true, description = "that property")
  String target;

  @Option(
      names = "--composition",
      paramLabel = "COL",
      description = "a column of formulas in both files, described by the 132 Magpie features")
  String composition;

  @Option(
      names = "--numeric",
      paramLabel = "COL,…",
      split = ",",
      description = "columns of both files to predict from")
  List<String> numeric = new ArrayList<>();

  @Option(
      names = "--member-column",
      paramLabel = "COL",
      required = true,
      description = "the source's column whose values are grouped into members")
  String memberColumn;

  @Option(names = "--members", paramLabel = "N", description = "default: 4")
  int members = 4;

  @Option(
      names = "--source-rows",
      paramLabel = "N",
      description = "rows of the source to draw (default: 20000)")
  int sourceRows = 20_000;

  @Option(
      names = "--models",
      paramLabel = "NAME,…",
      split = ",",
      description = "models of the source: ridge, gp, mlp (default: all three)")
  List<String> models = new ArrayList<>(List.of("ridge", "gp", "mlp"));

  @Option(
      names = "--rows",
      paramLabel = "N,…",
      split = ",",
      description = "rows to learn from, ascending (default: 30,100,300)")
  List<Integer> rows = new ArrayList<>(List.of(30, 100, 300));

  @Option(names = "--draws", paramLabel = "N", description = "of these rows (default: 10)")
  int draws = 10;

  @Option(names = "--seed", paramLabel = "N", description = "of all draws (default: 7)")
  long seed = 7;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() {
    requireUsable();
    TransferRequest request =
        new TransferRequest(
            table(source, sourceTarget, memberColumn, members),
            sourceRows,
            targetTable(),
            models,
            rows,
            draws,
            seed);
    try {
      TransferFigures figures = TransferTrial.run(request, Console.standardError()::progress);
      System.out.println(json ? new ObjectMapper().writeValueAsString(figures) : text(figures));
      return ExitCode.DONE;
    } catch (CsvRefusal e) {
      throw CommandFailure.refused(
          e.getMessage().replaceAll("\\.$", ""), "then run the command again", e);
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot read " + source + " or " + data, "check that the files exist", e);
    }
  }

  private void requireUsable() {
    require(draws >= 1 && members >= MIN_MEMBERS, "--draws is at least 1 and --members at least 3");
    require(sourceRows >= 10L * members, "--source-rows is at least ten a member");
    require(
        !models.isEmpty()
            && MODELS.containsAll(models)
            && Set.copyOf(models).size() == models.size(),
        "--models are some of ridge, gp and mlp, each once");
    require(
        rows.equals(rows.stream().sorted().distinct().toList())
            && !rows.isEmpty()
            && rows.get(0) >= TransferChoice.MIN_ROWS
            && rows.get(rows.size() - 1) <= TransferChoice.MAX_ROWS,
        "--rows are " + TransferChoice.MIN_ROWS + " to " + TransferChoice.MAX_ROWS + ", ascending");
    require(composition != null || !numeric.isEmpty(), "name --composition or --numeric");
  }

  private TableRequest table(Path file, String property, String grouped, int groups) {
    return new TableRequest(
        file,
        grouped,
        property,
        OptionalInt.of(groups),
        Optional.ofNullable(composition),
        numeric.isEmpty() ? new NumericColumns.None() : new NumericColumns.Named(numeric),
        List.of(),
        new TestRows.Fraction(BigDecimal.ZERO, 0));
  }

  /** The target's rows are one house's: into which groups they are read does not matter. */
  private TableRequest targetTable() {
    String any = composition == null ? numeric.get(0) : composition;
    return table(data, target, any, MIN_MEMBERS);
  }

  private static String text(TransferFigures figures) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "mean absolute errors of %s; sources of %d rows, %d members; %d draws",
            figures.target(),
            figures.sourceRows(),
            figures.members(),
            figures.draws()));
    for (SizeFigures size : figures.sizes()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%n%-28s %8s %17s %7s %7s",
              size.rows() + " rows",
              "median",
              "quartiles",
              "better",
              "chosen"));
      size.ways().forEach(way -> append(text, way));
    }
    return text.toString();
  }

  private static void append(StringBuilder text, Way way) {
    text.append(
        String.format(
            Locale.ROOT,
            "%n%-28s %8.3f %8.3f %8.3f %7d %7s",
            way.name(),
            way.median(),
            way.lowerQuartile(),
            way.upperQuartile(),
            way.better(),
            way.chosen() == null ? "" : way.chosen().toString()));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }
}
