package org.kumiki.node.cli;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kumiki node roster protect-key}: a key in the clear becomes an encrypted one. */
@Command(
    name = "protect-key",
    description = "Encrypt this organisation's signing key under a passphrase.",
    mixinStandardHelpOptions = true)
final class RosterProtectKey implements Callable<Integer> {
  @Mixin Folder folder;
  @Mixin KeyPassphrase passphrase;

  @Override
  public Integer call() {
    NodeFolder opened = folder.open();
    if (OrganisationKeyFile.isEncrypted(opened.signingKeyFile())) {
      throw CommandFailure.refused("the key is encrypted already", "nothing is to be done");
    }
    char[] typed = passphrase.passphrase("New passphrase of the organisation's key: ");
    try (SigningKey key = opened.signingKey(Optional.empty())) {
      OrganisationKeyFile.write(
          opened.signingKeyFile(), key, Optional.of(typed), new SecureRandom());
    } finally {
      Arrays.fill(typed, '\0');
    }
    System.out.println(
        "Encrypted. Before the next start, name a file with the passphrase in kumiki.yml:"
            + " signingKey: {passphraseFile: …}. Old backups hold the key in the clear.");
    return ExitCode.DONE;
  }
}
