package org.kumiki.trial.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.kumiki.trial.simulation.table.TestRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin TableOptions table;

  @Option(names = "--minimise", description = "search for the smallest and not the largest")
  boolean minimise;

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
            table.table(new TestRows.Fraction(BigDecimal.ZERO, 0)),
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
          table.data + ": " + e.getMessage().replaceAll("\\.$", ""),
          "then run the command again",
          e);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + table.data, "check that the file exists", e);
    }
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
