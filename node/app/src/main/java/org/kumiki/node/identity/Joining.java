package org.kumiki.node.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.certs.trust.TrustAnchors;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.ConsortiumFile;
import org.kumiki.platform.consortium.JoinRequest;
import org.kumiki.platform.folder.PrivateFile;

/**
 * A node's two steps into a consortium: make keys here and a request without secrets, then pin the
 * consortium file that comes back, once.
 */
public final class Joining {
  private final NodeFolder folder;
  private final Clock clock;
  private final SecureRandom random;

  public Joining(NodeFolder folder, Clock clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  /** Makes both keys and the request; returns the signing key's number to read to the operator. */
  public String request(NodeSettings settings, String displayName, String settingsText) {
    if (Files.exists(folder.settingsFile())) {
      throw CommandFailure.refused(
          folder.folder().path() + " already holds a node", "choose another folder");
    }
    check(settings);
    KeyPair tls = KeyPairs.generate(random);
    PrivateFile.write(folder.tlsKeyFile(), Pem.privateKey(tls.getPrivate()));
    try (SigningKey key = SigningKey.generate(settings.organisation(), random)) {
      byte[] secret = key.secretCopy();
      PrivateFile.write(folder.signingKeyFile(), HexFormat.of().formatHex(secret));
      Arrays.fill(secret, (byte) 0);
      new JoinRequest(
              settings.organisation(),
              displayName,
              settings.node(),
              key.publicKey().hex(),
              Pem.request(SigningRequest.create(tls, random)))
          .write(folder.requestFile());
      Files.writeString(folder.settingsFile(), settingsText);
      return key.publicKey().hex();
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write the settings", "check the disk", e);
    }
  }

  /**
   * Checks a consortium file against this node's own keys, signs its roster and pins it. The
   * signature goes to the coordinator when the node starts.
   */
  public RosterSnapshot pin(Path file) {
    NodeSettings settings = folder.settings();
    if (Files.exists(folder.consortiumFile())) {
      throw CommandFailure.refused(
          "this node has pinned a roster already",
          "changes of membership come with a later release; a wrong pin means a new data folder");
    }
    ConsortiumFile consortium = ConsortiumFile.read(file);
    RosterSnapshot roster = NodeFolder.roster(consortium);
    if (!consortium.consortium().equals(roster.consortium())) {
      throw CommandFailure.refused(
          "the consortium file names another consortium than its roster",
          "ask the operator for the file again");
    }
    requireOwnKey(roster, settings.organisation());
    requireOwnCertificate(consortium, roster, settings);
    NodeFolder.vocabulary(consortium);
    sign(roster);
    // Last: a folder with a pin has its signature too.
    consortium.write(folder.consortiumFile());
    return roster;
  }

  private void sign(RosterSnapshot roster) {
    try (SigningKey key = folder.signingKey()) {
      Path fresh = folder.folder().resolve(".roster.signature.new");
      Files.write(fresh, key.sign(SignedRoster.signedBytes(roster.hash())).toByteArray());
      Files.move(
          fresh,
          folder.rosterSignatureFile(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write the roster's signature", "check the disk", e);
    }
  }

  private void requireOwnKey(RosterSnapshot roster, String organisation) {
    try (SigningKey key = folder.signingKey()) {
      boolean own =
          roster
              .member(organisation)
              .map(Organisation::signingKey)
              .filter(key.publicKey()::equals)
              .isPresent();
      if (!own) {
        throw CommandFailure.refused(
            "the roster does not list " + organisation + " with this node's signing key",
            "send the operator " + folder.requestFile() + " of this folder again");
      }
    }
  }

  private void requireOwnCertificate(
      ConsortiumFile consortium, RosterSnapshot roster, NodeSettings settings) {
    PeerIdentity expected =
        new PeerIdentity(roster.consortium(), settings.organisation(), settings.node());
    try {
      X509Certificate authority = Pem.readCertificate(consortium.authority());
      String pem = consortium.certificates().getOrDefault(settings.organisation(), "");
      X509Certificate own =
          new TrustAnchors(List.of(authority))
              .validate(Pem.readCertificates(pem), clock.instant(), TrustAnchors.Purpose.NODE);
      if (!PeerIdentity.from(own).equals(expected)
          || !own.getPublicKey()
              .equals(
                  Pem.readRequest(JoinRequest.read(folder.requestFile()).certificateRequest())
                      .publicKey())) {
        throw CommandFailure.refused(
            "the certificate is not for this node's key", "ask the operator for the file again");
      }
    } catch (CertificateRefused e) {
      throw CommandFailure.refused(
          "the consortium file's certificate is not acceptable: " + e.getMessage(),
          "ask the operator for the file again",
          e);
    }
  }

  private static void check(NodeSettings settings) {
    try {
      PeerIdentity.checkIdentifier("organisation", settings.organisation());
      PeerIdentity.checkIdentifier("node", settings.node());
    } catch (IllegalArgumentException e) {
      throw CommandFailure.refused(e.getMessage(), "use a-z, 0-9 and -", e);
    }
  }
}
