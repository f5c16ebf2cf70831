package org.kumiki.node.participation;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.certs.trust.TrustAnchors;
import org.kumiki.platform.tls.MachineIdentity.Material;

/**
 * Makes an identity of what the coordinator handed out, after checking that it is what this node
 * asked for: its key, its name, and a chain to a root that it trusts.
 */
final class IssuedCertificate {
  private final List<X509Certificate> roots;
  private final Clock clock;

  /**
   * @param roots the consortium's, pinned or received from a coordinator that proved itself
   */
  IssuedCertificate(List<X509Certificate> roots, Clock clock) {
    this.roots = List.copyOf(roots);
    this.clock = clock;
  }

  /** Roots among the consortium's certificates; issuing authorities are never anchors. */
  static List<X509Certificate> roots(List<X509Certificate> bundle) {
    return bundle.stream()
        .filter(c -> c.getBasicConstraints() >= 0)
        .filter(c -> c.getSubjectX500Principal().equals(c.getIssuerX500Principal()))
        .toList();
  }

  /**
   * The identity, if everything fits.
   *
   * @throws CertificateRefused if something does not
   */
  Material of(List<X509Certificate> found, PrivateKey key, EnrolmentRequest request) {
    List<X509Certificate> chain = ordered(found, request);
    new TrustAnchors(roots, List.of(), List.of())
        .validate(chain, clock.instant(), TrustAnchors.Purpose.NODE);
    if (!PeerIdentity.from(chain.get(0)).equals(request.identity())) {
      throw new CertificateRefused(
          Reason.WRONG_IDENTITY, "The certificate was issued for another name");
    }
    return new Material(key, chain, roots);
  }

  /**
   * A PKCS#7 keeps no order: the leaf is the one with our key, and what comes next has issued it.
   * Of an authority that stands under two roots both certificates are kept: the coordinator may
   * soon know only one of the roots.
   */
  private static List<X509Certificate> ordered(
      List<X509Certificate> found, EnrolmentRequest request) {
    X509Certificate leaf =
        found.stream()
            .filter(c -> c.getPublicKey().equals(request.signingRequest().publicKey()))
            .findFirst()
            .orElseThrow(
                () ->
                    new CertificateRefused(
                        Reason.WRONG_KEY, "The certificate is not for this node's key"));
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf));
    List<X509Certificate> rest = new ArrayList<>(found);
    rest.remove(leaf);
    rest.removeAll(roots(found));
    for (int i = 0; i < chain.size(); i++) {
      X509Certificate child = chain.get(i);
      List<X509Certificate> issuers =
          rest.stream()
              .filter(c -> c.getSubjectX500Principal().equals(child.getIssuerX500Principal()))
              .toList();
      chain.addAll(issuers);
      rest.removeAll(issuers);
    }
    return chain;
  }
}
