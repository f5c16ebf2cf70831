package org.kumiki.trial.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.bench.GbdtBench;
import org.kumiki.trial.bench.GbdtFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki bench gbdt …}. */
@Command(
    name = "gbdt",
    description = {
      "Boosted trees over made-up rows of members in this process, by plain and by secure sums in",
      "one run: seconds of both, and their ratio."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class GbdtCommand implements Callable<Integer> {
  private static final int MIN_MEMBERS = 3;
  private static final int MAX_MEMBERS = 300;
  private static final int MIN_ROWS = 30;
  private static final int MAX_ROWS = 100_000;

  @Spec CommandSpec spec;

  @Option(names = "--members", paramLabel = "N", description = "3 to 300 (default: 10)")
  int members = 10;

  @Option(names = "--rows", paramLabel = "N", description = "of each member (default: 5000)")
  int rows = 5000;

  @Option(names = "--features", paramLabel = "N", description = "1 to 500 (default: 100)")
  int features = 100;

  @Option(names = "--trees", paramLabel = "N", description = "default: 200")
  int trees = 200;

  @Option(names = "--depth", paramLabel = "N", description = "1 to 10 (default: 6)")
  int depth = 6;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    require(members >= MIN_MEMBERS && members <= MAX_MEMBERS, "--members is 3 to 300");
    require(rows >= MIN_ROWS && rows <= MAX_ROWS, "--rows is 30 to 100000");
    require(features >= 1 && features <= BoostedTrees.MAX_FEATURES, "--features is 1 to 500");
    require(depth >= 1 && depth <= BoostedTrees.MAX_DEPTH, "--depth is 1 to 10");
    require(
        trees >= 1
            && trees <= BoostedTrees.MAX_TREES
            && (long) trees << depth <= BoostedTrees.MAX_LEAVES,
        "--trees is 1 to 5000, and fewer with deep ones");
    GbdtFigures figures =
        GbdtBench.run(new GbdtBench.Request(members, rows, features, trees, depth));
    System.out.println(json ? new ObjectMapper().writeValueAsString(figures) : text(figures));
    return ExitCode.DONE;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static String text(GbdtFigures figures) {
    return String.format(
        Locale.ROOT,
        "%d trees of depth %d, %d members of %,d rows, %d features, %d rounds (%s)%n"
            + "one member's vectors hold %,d numbers; it sends %,d bytes%n"
            + "plain sums  %10.1f s, %10.1f s of processors%n"
            + "secure sums %10.1f s, %10.1f s of processors; %.2f times as long",
        figures.trees(),
        figures.depth(),
        figures.members(),
        figures.rows(),
        figures.features(),
        figures.rounds(),
        figures.aes(),
        figures.vectorNumbers(),
        figures.bytesUpPerMember(),
        figures.clearSeconds(),
        figures.clearCpuSeconds(),
        figures.secureSeconds(),
        figures.secureCpuSeconds(),
        figures.secureToClear());
  }
}
