package org.kumiki.certs.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.kumiki.certs.TestAuthority.ALPHA;

import java.security.cert.X509Certificate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.certs.TestAuthority;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.trust.CertificateRefused.Reason;

class PeerIdentityTest {
  @Test
  void theIdentityOfAnIssuedCertificateIsReadBack() {
    assertEquals(ALPHA, PeerIdentity.from(new TestAuthority().node(ALPHA, 30)));
  }

  @Test
  void aCertificateWithADnsNameHasNoNodeIdentity() {
    X509Certificate coordinator =
        new TestAuthority().issue(new CertificateProfile.Coordinator(List.of("hub.example"), 30));

    CertificateRefused refused =
        assertThrows(CertificateRefused.class, () -> PeerIdentity.from(coordinator));
    assertEquals(Reason.WRONG_IDENTITY, refused.reason());
  }

  @Test
  void aCertificateWithTwoNamesHasNoNodeIdentity() {
    X509Certificate coordinator =
        new TestAuthority()
            .issue(new CertificateProfile.Coordinator(List.of("a.example", "b.example"), 30));

    assertThrows(CertificateRefused.class, () -> PeerIdentity.from(coordinator));
  }

  @Test
  void aCertificateWithoutAlternativeNamesHasNoNodeIdentity() {
    X509Certificate root = new TestAuthority().issuer.certificate();

    assertThrows(CertificateRefused.class, () -> PeerIdentity.from(root));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:kumiki:a:b",
        "urn:kumiki:a:b:c:d",
        "urn:kumiki:a::c",
        "URN:kumiki:a:b:c",
        "urn:kumiki:A:b:c",
        "urn:kumiki:a:b:-c",
        "urn:kumiki:a:b:c ",
        "urn:kumiki:a:b:c\n",
        "urn:kumiki:a:b:%63",
        "urn:kumiki:a:ｂ:c",
        "urn:other:a:b:c",
        ""
      })
  void anyOtherSpellingIsRefused(String uri) {
    CertificateRefused refused =
        assertThrows(CertificateRefused.class, () -> PeerIdentity.parse(uri));
    assertEquals(Reason.WRONG_IDENTITY, refused.reason());
  }

  @Test
  void identifiersHaveOneToFortyCharacters() {
    new PeerIdentity("a", "b".repeat(40), "0");
    assertThrows(IllegalArgumentException.class, () -> new PeerIdentity("a", "b".repeat(41), "c"));
    assertThrows(IllegalArgumentException.class, () -> new PeerIdentity("", "b", "c"));
    assertThrows(IllegalArgumentException.class, () -> new PeerIdentity(null, "b", "c"));
  }

  @Property
  void aForeignNameIsReadExactlyOrRefused(@ForAll String text) {
    try {
      assertEquals(text, PeerIdentity.parse(text).uri());
    } catch (CertificateRefused refused) {
      assertEquals(Reason.WRONG_IDENTITY, refused.reason());
    }
  }

  @Test
  void fingerprintsTellCertificatesApart() {
    TestAuthority authority = new TestAuthority();
    X509Certificate one = authority.node(ALPHA, 30);

    assertEquals(Fingerprint.of(one), Fingerprint.of(one));
    assertNotEquals(Fingerprint.of(one), Fingerprint.of(authority.node(ALPHA, 30)));
    assertThrows(IllegalArgumentException.class, () -> new Fingerprint("AB"));
  }
}
