package org.kumiki.trial.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.kumiki.node.ingest.CsvRefusal;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.simulation.ModelChoice;
import org.kumiki.trial.simulation.ModelFamily;
import org.kumiki.trial.simulation.Simulation;
import org.kumiki.trial.simulation.SimulationRequest;
import org.kumiki.trial.simulation.SimulationResult;
import org.kumiki.trial.simulation.output.FeaturesFile;
import org.kumiki.trial.simulation.output.PredictionsFile;
import org.kumiki.trial.simulation.output.ReportFile;
import org.kumiki.trial.simulation.output.ResultTable;
import org.kumiki.trial.simulation.table.TestRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki simulate …}: what each member of one file would gain from federating. */
@Command(
    name = "simulate",
    description = {
      "Split a file into members and train one model three times over:",
      "each member alone, all by secure sums, all rows together."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SimulateCommand implements Callable<Integer> {
  private static final BigDecimal DEFAULT_FRACTION = new BigDecimal("0.2");
  private static final long DEFAULT_SEED = 7;
  private static final double NANOS_PER_SECOND = 1e9;

  @Spec CommandSpec spec;

  @Mixin TableOptions table;

  @Option(
      names = "--test-column",
      paramLabel = "COL[=VALUE]",
      description = "the column that marks test rows, by 1 or by VALUE")
  String testColumn;

  @Option(
      names = "--test-fraction",
      paramLabel = "F",
      description = "the share of each member's rows to test on (default: 0.2)")
  BigDecimal testFraction;

  @Option(names = "--seed", paramLabel = "N", description = "draws the test rows (default: 7)")
  Long seed;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      required = true,
      description = "mean, ridge, sparse, gp, gbdt or mlp")
  String model;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = {
        "ridge: lambda (1.0); sparse: alpha (auto), l1Ratio (0.9);",
        "gp: features (500), lengthscale, noise, amplitude, folds (auto), seed (1);",
        "gbdt: trees (200), depth (6), learningRate (0.1), bins (255), lambda (1.0), minRows (10),",
        "  loss (squared, huber, quantile), delta, quantile, patience (0), rising, falling (COL;…);",
        "mlp: hidden (128,64), rounds (100), localEpochs (1), localRate, serverRate, updateClip,",
        "  proximal (0), seed (1);",
        "all: clip (4, or none), prior (none, neumann-kopp, vegard, mixtures)"
      })
  List<String> settings = new ArrayList<>();

  @Option(names = "--secure", description = "add by the real secure sum (the default)")
  boolean secure;

  @Option(names = "--clear", description = "add plainly, for comparison: the same bits")
  boolean clear;

  @Option(
      names = "--leave-one-out",
      description = "train once more without each member, and predict its test rows")
  boolean leaveOneOut;

  @Option(names = "--predictions", paramLabel = "OUT.csv", description = "write every test row")
  Path predictions;

  @Option(names = "--report", paramLabel = "OUT.json", description = "write the whole result")
  Path report;

  @Option(
      names = "--features",
      paramLabel = "OUT.csv",
      description = "write the features before standardisation")
  Path features;

  @Override
  public Integer call() {
    SimulationRequest request = request();
    outputs().forEach(this::requireWritable);
    Console console = Console.standardError();
    long start = System.nanoTime();
    SimulationResult result = run(request, console);
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    write(result, seconds);
    new ResultTable(System.out).print(result);
    return ExitCode.DONE;
  }

  private SimulationResult run(SimulationRequest request, Console console) {
    try {
      return Simulation.run(request, console::progress);
    } catch (CsvRefusal e) {
      throw CommandFailure.refused(
          table.data + ": " + e.getMessage().replaceAll("\\.$", ""),
          "then run the command again",
          e);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + table.data, "check that the file exists", e);
    }
  }

  private void write(SimulationResult result, double seconds) {
    try {
      if (predictions != null) {
        PredictionsFile.write(result, predictions);
      }
      if (features != null) {
        FeaturesFile.write(result.table(), features);
      }
      if (report != null) {
        ReportFile.write(result, seconds, report);
      }
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write the results", "check the disk and the paths", e);
    }
  }

  private SimulationRequest request() {
    ModelFamily family = family();
    if (family.needsFeatures() && !table.hasFeatures()) {
      throw wrong("model '" + model + "' needs --composition, --numeric or --numeric-rest");
    }
    if (secure && clear) {
      throw wrong("--secure and --clear exclude each other");
    }
    return new SimulationRequest(table.table(testRows()), family, !clear, leaveOneOut);
  }

  private ModelFamily family() {
    try {
      return ModelChoice.of(model, settings);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private TestRows testRows() {
    if (testColumn != null) {
      if (testFraction != null || seed != null) {
        throw wrong("--test-column and --test-fraction or --seed exclude each other");
      }
      return new TestRows.Marked(testColumn);
    }
    try {
      return new TestRows.Fraction(
          testFraction == null ? DEFAULT_FRACTION : testFraction,
          seed == null ? DEFAULT_SEED : seed);
    } catch (IllegalArgumentException e) {
      throw wrong("--test-fraction: " + e.getMessage());
    }
  }

  private Stream<Path> outputs() {
    return Stream.of(predictions, report, features).filter(path -> path != null);
  }

  // Before minutes of work, and before anything is overwritten.
  private void requireWritable(Path output) {
    Path folder = output.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(output)) {
      throw CommandFailure.refused("cannot write " + output, "name a file in a folder that exists");
    }
    if (output.toAbsolutePath().normalize().equals(table.data.toAbsolutePath().normalize())) {
      throw wrong("an output would overwrite --data");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
