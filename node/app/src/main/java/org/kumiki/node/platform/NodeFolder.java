package org.kumiki.node.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.ontology.term.UnreadableVocabulary;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.ConsortiumFile;
import org.kumiki.platform.consortium.EnrolmentFile;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.settings.Settings;

/** A node's data folder: where each file lies, and how it is read. */
public final class NodeFolder {
  private static final int SIGNATURE_BYTES = 64;
  private static final String PIN_AGAIN =
      "move consortium.json aside and run 'kumiki node init' with the right consortium file";

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
          folder.path() + " is not a node's folder", "make one with 'kumiki node request'");
    }
    return Settings.read(settingsFile(), NodeSettings.class);
  }

  public Path tlsKeyFile() {
    return folder.resolve("tls.key.pem");
  }

  public Path signingKeyFile() {
    return folder.resolve("organisation.key");
  }

  public Path requestFile() {
    return folder.resolve("request.json");
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

  /** How often this folder was started. */
  public Path startsFile() {
    return folder.resolve("starts");
  }

  /** The password of the proxy, if it was typed at {@code node init}. */
  public Path proxyPasswordFile() {
    return folder.resolve("proxy-password");
  }

  /** The pinned consortium file. */
  public Path consortiumFile() {
    return folder.resolve("consortium.json");
  }

  /** This organisation's signature of the pinned roster, 64 bytes; made with the pin. */
  public Path rosterSignatureFile() {
    return folder.resolve("roster.signature");
  }

  /** The signature in {@link #rosterSignatureFile}, if it is over exactly this roster. */
  public NamedSignature rosterSignature(RosterSnapshot roster) {
    try (InputStream in = Files.newInputStream(rosterSignatureFile())) {
      ByteString bytes = ByteString.of(in.readNBytes(2 * SIGNATURE_BYTES));
      NamedSignature signature = new NamedSignature(settings().organisation(), bytes);
      if (SignedRoster.unsigned(roster).holds(signature)) {
        return signature;
      }
    } catch (IOException | WireFormatException e) {
      throw CommandFailure.refused(
          "cannot read this node's signature of the roster in " + rosterSignatureFile(),
          PIN_AGAIN,
          e);
    }
    throw CommandFailure.refused(
        "this node has signed another roster than the one in " + consortiumFile(), PIN_AGAIN);
  }

  /** The authorities that this node trusts since it heard of newer ones than it joined with. */
  public Path authorityBundleFile() {
    return folder.resolve("authorities.der");
  }

  public Path rawFolder() {
    return folder.resolve("raw");
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

  public ConsortiumFile consortium() {
    if (Files.exists(consortiumFile())) {
      return ConsortiumFile.read(consortiumFile());
    }
    if (!Files.exists(enrolmentFile())) {
      throw CommandFailure.refused(
          "this node is not enrolled yet",
          "run 'kumiki node enrol'; or, where the members join by files, send "
              + requestFile()
              + " to the operator and pin what comes back with 'kumiki node init --consortium'");
    }
    // Who enrolled has no roster and no vocabulary by file: they come over the exchange.
    EnrolmentFile enrolment = EnrolmentFile.read(enrolmentFile());
    try {
      return new ConsortiumFile(
          enrolment.consortium(),
          enrolment.coordinator(),
          Files.readString(authoritiesFile()),
          "",
          Map.of(),
          List.of());
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot read " + authoritiesFile(), "restore it from the backup", e);
    }
  }

  /** The roster of a consortium file, if the node was given one with it. */
  public static Optional<RosterSnapshot> firstRoster(ConsortiumFile file) {
    boolean given = file.roster() != null && !file.roster().isEmpty();
    return given ? Optional.of(roster(file)) : Optional.empty();
  }

  /** The roster of a consortium file. */
  public static RosterSnapshot roster(ConsortiumFile file) {
    try {
      return RosterSnapshot.decode(ByteString.fromHex(file.roster()).toByteArray());
    } catch (IllegalArgumentException | WireFormatException e) {
      throw CommandFailure.refused(
          "the consortium file's roster is not acceptable: " + e.getMessage(),
          "ask the operator for the file again",
          e);
    }
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

  /** The shipped terms and those of the consortium file. */
  public static Vocabulary vocabulary(ConsortiumFile file) {
    Vocabulary vocabulary = Vocabulary.shipped();
    try {
      for (String turtle : file.vocabulary()) {
        byte[] bytes = turtle.getBytes(StandardCharsets.UTF_8);
        vocabulary =
            vocabulary.plus(
                Vocabulary.parse(new ByteArrayInputStream(bytes), "consortium vocabulary"));
      }
      return vocabulary;
    } catch (UnreadableVocabulary e) {
      throw CommandFailure.refused(
          "the consortium file's vocabulary is not acceptable: " + e.getMessage(),
          "ask the operator for the file again",
          e);
    }
  }
}
