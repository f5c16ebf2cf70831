package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code kumiki node roster sign}: the steward's yes, when the words are those that another heard.
 */
@Command(
    name = "sign",
    description = "Sign the roster that is offered, with this organisation's key.",
    mixinStandardHelpOptions = true)
final class RosterSign implements Callable<Integer> {
  @Mixin Folder folder;
  @Mixin KeyPassphrase passphrase;

  @Option(
      names = "--words",
      paramLabel = "WORDS",
      description = "the roster's ten words as another steward read them to you")
  String words;

  @Option(
      names = "--late",
      description = {
        "sign the roster that came into force by two thirds without this organisation, and not the",
        "one that is offered (default where none is offered)"
      })
  boolean late;

  @Override
  public Integer call() {
    NodeFolder opened = folder.open();
    LocalApi api = folder.api();
    KnownRosters known = KnownRosters.of(api);
    boolean afterwards = late || (known.proposal().isEmpty() && known.late().isPresent());
    RosterProposal proposal = afterwards ? known.requireLate() : known.requireProposal();
    Optional<RosterSnapshot> before = afterwards ? Optional.empty() : known.predecessor();
    if (afterwards) {
      RosterShow.describeLate(known, proposal);
    } else {
      RosterShow.describe(known, proposal);
    }
    requireWords(proposal);
    RosterApproval approval =
        passphrase.with(
            opened, key -> RosterApproval.sign(proposal, before, signer(opened, proposal, key)));
    JsonNode taken =
        StewardAnswers.answer(
            api, "approval", proposal, approval.encode(proposal.roster().protocol()));
    String then =
        afterwards
            ? "It is in force here from now on."
            : "The roster comes into force when all have signed"
                + (known.growth().isEmpty() ? "." : ", or enough have and its time has come.");
    System.out.println(
        "Signed. "
            + (taken.path("delivered").asBoolean()
                ? then
                : "The coordinator gets it when it is reached."));
    return ExitCode.DONE;
  }

  /** The key that the proposal lists: the next one if this organisation replaces its own. */
  private SigningKey signer(NodeFolder opened, RosterProposal proposal, SigningKey key) {
    ByteString listed =
        proposal
            .roster()
            .member(key.name())
            .map(Organisation::signingKey)
            .orElseThrow(
                () ->
                    CommandFailure.refused(
                        "the roster does not list " + key.name(),
                        "only those that it lists sign it"));
    if (listed.equals(key.publicKey())) {
      return key;
    }
    SigningKey next = Files.exists(opened.nextSigningKeyFile()) ? next(opened) : null;
    if (next == null || !listed.equals(next.publicKey())) {
      throw CommandFailure.refused(
          "the roster lists another key of " + key.name() + " than this folder holds",
          "do not sign; refuse it, and call the other stewards");
    }
    return next;
  }

  private SigningKey next(NodeFolder opened) {
    Optional<char[]> typed =
        OrganisationKeyFile.isEncrypted(opened.nextSigningKeyFile())
            ? Optional.of(passphrase.passphrase("Passphrase of the organisation's new key: "))
            : Optional.empty();
    try {
      return OrganisationKeyFile.read(
          opened.nextSigningKeyFile(), opened.settings().organisation(), typed);
    } finally {
      typed.ifPresent(secret -> Arrays.fill(secret, '\0'));
    }
  }

  private void requireWords(RosterProposal proposal) {
    String expected = RosterWords.of(proposal.hash());
    if (words == null) {
      Console console = System.console();
      String typed =
          console == null
              ? null
              : console.readLine("Have another steward read the ten words to you. Type them: ");
      if (typed == null) {
        throw CommandFailure.refused(
            "the words are not confirmed",
            "give --words \"…\" as another steward read them to you");
      }
      words = typed;
    }
    if (!expected.equals(String.join(" ", words.strip().toLowerCase(Locale.ROOT).split("\\s+")))) {
      throw CommandFailure.refused(
          "these are not the words of the roster that is offered here",
          "do not sign; find out with the other stewards who was shown what");
    }
  }
}
