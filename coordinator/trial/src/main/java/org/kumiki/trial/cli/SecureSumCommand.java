package org.kumiki.trial.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.learning.computation.Ring;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.bench.SecureSumBench;
import org.kumiki.trial.bench.SecureSumFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki bench secure-sum …}. */
@Command(
    name = "secure-sum",
    description = {
      "One round of the secure sum in this process; medians.",
      "The plain round serialises, seals, opens (AES-256-GCM) and adds the same vectors."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class SecureSumCommand implements Callable<Integer> {
  private static final int MIN_MEMBERS = 3;
  private static final int MAX_MEMBERS = 1000;

  /** The longest vector of the protocol. */
  private static final int MAX_LENGTH = 1 << 27;

  @Spec CommandSpec spec;

  @Option(names = "--members", paramLabel = "N", required = true, description = "3 to 1000")
  int members;

  @Option(names = "--length", paramLabel = "D", required = true, description = "entries")
  int length;

  @Option(
      names = "--ring",
      paramLabel = "BITS",
      description = "bits of an entry: 32 or 64 (default: 64)")
  int ring = Ring.Z64.bits();

  @Option(
      names = "--drop",
      paramLabel = "K",
      description = "members that do not answer (default: 0, the only one in this release)")
  int drop;

  @Option(names = "--repeat", paramLabel = "R", description = "repetitions (default: 9)")
  int repeat = 9;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    check();
    if (SecureSumBench.bytesNeeded(length) > Runtime.getRuntime().maxMemory()) {
      throw CommandFailure.refused(
          "vectors of " + length + " entries do not fit into the heap",
          "give Java more of it (JAVA_TOOL_OPTIONS=-Xmx…) or take a shorter --length");
    }
    SecureSumFigures figures =
        SecureSumBench.run(
            members, length, Ring.ofBits(ring), repeat, Console.standardError()::progress);
    System.out.println(json ? new ObjectMapper().writeValueAsString(figures) : text(figures));
    return ExitCode.DONE;
  }

  private void check() {
    require(members >= MIN_MEMBERS && members <= MAX_MEMBERS, "--members is 3 to 1000");
    require(length >= 1 && length <= MAX_LENGTH, "--length is 1 to " + MAX_LENGTH);
    require(repeat >= 1, "--repeat is at least 1");
    require(ring == Ring.Z32.bits() || ring == Ring.Z64.bits(), "--ring is 32 or 64");
    require(drop >= 0, "--drop is at least 0");
    require(
        drop == 0,
        "--drop is not available in this release: every member must answer until TOLERANT comes");
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static String text(SecureSumFigures figures) {
    return String.format(
        Locale.ROOT,
        "%d members, %,d entries of %d bits, medians%n"
            + "one member masks            %12.3f ms%n"
            + "one vector is received      %12.3f ms%n"
            + "a root, contained in both   %12.3f ms%n"
            + "the coordinator opens       %12.3f ms%n"
            + "plain round of all members  %12.3f ms%n"
            + "secure round / plain round  %12.2f%n"
            + "mask / raw key stream       %12.2f%n"
            + "chunk size / best size      %12.2f%n"
            + "peak heap                   %12.1f MiB%n"
            + "AES instructions: %s, %d cores",
        figures.members(),
        figures.length(),
        figures.ring(),
        figures.clientMaskMillis(),
        figures.serverReceiveMillis(),
        figures.rootMillis(),
        figures.serverOpenMillis(),
        figures.plainSumMillis(),
        figures.secureToPlain(),
        figures.maskToKeystream(),
        figures.chunkToBest(),
        figures.peakHeapBytes() / (double) (1 << 20),
        figures.aes(),
        figures.cores());
  }
}
