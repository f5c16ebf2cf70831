package org.kumiki.certs.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.kumiki.certs.TestAuthority.ALPHA;
import static org.kumiki.certs.TestAuthority.NOW;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.certs.TestAuthority;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.TrustAnchors.Purpose;

class TrustAnchorsTest {
  private final TestAuthority authority = new TestAuthority();

  private static Reason refusal(
      TrustAnchors anchors, X509Certificate leaf, Instant at, Purpose purpose) {
    return assertThrows(
            CertificateRefused.class, () -> anchors.validate(List.of(leaf), at, purpose))
        .reason();
  }

  @Test
  void aNodeCertificateOfTheConsortiumIsAccepted() {
    X509Certificate leaf = authority.node(ALPHA, 30);

    assertSame(leaf, authority.anchors().validate(List.of(leaf), NOW, Purpose.NODE));
  }

  @Test
  void aCoordinatorCertificateOfTheConsortiumIsAccepted() {
    X509Certificate leaf =
        authority.issue(new CertificateProfile.Coordinator(List.of("hub.example"), 30));

    assertSame(leaf, authority.anchors().validate(List.of(leaf), NOW, Purpose.COORDINATOR));
  }

  @Test
  void aCertificateOfAnotherAuthorityWithTheSameNameIsRefused() {
    X509Certificate stranger = new TestAuthority().node(ALPHA, 30);

    assertEquals(Reason.UNTRUSTED, refusal(authority.anchors(), stranger, NOW, Purpose.NODE));
  }

  @Test
  void whileAuthoritiesRollOverCertificatesOfBothAreAccepted() {
    TestAuthority next = new TestAuthority();
    TrustAnchors both =
        new TrustAnchors(List.of(authority.issuer.certificate(), next.issuer.certificate()));

    both.validate(List.of(authority.node(ALPHA, 30)), NOW, Purpose.NODE);
    both.validate(List.of(next.node(ALPHA, 30)), NOW, Purpose.NODE);
  }

  @Test
  void anExpiredCertificateIsRefused() {
    X509Certificate leaf = authority.node(ALPHA, 30);
    Instant later = NOW.plus(Duration.ofDays(31));

    assertEquals(Reason.OUT_OF_DATE, refusal(authority.anchors(), leaf, later, Purpose.NODE));
  }

  @Test
  void aCertificateIsNotValidBeforeItsTime() {
    X509Certificate leaf = authority.node(ALPHA, 30);
    TestAuthority older = new TestAuthority(NOW.minus(Duration.ofDays(10)), 3650);
    X509Certificate ofOlder = older.node(ALPHA, 30);

    assertEquals(
        Reason.NOT_YET_VALID,
        refusal(authority.anchors(), leaf, NOW.minus(Duration.ofHours(1)), Purpose.NODE));
    assertEquals(
        Reason.NOT_YET_VALID,
        refusal(older.anchors(), ofOlder, NOW.minus(Duration.ofHours(1)), Purpose.NODE));
  }

  @Test
  void anExpiredAuthorityIsNoAnchor() {
    TestAuthority shortLived = new TestAuthority(NOW, 1);
    X509Certificate leaf = shortLived.node(ALPHA, 30);

    assertEquals(
        Reason.OUT_OF_DATE,
        refusal(shortLived.anchors(), leaf, NOW.plus(Duration.ofDays(2)), Purpose.NODE));
  }

  @Test
  void aNodeCertificateCannotServeAsACoordinator() {
    X509Certificate leaf = authority.node(ALPHA, 30);

    assertEquals(
        Reason.WRONG_PURPOSE, refusal(authority.anchors(), leaf, NOW, Purpose.COORDINATOR));
  }

  @Test
  void aLeafIsNoAuthority() {
    X509Certificate leaf = authority.node(ALPHA, 30);

    assertThrows(IllegalArgumentException.class, () -> new TrustAnchors(List.of(leaf)));
    assertThrows(IllegalArgumentException.class, () -> new TrustAnchors(List.of()));
  }

  @Test
  void anEmptyChainIsRefused() {
    TrustAnchors anchors = authority.anchors();

    assertThrows(CertificateRefused.class, () -> anchors.validate(List.of(), NOW, Purpose.NODE));
  }
}
