package org.kumiki.node.cli;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kumiki.exchange.roster.KeyReplacement;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node roster replace-key}: another key, which the old one signs for. */
@Command(
    name = "replace-key",
    description = {
      "Make a new signing key for this organisation and ask for a roster with it.",
      "It is signed for with the old key; if that is lost, all others vote.",
      "Who signs with ed25519 may go on to ed25519+ml-dsa-65, and not back."
    },
    mixinStandardHelpOptions = true)
final class RosterReplaceKey implements Callable<Integer> {
  @Mixin Folder folder;
  @Mixin KeyPassphrase passphrase;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      converter = SigningKindOption.class,
      description = "ed25519 or ed25519+ml-dsa-65 (default: as the old key)")
  SigningKind kind;

  @Override
  public Integer call() {
    NodeFolder opened = folder.open();
    LocalApi api = folder.api();
    RosterSnapshot inForce = KnownRosters.of(api).requireInForce();
    KeyReplacement replacement = passphrase.with(opened, key -> replacement(opened, inForce, key));
    StewardAnswers.state(api, "key-replacement", replacement.encode());
    System.out.println(
        "New key: "
            + RosterWords.ofKey(replacement.statement().newKey())
            + ". It signs the roster"
            + " that is offered now: 'kumiki node roster sign'. The old one is used until then.");
    return ExitCode.DONE;
  }

  private KeyReplacement replacement(NodeFolder opened, RosterSnapshot inForce, SigningKey old) {
    SigningKind chosen = kind == null ? old.kind() : kind;
    if (!chosen.covers(old.kind())) {
      throw CommandFailure.refused(
          "this organisation signs with " + old.kind().label() + " and would sign with less",
          "leave --kind out: the new key is of the same kind");
    }
    SecureRandom random = new SecureRandom();
    try (SigningKey next = SigningKey.generate(old.name(), chosen, random)) {
      Optional<char[]> typed =
          OrganisationKeyFile.isEncrypted(opened.signingKeyFile())
              ? Optional.of(passphrase.passphrase("The same passphrase for the new key: "))
              : Optional.empty();
      OrganisationKeyFile.write(opened.nextSigningKeyFile(), next, typed, random);
      typed.ifPresent(secret -> Arrays.fill(secret, '\0'));
      KeyReplacement.Statement statement =
          new KeyReplacement.Statement(
              KeyReplacement.lowestProtocol(inForce, next.publicKey()),
              inForce.consortium(),
              old.name(),
              old.publicKey(),
              next.publicKey(),
              inForce.hash());
      return new KeyReplacement(
          statement, new KeyReplacement.OldKey(old.sign(statement.signedBytes())));
    }
  }
}
