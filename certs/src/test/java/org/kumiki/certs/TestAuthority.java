package org.kumiki.certs;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.certs.trust.TrustAnchors;

/** A consortium's authority at a fixed instant, for tests. */
public final class TestAuthority {
  public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  public static final SecureRandom RANDOM = new SecureRandom();
  public static final PeerIdentity ALPHA = new PeerIdentity("kinzoku", "alpha-metals", "node-1");

  public final Issuer issuer;

  public TestAuthority() {
    this(NOW, 3650);
  }

  public TestAuthority(Instant from, int days) {
    issuer =
        Issuer.selfSigned("kinzoku", KeyPairs.generate(RANDOM), BigInteger.ONE, from, days, RANDOM);
  }

  public X509Certificate node(PeerIdentity identity, int days) {
    return issue(new CertificateProfile.Node(identity, days));
  }

  public X509Certificate issue(CertificateProfile profile) {
    return issue(profile, KeyPairs.generate(RANDOM));
  }

  public X509Certificate issue(CertificateProfile profile, KeyPair keys) {
    return issuer.issue(
        SigningRequest.create(keys, RANDOM), profile, Issuer.newSerial(RANDOM), NOW);
  }

  public TrustAnchors anchors() {
    return new TrustAnchors(List.of(issuer.certificate()));
  }
}
