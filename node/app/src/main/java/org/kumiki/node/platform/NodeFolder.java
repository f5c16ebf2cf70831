package org.kumiki.node.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.EnrolmentFile;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.settings.Settings;

/** A node's data folder: where each file lies, and how it is read. */
public final class NodeFolder {
  private final DataFolder folder;

  private NodeFolder(DataFolder folder) {
    this.folder = folder;
  }

  public static NodeFolder open(Path path) {
    return new NodeFolder(DataFolder.open(path));
  }

  public DataFolder folder() {
    return folder;
  }

  public Path settingsFile() {
    return folder.resolve("kumiki.yml");
  }

  public NodeSettings settings() {
    if (!Files.exists(settingsFile())) {
      throw CommandFailure.refused(
          folder.path() + " is not a node's folder", "make one with 'kumiki node init --invite'");
    }
    return Settings.read(settingsFile(), NodeSettings.class);
  }

  public Path tlsKeyFile() {
    return folder.resolve("tls.key.pem");
  }

  public Path signingKeyFile() {
    return folder.resolve("organisation.key");
  }

  /** The invitation while the node enrols; a secret, gone afterwards. */
  public Path invitationFile() {
    return folder.resolve("invitation.json");
  }

  /** The request for a certificate that goes with {@link #tlsKeyFile}, PEM; gone afterwards. */
  public Path certificateRequestFile() {
    return folder.resolve("enrolment.request.pem");
  }

  /** The TLS key and its certificate chain, PEM in one private file: both or neither are new. */
  public Path identityFile() {
    return folder.resolve("identity.pem");
  }

  /** The consortium's root certificates that this node trusts, PEM. */
  public Path authoritiesFile() {
    return folder.resolve("authorities.pem");
  }

  /** Where this node is enrolled; there is none before it is. */
  public Path enrolmentFile() {
    return folder.resolve("enrolment.json");
  }

  /**
   * What this node keeps of its enrolment.
   *
   * @throws CommandFailure if it is not enrolled yet
   */
  public EnrolmentFile enrolment() {
    if (!Files.exists(enrolmentFile())) {
      throw CommandFailure.refused("this node is not enrolled yet", "run 'kumiki node enrol'");
    }
    return EnrolmentFile.read(enrolmentFile());
  }

  /** How often this folder was started. */
  public Path startsFile() {
    return folder.resolve("starts");
  }

  /** The password of the proxy, if it was typed at {@code node init}. */
  public Path proxyPasswordFile() {
    return folder.resolve("proxy-password");
  }

  /** The authorities that this node trusts since it heard of newer ones than it joined with. */
  public Path authorityBundleFile() {
    return folder.resolve("authorities.der");
  }

  public Path rawFolder() {
    return folder.resolve("raw");
  }

  /** Private tables of candidates. */
  public Path candidatesFolder() {
    return folder.resolve("candidates");
  }

  /** Turtle files with terms beyond the shipped ones, until a release is in use. */
  public Path vocabularyFolder() {
    return folder.resolve("vocabulary");
  }

  /** The files in {@link #vocabularyFolder}, by name. */
  public List<Path> vocabularyFiles() {
    if (!Files.isDirectory(vocabularyFolder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(vocabularyFolder())) {
      return files.filter(file -> file.toString().endsWith(".ttl")).sorted().toList();
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + vocabularyFolder(), "check its permissions", e);
    }
  }

  /** Signed releases of the vocabulary, and which one is in use. */
  public ReleaseFolder releases() {
    return new ReleaseFolder(folder.resolve("releases"));
  }

  /** Masked vectors, spooled once before their first byte is sent. */
  public Path spoolFolder() {
    return folder.resolve("spool");
  }

  public PrivateKey tlsKey() {
    return Pem.readPrivateKey(PrivateFile.read(tlsKeyFile()));
  }

  /** The organisation's key, opened with the passphrase that the settings name if there is one. */
  public SigningKey signingKey() {
    return signingKey(signingKeyFile());
  }

  /** As {@link #signingKey()}, from another file of this folder. */
  public SigningKey signingKey(Path file) {
    Optional<char[]> passphrase = SigningKeySettings.passphrase(settings().signingKey());
    try {
      return OrganisationKeyFile.read(file, settings().organisation(), passphrase);
    } finally {
      passphrase.ifPresent(typed -> Arrays.fill(typed, '\0'));
    }
  }

  /** The organisation's key, opened with this passphrase if its file is encrypted. */
  public SigningKey signingKey(Optional<char[]> passphrase) {
    return OrganisationKeyFile.read(signingKeyFile(), settings().organisation(), passphrase);
  }

  /** The organisation's next key, made by {@code node roster replace-key} and not in force yet. */
  public Path nextSigningKeyFile() {
    return folder.resolve("organisation.key.next");
  }
}
