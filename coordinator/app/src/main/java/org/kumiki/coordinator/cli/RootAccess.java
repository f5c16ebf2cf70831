package org.kumiki.coordinator.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Function;
import org.kumiki.coordinator.authority.FileRootKeys;
import org.kumiki.coordinator.authority.Passphrase;
import org.kumiki.coordinator.authority.RootFolder;
import org.kumiki.coordinator.authority.RootKeys;
import org.kumiki.coordinator.authority.TokenRootKeys;
import picocli.CommandLine.Option;

/** The options by which a command gets at the root's keys. */
final class RootAccess {
  @Option(
      names = "--passphrase-file",
      paramLabel = "F",
      description = "file with the passphrase, or the token's PIN (default: asked at the terminal)")
  Path passphraseFile;

  @Option(
      names = "--pkcs11",
      paramLabel = "CONFIG",
      description = "the keys are in a PKCS#11 token: a configuration of SunPKCS11")
  Path token;

  /**
   * Opens the keys for one piece of work.
   *
   * @param fresh whether the first key is about to be made
   */
  <T> T with(RootFolder folder, boolean fresh, SecureRandom random, Function<RootKeys, T> work) {
    try (Passphrase passphrase = passphrase(fresh)) {
      if (token != null) {
        return work.apply(TokenRootKeys.open(token, passphrase));
      }
      return work.apply(
          new FileRootKeys(folder.path(), fresh ? passphrase.requireLength() : passphrase, random));
    }
  }

  private Passphrase passphrase(boolean fresh) {
    if (passphraseFile != null) {
      return Passphrase.ofFile(passphraseFile);
    }
    return token == null
        ? Passphrase.ask("Passphrase of the root's key", fresh)
        : Passphrase.ask("PIN of the token", false);
  }
}
