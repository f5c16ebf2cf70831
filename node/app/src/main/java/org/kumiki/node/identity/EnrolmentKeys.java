package org.kumiki.node.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Optional;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/**
 * A node's two keys and its request for a certificate, made once and kept: however often enrolment
 * is interrupted, it goes on with the same ones and the same words.
 */
public final class EnrolmentKeys {
  /** Words that member and operator compare: 96 bits. */
  private static final int WORDS = 6;

  private final PrivateKey tlsKey;
  private final EnrolmentRequest request;

  private EnrolmentKeys(PrivateKey tlsKey, EnrolmentRequest request) {
    this.tlsKey = tlsKey;
    this.request = request;
  }

  /**
   * Makes both keys and the request.
   *
   * @param kind of the organisation's key
   * @param passphrase encrypts the organisation's key; the caller erases it
   * @param random for keys and signature
   */
  public static EnrolmentKeys make(
      NodeFolder folder,
      PeerIdentity identity,
      SigningKind kind,
      Optional<char[]> passphrase,
      SecureRandom random) {
    try (SigningKey organisation = SigningKey.generate(identity.organisation(), kind, random)) {
      OrganisationKeyFile.write(folder.signingKeyFile(), organisation, passphrase, random);
      return again(folder, identity, organisation, random);
    }
  }

  /**
   * Makes a fresh key for connections and the request, for an organisation's key that is there.
   *
   * @param organisation signs the request; the caller erases it
   * @param random for key and signature
   */
  static EnrolmentKeys again(
      NodeFolder folder, PeerIdentity identity, SigningKey organisation, SecureRandom random) {
    KeyPair tls = KeyPairs.generate(random);
    EnrolmentRequest request =
        EnrolmentRequest.first(
            tls,
            identity,
            organisation.publicKey().toByteArray(),
            message -> organisation.sign(message).toByteArray(),
            random);
    PrivateFile.write(folder.tlsKeyFile(), Pem.privateKey(tls.getPrivate()));
    // Last: a folder with a request has both keys.
    PrivateFile.write(
        folder.certificateRequestFile(),
        new String(EstBody.encode(request.signingRequest().der()), StandardCharsets.US_ASCII));
    return new EnrolmentKeys(tls.getPrivate(), request);
  }

  /** The keys and the request of a folder in which they were made. */
  public static EnrolmentKeys read(NodeFolder folder, String consortium) {
    try {
      byte[] body =
          PrivateFile.read(folder.certificateRequestFile()).getBytes(StandardCharsets.US_ASCII);
      return new EnrolmentKeys(
          folder.tlsKey(),
          EnrolmentRequest.parse(EstBody.decode(body, EstBody.MAX_REQUEST_BYTES), consortium));
    } catch (CertificateRefused e) {
      throw CommandFailure.refused(
          folder.certificateRequestFile() + " is damaged",
          "start again in a new folder, with a new invitation",
          e);
    }
  }

  /** The six words to read to the operator. */
  public String words() {
    return RosterWords.of(ByteString.of(request.digest()), WORDS);
  }

  public EnrolmentRequest request() {
    return request;
  }

  public PrivateKey tlsKey() {
    return tlsKey;
  }

  /** Takes away what only the way to the certificate needed. */
  public static void discard(NodeFolder folder) {
    try {
      Files.deleteIfExists(folder.certificateRequestFile());
      Files.deleteIfExists(folder.invitationFile());
      Files.deleteIfExists(folder.tlsKeyFile());
    } catch (IOException e) {
      throw CommandFailure.refused("cannot delete the used invitation", "delete it by hand", e);
    }
  }
}
