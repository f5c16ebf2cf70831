package org.kumiki.certs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.certs.TestAuthority.ALPHA;
import static org.kumiki.certs.TestAuthority.NOW;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.kumiki.certs.PublishedVectors.Vector;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.certs.trust.TrustAnchors;
import org.kumiki.certs.trust.TrustAnchors.Purpose;

/**
 * Whatever a stranger sends ends in a refusal with its reason, never in a surprise: what readers of
 * X.509 have tripped over elsewhere is refused here, and does not get in the way of what is good.
 */
class PublishedVectorsTest {
  private final TestHierarchy authority = new TestHierarchy();
  private final X509Certificate node =
      authority.leaf(KeyKind.P256, new CertificateProfile.Node(ALPHA, 30));
  private final List<X509Certificate> good = List.of(node, authority.issuing.certificate());

  private static Reason refusal(Vector vector, Executable attempt) {
    return assertThrows(CertificateRefused.class, attempt, vector::toString).reason();
  }

  @Test
  void noForeignCertificateIsAPeerOrStandsInAPeersWay() {
    List<Vector> vectors =
        Stream.of(
                PublishedVectors.of("", ".pem", ".der"),
                PublishedVectors.of("custom", ".pem", ".der"),
                PublishedVectors.of("custom/ca", "ca.pem"),
                PublishedVectors.of("ed25519", "root-ed25519.pem", "cert.pem"),
                PublishedVectors.of("PKITS_data/certs", ".crt"))
            .flatMap(List::stream)
            .filter(vector -> !vector.toString().contains("crl_"))
            .filter(vector -> !vector.toString().contains("_crl"))
            .toList();
    int read = 0;
    for (Vector vector : vectors) {
      List<X509Certificate> foreign = certificates(vector);
      read += foreign.size();
      for (X509Certificate certificate : foreign) {
        refusal(vector, () -> PeerIdentity.from(certificate));
        refusal(
            vector, () -> authority.anchors().validate(List.of(certificate), NOW, Purpose.NODE));
        List<X509Certificate> among = new ArrayList<>(good);
        among.add(1, certificate);
        assertSame(node, authority.anchors().validate(among, NOW, Purpose.NODE), vector::toString);
      }
    }
    assertTrue(read > 450, "most can be read, so that it is not the reader alone: " + read);
  }

  private static List<X509Certificate> certificates(Vector vector) {
    try {
      return Pem.readCertificates(vector.pem("CERTIFICATE"));
    } catch (CertificateRefused e) {
      assertTrue(List.of(Reason.UNREADABLE, Reason.TOO_LARGE).contains(e.reason()), e.toString());
      return List.of();
    }
  }

  /** PKITS signs with RSA alone: under its own root too, a chain is refused for its keys. */
  @Test
  void aChainOfPkitsIsRefusedUnderItsOwnRootForItsKindOfKey() {
    TrustAnchors theirs =
        new TrustAnchors(
            certificates(
                PublishedVectors.of("PKITS_data/certs", "TrustAnchorRootCertificate.crt").get(0)));
    X509Certificate good =
        certificates(PublishedVectors.of("PKITS_data/certs", "GoodCACert.crt").get(0)).get(0);
    for (Vector vector :
        PublishedVectors.of("PKITS_data/certs", "ValidCertificatePathTest1EE.crt")) {
      List<X509Certificate> chain = List.of(certificates(vector).get(0), good);
      assertEquals(
          Reason.WRONG_KEY,
          refusal(
              vector,
              () -> theirs.validate(chain, chain.get(0).getNotBefore().toInstant(), Purpose.NODE)));
    }
  }

  @Test
  void aForeignListRevokesNothingAndCoversNothing() {
    List<Vector> vectors =
        Stream.of(
                PublishedVectors.of("custom", ".pem", ".der"),
                PublishedVectors.of("PKITS_data/crls", ".crl"))
            .flatMap(List::stream)
            .filter(vector -> vector.toString().matches("PKITS.*|.*(crl_|_crl).*"))
            .toList();
    int read = 0;
    for (Vector vector : vectors) {
      for (X509CRL list : lists(vector)) {
        read++;
        List<X509CRL> all = new ArrayList<>(authority.lists());
        all.add(0, list);
        authority.anchors().with(all).validate(good, NOW, Purpose.NODE);
        Reason alone =
            refusal(
                vector,
                () -> authority.anchors().with(List.of(list)).validate(good, NOW, Purpose.NODE));
        assertEquals(Reason.REVOCATION_UNKNOWN, alone, vector::toString);
      }
    }
    assertTrue(read > 160, "most can be read: " + read);
  }

  private static List<X509CRL> lists(Vector vector) {
    try {
      return Pem.readRevocationLists(vector.pem("X509 CRL"));
    } catch (CertificateRefused e) {
      assertTrue(List.of(Reason.UNREADABLE, Reason.TOO_LARGE).contains(e.reason()), e.toString());
      return List.of();
    }
  }

  @Test
  void noForeignRequestIsOneOfANode() {
    List<Vector> vectors = PublishedVectors.of("requests", ".pem", ".der");
    assertTrue(vectors.size() >= 20, "only " + vectors.size());
    for (Vector vector : vectors) {
      refusal(vector, () -> EnrolmentRequest.parse(vector.der(), "kinzoku"));
    }
  }
}
