package org.kumiki.coordinator.authority;

import java.net.URI;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.platform.folder.PrivateFile;

/** The coordinator's own key and certificate, in its folder; renewed from half of its life on. */
final class CoordinatorCertificate {
  /** Coordinators beside each other shall not all renew at one time. */
  private static final double JITTER = 0.1;

  private final CoordinatorFolder folder;
  private final SecureRandom random;
  private final double portion;

  CoordinatorCertificate(CoordinatorFolder folder, SecureRandom random) {
    this.folder = folder;
    this.random = random;
    this.portion = 0.5 + JITTER * random.nextDouble();
  }

  /** A key with its certificate. */
  record Own(PrivateKey key, X509Certificate certificate) {}

  /** What the folder holds. */
  Own read() {
    return new Own(folder.tlsKey(), folder.certificate());
  }

  /**
   * Whether a new one is due: half of its life is over, another authority is active, or a crash
   * left the key of one beside the certificate of another.
   */
  boolean isDue(Own own, AuthorityBundle bundle, Instant now) {
    Instant begin = own.certificate().getNotBefore().toInstant();
    Duration life = Duration.between(begin, own.certificate().getNotAfter().toInstant());
    Instant renewal = begin.plusSeconds((long) (life.toSeconds() * portion));
    return !now.isBefore(renewal)
        || now.isBefore(begin)
        || !AuthorityKeyId.issuerOf(own.certificate()).equals(Optional.of(bundle.active()))
        || !KeyPairs.belongTogether(own.key(), own.certificate().getPublicKey(), random);
  }

  /** Makes a new key and certificate, and keeps them. */
  Own renew(Issuer issuer, Instant now) {
    KeyPair keys = KeyPairs.generate(random);
    X509Certificate certificate =
        issuer.issue(
            SigningRequest.create(keys, random),
            new CertificateProfile.Coordinator(
                List.of(host(folder.settings().address())), CertificateProfile.LEAF_DAYS),
            Issuer.newSerial(random),
            now);
    // The key first: a crash between the two is seen at the next start, and mended.
    PrivateFile.write(folder.tlsKeyFile(), Pem.privateKey(keys.getPrivate()));
    WholeFile.write(folder.certificateFile(), Pem.certificate(certificate));
    return new Own(keys.getPrivate(), certificate);
  }

  private static String host(String address) {
    return URI.create(address).getHost();
  }
}
