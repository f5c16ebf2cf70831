package org.kumiki.node.cli;

import java.util.concurrent.Callable;
import org.kumiki.exchange.roster.Departure;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kumiki node roster leave}: this organisation's own word that it leaves. */
@Command(
    name = "leave",
    description = "Ask to leave: all that stay sign a roster without this organisation.",
    mixinStandardHelpOptions = true)
final class RosterLeave implements Callable<Integer> {
  @Mixin Folder folder;
  @Mixin KeyPassphrase passphrase;

  @Override
  public Integer call() {
    LocalApi api = folder.api();
    RosterSnapshot inForce = KnownRosters.of(api).requireInForce();
    Departure departure = passphrase.with(folder.open(), key -> Departure.sign(inForce, key));
    StewardAnswers.state(api, "departure", departure.signature().toByteArray());
    System.out.println("Asked to leave. When all others have signed, this node is let go.");
    System.out.println("Studies that it takes part in end then; results that it has stay here.");
    return ExitCode.DONE;
  }
}
