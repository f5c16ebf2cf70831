package org.kumiki.trial.cli;

import picocli.CommandLine.Command;

/** {@code kumiki bench …}: figures of the product's own paths. */
@Command(
    name = "bench",
    description = "Measure this machine; figures are ratios within one run where they can be.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SecureSumCommand.class,
      RoundCommand.class,
      EpochCommand.class,
      VocabularyCommand.class,
      GbdtCommand.class,
      SuggestCommand.class,
      TransferCommand.class
    })
final class BenchCommand {}
