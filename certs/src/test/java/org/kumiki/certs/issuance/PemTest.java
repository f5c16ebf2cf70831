package org.kumiki.certs.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.kumiki.certs.TestAuthority.ALPHA;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.kumiki.certs.TestAuthority;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;

class PemTest {
  private final TestAuthority authority = new TestAuthority();

  @Test
  void certificatesComeBackInOrder() {
    List<X509Certificate> chain =
        List.of(authority.node(ALPHA, 30), authority.issuer.certificate());

    assertEquals(chain, Pem.readCertificates(Pem.certificates(chain)));
  }

  @Test
  void aPrivateKeyComesBack() {
    KeyPair keys = KeyPairs.generate(RANDOM);

    assertEquals(keys.getPrivate(), Pem.readPrivateKey(Pem.privateKey(keys.getPrivate())));
  }

  @Test
  void aKeyAmongCertificatesIsRefused() {
    String mixed =
        Pem.certificate(authority.issuer.certificate())
            + Pem.privateKey(KeyPairs.generate(RANDOM).getPrivate());

    assertThrows(CertificateRefused.class, () -> Pem.readCertificates(mixed));
  }

  @Test
  void oneCertificateMeansOne() {
    String root = Pem.certificate(authority.issuer.certificate());

    assertThrows(CertificateRefused.class, () -> Pem.readCertificate(root + root));
  }

  @Test
  void aDamagedBlockIsRefused() {
    String root = Pem.certificate(authority.issuer.certificate());

    for (String damaged :
        List.of("", root.substring(0, 200), root.replace('M', '!'), root.replace("MII", "AAA"))) {
      assertThrows(CertificateRefused.class, () -> Pem.readCertificates(damaged));
    }
  }

  @Test
  void veryLongTextIsNotEvenParsed() {
    String text = " ".repeat(Pem.MAX_CHARS + 1);

    CertificateRefused refused =
        assertThrows(CertificateRefused.class, () -> Pem.readPrivateKey(text));
    assertEquals(Reason.TOO_LARGE, refused.reason());
  }

  @Property
  void foreignTextIsRefused(@ForAll String text) {
    assertThrows(CertificateRefused.class, () -> Pem.readCertificates(text));
    assertThrows(CertificateRefused.class, () -> Pem.readRevocationLists(text));
    assertThrows(
        CertificateRefused.class,
        () ->
            Pem.readRevocationLists(
                "-----BEGIN X509 CRL-----\n" + text + "\n-----END X509 CRL-----"));
    assertThrows(
        CertificateRefused.class,
        () ->
            Pem.readBundles(
                "-----BEGIN KUMIKI AUTHORITIES-----\n"
                    + text
                    + "\n-----END KUMIKI AUTHORITIES-----"));
    assertThrows(
        CertificateRefused.class,
        () ->
            Pem.readPrivateKey(
                "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----"));
  }
}
