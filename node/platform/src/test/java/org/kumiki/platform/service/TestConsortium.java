package org.kumiki.platform.service;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;

/** An authority and what it issues, valid now, for tests of real handshakes. */
final class TestConsortium {
  record Credentials(PrivateKey key, List<X509Certificate> chain) {}

  private static final SecureRandom RANDOM = new SecureRandom();
  private final Issuer issuer =
      Issuer.selfSigned(
          "kinzoku", KeyPairs.generate(RANDOM), BigInteger.ONE, Instant.now(), 30, RANDOM);

  List<X509Certificate> authorities() {
    return List.of(issuer.certificate());
  }

  Credentials coordinator(String... hosts) {
    return issue(new CertificateProfile.Coordinator(List.of(hosts), 7));
  }

  Credentials node(String node) {
    return issue(new CertificateProfile.Node(new PeerIdentity("kinzoku", "alpha", node), 7));
  }

  private Credentials issue(CertificateProfile profile) {
    KeyPair keys = KeyPairs.generate(RANDOM);
    X509Certificate leaf =
        issuer.issue(
            SigningRequest.create(keys, RANDOM), profile, Issuer.newSerial(RANDOM), Instant.now());
    return new Credentials(keys.getPrivate(), List.of(leaf));
  }
}
