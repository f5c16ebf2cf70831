package org.kumiki.coordinator.enrolment;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;

/** A root that signs nodes' certificates itself. Thread-safe if the randomness is. */
public final class RootIssuance implements NodeIssuance {
  private final Issuer root;
  private final Clock clock;
  private final SecureRandom random;

  public RootIssuance(Issuer root, Clock clock, SecureRandom random) {
    this.root = root;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public List<X509Certificate> issue(Handle handle, SigningRequest request, PeerIdentity node) {
    return List.of(
        root.issue(
            request,
            new CertificateProfile.Node(node, DAYS),
            Issuer.newSerial(random),
            clock.instant()));
  }

  @Override
  public List<X509Certificate> roots() {
    return List.of(root.certificate());
  }

  @Override
  public List<X509Certificate> issuing() {
    return List.of();
  }
}
