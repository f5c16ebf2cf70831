package org.kumiki.trial.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.bench.ScratchFolder;
import org.kumiki.trial.bench.VocabularyBench;
import org.kumiki.trial.bench.VocabularyFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki bench vocabulary …}. */
@Command(
    name = "vocabulary",
    description = {
      "A coordinator that keeps a made-up thesaurus in four languages, ten triples a",
      "concept: how long it takes to load and to start again, and how fast it answers",
      "four threads over HTTP for a level of the tree, a term and a search, as data and as",
      "a page: the median, what 95 in 100 stay below, and the processor time of each."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class VocabularyCommand implements Callable<Integer> {
  private static final int LEAST = 100;
  private static final int MOST = 400_000;

  @Spec CommandSpec spec;

  @Option(names = "--concepts", paramLabel = "N", required = true, description = "100 to 400000")
  int concepts;

  @Option(names = "--keep", description = "keep the folder with data and log, under .kumiki")
  boolean keep;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (concepts < LEAST || concepts > MOST) {
      throw new ParameterException(spec.commandLine(), "--concepts is " + LEAST + " to " + MOST);
    }
    try (ScratchFolder folder = ScratchFolder.create(Path.of(".kumiki"), keep)) {
      VocabularyFigures figures =
          VocabularyBench.run(concepts, folder.path(), Console.standardError()::progress);
      System.out.println(json ? new ObjectMapper().writeValueAsString(figures) : text(figures));
      return ExitCode.DONE;
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.refused(
          "cannot read or write the folder .kumiki", "check its permissions and the disk", e);
    }
  }

  private static String text(VocabularyFigures figures) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%,d concepts, %,d triples%n"
                + "loaded in                 %10.1f s%n"
                + "started again in          %10.1f s%n",
            figures.concepts(),
            figures.triples(),
            figures.loadSeconds(),
            figures.restartSeconds()));
    for (VocabularyFigures.Answered one : figures.answered()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-25s %10.1f ms %10.1f ms %10.1f ms of CPU%n",
              one.what(),
              one.millisP50(),
              one.millisP95(),
              one.cpuMillis()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "coordinator's memory      %10.1f MiB at its peak",
            figures.peakMemoryBytes() / 1048576.0));
    return text.toString();
  }
}
