package org.kumiki.node.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.kumiki.platform.folder.PrivateFile;

/**
 * How the service opens the organisation's encrypted signing key.
 *
 * @param passphraseFile mode 0600 or stricter; one line. A systemd credential will do: {@code
 *     /run/credentials/kumiki-node.service/organisation-key}
 */
public record SigningKeySettings(Path passphraseFile) {
  public SigningKeySettings {
    if (passphraseFile == null) {
      throw new IllegalArgumentException("signingKey needs passphraseFile");
    }
  }

  /** The passphrase in a file, without the end of its line; the caller erases it. */
  public static char[] read(Path file) {
    return PrivateFile.read(file).strip().toCharArray();
  }

  /** The passphrase of these settings, if there are any. */
  static Optional<char[]> passphrase(SigningKeySettings settings) {
    return Optional.ofNullable(settings).map(given -> read(given.passphraseFile()));
  }
}
