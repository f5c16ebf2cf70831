package org.kumiki.node.cli;

import java.util.concurrent.Callable;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node roster refuse}: the steward's no. */
@Command(
    name = "refuse",
    description = "Refuse the roster that is offered; all other members read the reason.",
    mixinStandardHelpOptions = true)
final class RosterRefuse implements Callable<Integer> {
  @Mixin Folder folder;
  @Mixin KeyPassphrase passphrase;

  @Option(names = "--reason", paramLabel = "TEXT", required = true)
  String reason;

  @Override
  public Integer call() {
    LocalApi api = folder.api();
    KnownRosters known = KnownRosters.of(api);
    RosterProposal proposal = known.requireProposal();
    RosterRefusal refusal;
    try {
      refusal =
          passphrase.with(folder.open(), key -> RosterRefusal.sign(proposal.roster(), reason, key));
    } catch (WireFormatException e) {
      throw CommandFailure.refused(e.getMessage(), "shorten the reason", e);
    }
    StewardAnswers.answer(api, "refusal", proposal, refusal.encode(proposal.roster().protocol()));
    System.out.println(
        known.growth().isEmpty()
            ? "Refused. The roster does not come into force unless this organisation signs it."
            : "Refused; all others read why. If enough others sign it comes into force without this"
                + " organisation, which then takes no part in studies under it.");
    return ExitCode.DONE;
  }
}
