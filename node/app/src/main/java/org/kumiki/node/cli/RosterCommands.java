package org.kumiki.node.cli;

import picocli.CommandLine.Command;

/**
 * {@code kumiki node roster …}: what a steward sees and signs of the consortium's rosters. Each
 * command that signs opens the organisation's key itself; it goes to no service.
 */
@Command(
    name = "roster",
    description = "See, sign or refuse the consortium's rosters; leave; replace this key.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RosterShow.class,
      RosterSign.class,
      RosterRefuse.class,
      RosterLeave.class,
      RosterReplaceKey.class,
      RosterProtectKey.class,
      RosterHistory.class
    })
final class RosterCommands {
  private RosterCommands() {}
}
