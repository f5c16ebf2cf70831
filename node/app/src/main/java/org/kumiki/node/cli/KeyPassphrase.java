package org.kumiki.node.cli;

import java.io.Console;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.node.platform.SigningKeySettings;
import org.kumiki.platform.cli.CommandFailure;
import picocli.CommandLine.Option;

/** How a command opens the organisation's key. */
final class KeyPassphrase {
  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "the passphrase of the organisation's key (default: asked at the terminal)")
  Path file;

  /** Signs with the key of the folder; key and passphrase are erased afterwards. */
  <T> T with(NodeFolder folder, Function<SigningKey, T> use) {
    Optional<char[]> typed =
        OrganisationKeyFile.isEncrypted(folder.signingKeyFile())
            ? Optional.of(passphrase("Passphrase of the organisation's key: "))
            : Optional.empty();
    try (SigningKey key = folder.signingKey(typed)) {
      return use.apply(key);
    } finally {
      typed.ifPresent(secret -> Arrays.fill(secret, '\0'));
    }
  }

  char[] passphrase(String prompt) {
    if (file != null) {
      return SigningKeySettings.read(file);
    }
    Console console = System.console();
    char[] typed = console == null ? null : console.readPassword(prompt);
    if (typed == null || typed.length == 0) {
      throw CommandFailure.refused(
          "a passphrase is needed", "type it at a terminal, or name --passphrase-file");
    }
    return typed;
  }
}
