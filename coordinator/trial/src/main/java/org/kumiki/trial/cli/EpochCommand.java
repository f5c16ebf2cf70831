package org.kumiki.trial.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.bench.EpochBench;
import org.kumiki.trial.bench.EpochFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kumiki bench epoch …}. */
@Command(
    name = "epoch",
    description = {
      "The set-up of one epoch, E1 to E4, in this process: what one node sends, receives and",
      "computes. Done once for many rounds."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class EpochCommand implements Callable<Integer> {
  private static final int MIN_MEMBERS = 3;
  private static final int MAX_MEMBERS = 1000;

  @Spec CommandSpec spec;

  @Option(names = "--members", paramLabel = "N", required = true, description = "3 to 1000")
  int members;

  @Option(
      names = "--signing-key",
      paramLabel = "KIND",
      description = "what members sign with: ed25519 (default) or ed25519+ml-dsa-65")
  String signingKey = SigningKind.ED25519.label();

  @Option(names = "--repeat", paramLabel = "R", description = "repetitions (default: 9)")
  int repeat = 9;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (members < MIN_MEMBERS || members > MAX_MEMBERS || repeat < 1) {
      throw new ParameterException(
          spec.commandLine(), "--members is 3 to 1000, --repeat at least 1");
    }
    SigningKind kind =
        SigningKind.ofLabel(signingKey)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), "--signing-key is ed25519 or ed25519+ml-dsa-65"));
    EpochFigures figures = EpochBench.run(members, kind, repeat);
    System.out.println(json ? new ObjectMapper().writeValueAsString(figures) : text(figures));
    return ExitCode.DONE;
  }

  private static String text(EpochFigures figures) {
    return String.format(
        Locale.ROOT,
        "%d members%n"
            + "one node sends and receives %,12d bytes%n"
            + "one node computes           %12.1f ms%n"
            + "the coordinator computes    %12.1f ms",
        figures.members(),
        figures.bytesPerNode(),
        figures.nodeMillis(),
        figures.coordinatorMillis());
  }
}
