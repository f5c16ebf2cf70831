package org.kumiki.trial.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.Ring;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.bench.RoundBench;
import org.kumiki.trial.bench.RoundFigures;
import org.kumiki.trial.bench.RoundRequest;
import org.kumiki.trial.bench.ScratchFolder;
import org.kumiki.trial.federation.LocalFederation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki bench round …}. */
@Command(
    name = "round",
    description = {
      "Rounds as they are deployed, all on this machine: a coordinator and N nodes,",
      "each a process with its own PostgreSQL, over mutual TLS on loopback.",
      "A rehearsal runs: masking, spool, upload, opening, and the sum sent back to",
      "all nodes and checked there; no rows, so no local work. A round's seconds",
      "are those between two openings that the coordinator recorded one after the",
      "other. All R payload rounds count, the first one too, before which nothing",
      "of this size has run; the setup of keys and the round of flags do not.",
      "Bytes are all bodies that a node sent for the study, setup included, over R."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class RoundCommand implements Callable<Integer> {
  private static final int MIN_MEMBERS = 3;
  private static final int MAX_MEMBERS = 100;

  @Spec CommandSpec spec;

  @Option(names = "--members", paramLabel = "N", required = true, description = "3 to 100")
  int members;

  @Option(names = "--length", paramLabel = "D", required = true, description = "entries")
  int length;

  @Option(names = "--rounds", paramLabel = "R", required = true, description = "payload rounds")
  int rounds;

  @Option(names = "--ring", paramLabel = "BITS", description = "of an entry: 64 (default) or 32")
  int ring = Ring.Z64.bits();

  @Option(names = "--keep", description = "keep the folder with data and logs, under .kumiki")
  boolean keep;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() throws InterruptedException {
    check();
    RoundRequest request = new RoundRequest(members, length, rounds, Ring.ofBits(ring));
    try (ScratchFolder folder = ScratchFolder.create(Path.of(".kumiki"), keep)) {
      RoundFigures figures = measure(request, folder);
      System.out.println(json ? new ObjectMapper().writeValueAsString(figures) : text(figures));
      return ExitCode.DONE;
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.refused(
          "cannot read or write the folder .kumiki", "check its permissions and the disk", e);
    }
  }

  private static RoundFigures measure(RoundRequest request, ScratchFolder folder)
      throws InterruptedException {
    LocalFederation federation = RoundBench.found(request, folder.path());
    Thread cleaner =
        new Thread(
            () -> {
              federation.close();
              folder.close();
              Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            });
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      return RoundBench.run(request, federation, Console.standardError()::progress);
    } finally {
      // While the machine shuts down, the hook does it.
      if (removed(cleaner)) {
        federation.close();
      }
    }
  }

  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void check() {
    require(
        members >= MIN_MEMBERS && members <= MAX_MEMBERS,
        "--members is " + MIN_MEMBERS + " to " + MAX_MEMBERS);
    require(
        length >= 1 && length <= Rehearsal.MAX_LENGTH, "--length is 1 to " + Rehearsal.MAX_LENGTH);
    require(
        rounds >= 1 && rounds <= Rehearsal.MAX_ROUNDS, "--rounds is 1 to " + Rehearsal.MAX_ROUNDS);
    require(ring == Ring.Z32.bits() || ring == Ring.Z64.bits(), "--ring is 32 or 64");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static String text(RoundFigures figures) {
    return String.format(
        Locale.ROOT,
        "%d members, %,d entries of %d bits, %d rounds%n"
            + "a round, median           %10.3f s%n"
            + "a round, 95 in 100        %10.3f s%n"
            + "up, a member and round    %,10d bytes%n"
            + "up / plain                %10.4f%n"
            + "consents, keys, flags     %10.3f s%n"
            + "coordinator's memory      %10.1f MiB at its peak%n"
            + "largest node's memory     %10.1f MiB at its peak",
        figures.members(),
        figures.length(),
        figures.ring(),
        figures.rounds(),
        figures.secondsPerRoundMedian(),
        figures.secondsPerRoundP95(),
        figures.bytesUpPerMember(),
        figures.bytesUpToPlain(),
        figures.setupSeconds(),
        figures.coordinatorPeakRssBytes() / (double) (1 << 20),
        figures.nodePeakRssBytes() / (double) (1 << 20));
  }
}
