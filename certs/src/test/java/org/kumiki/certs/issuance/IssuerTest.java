package org.kumiki.certs.issuance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.certs.TestAuthority.ALPHA;
import static org.kumiki.certs.TestAuthority.NOW;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.Openssl;
import org.kumiki.certs.TestAuthority;

class IssuerTest {
  private final TestAuthority authority = new TestAuthority();

  @Test
  void aLeafCertifiesTheKeyOfTheRequestAndNothingElseOfIt() {
    KeyPair keys = KeyPairs.generate(RANDOM);
    X509Certificate leaf = authority.issue(new CertificateProfile.Node(ALPHA, 30), keys);

    assertArrayEquals(keys.getPublic().getEncoded(), leaf.getPublicKey().getEncoded());
    assertEquals("CN=node-1, O=alpha-metals", leaf.getSubjectX500Principal().toString());
    assertEquals(-1, leaf.getBasicConstraints());
  }

  @Test
  void aLeafIsValidForItsDaysAndFromALittleBefore() {
    X509Certificate leaf = authority.node(ALPHA, 30);

    assertEquals(NOW.minus(Issuer.BACKDATE), leaf.getNotBefore().toInstant());
    assertEquals(NOW.plus(Duration.ofDays(30)), leaf.getNotAfter().toInstant());
  }

  @Test
  void noLeafOutlivesItsAuthority() {
    TestAuthority shortLived = new TestAuthority(NOW, 10);

    assertEquals(
        shortLived.issuer.certificate().getNotAfter(), shortLived.node(ALPHA, 30).getNotAfter());
  }

  @Test
  void anExpiredAuthorityIssuesNothing() {
    TestAuthority expired = new TestAuthority(NOW.minus(Duration.ofDays(2)), 1);

    assertThrows(IllegalStateException.class, () -> expired.node(ALPHA, 30));
  }

  @Test
  void aCoordinatorIsNamedByDnsNamesAndAddresses() throws CertificateParsingException {
    X509Certificate leaf =
        authority.issue(
            new CertificateProfile.Coordinator(List.of("hub.example", "127.0.0.1", "::1"), 30));

    Set<String> names =
        leaf.getSubjectAlternativeNames().stream()
            .map(name -> name.get(0) + " " + name.get(1))
            .collect(Collectors.toSet());
    assertEquals(Set.of("2 hub.example", "7 127.0.0.1", "7 0:0:0:0:0:0:0:1"), names);
  }

  @Test
  void profilesCheckNamesAndDays() {
    assertThrows(
        IllegalArgumentException.class, () -> new CertificateProfile.Coordinator(List.of(), 30));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CertificateProfile.Coordinator(List.of("a b"), 30));
    assertThrows(IllegalArgumentException.class, () -> new CertificateProfile.Node(ALPHA, 0));
    assertThrows(IllegalArgumentException.class, () -> new CertificateProfile.Node(ALPHA, 399));
  }

  @Test
  void aSerialNumberIsPositiveAndFitsTwentyOctets() {
    SigningRequest request = SigningRequest.create(KeyPairs.generate(RANDOM), RANDOM);
    CertificateProfile profile = new CertificateProfile.Node(ALPHA, 30);

    for (BigInteger bad : List.of(BigInteger.ZERO, BigInteger.TWO.pow(159))) {
      assertThrows(
          IllegalArgumentException.class, () -> authority.issuer.issue(request, profile, bad, NOW));
    }
    BigInteger serial = BigInteger.TWO.pow(158);
    assertEquals(serial, authority.issuer.issue(request, profile, serial, NOW).getSerialNumber());
    assertEquals(127, Issuer.newSerial(RANDOM).bitLength());
  }

  @Test
  void anAuthorityNeedsItsOwnKeyAndAnAuthoritysCertificate() {
    KeyPair other = KeyPairs.generate(RANDOM);
    X509Certificate root = authority.issuer.certificate();
    X509Certificate leaf = authority.issue(new CertificateProfile.Node(ALPHA, 30), other);

    assertThrows(
        IllegalArgumentException.class, () -> new Issuer(other.getPrivate(), root, RANDOM));
    assertThrows(
        IllegalArgumentException.class, () -> new Issuer(other.getPrivate(), leaf, RANDOM));
  }

  @Test
  void anAuthorityThatWasStoredIssuesAgain() {
    KeyPair keys = KeyPairs.generate(RANDOM);
    Issuer first = Issuer.selfSigned("kinzoku", keys, BigInteger.ONE, NOW, 365, RANDOM);
    Issuer again =
        new Issuer(
            Pem.readPrivateKey(Pem.privateKey(keys.getPrivate())),
            Pem.readCertificate(Pem.certificate(first.certificate())),
            RANDOM);

    X509Certificate leaf =
        again.issue(
            SigningRequest.create(KeyPairs.generate(RANDOM), RANDOM),
            new CertificateProfile.Node(ALPHA, 30),
            BigInteger.TEN,
            NOW);
    assertEquals(first.certificate().getSubjectX500Principal(), leaf.getIssuerX500Principal());
  }

  /** A second reader: what we make must mean the same to a library that we did not use. */
  @Test
  void opensslVerifiesWhatWeIssue(@TempDir Path folder) throws Exception {
    Path root = folder.resolve("root.pem");
    Path leaf = folder.resolve("leaf.pem");
    Files.writeString(root, Pem.certificate(authority.issuer.certificate()));
    Files.writeString(leaf, Pem.certificate(authority.node(ALPHA, 30)));
    String at = Long.toString(NOW.getEpochSecond());

    assertTrue(openssl(root, leaf, at, "sslclient"), "as a client");
    assertFalse(openssl(root, leaf, at, "sslserver"), "as a server");
    Files.writeString(root, Pem.certificate(new TestAuthority().issuer.certificate()));
    assertFalse(openssl(root, leaf, at, "sslclient"), "of another authority");
  }

  private static boolean openssl(Path root, Path leaf, String at, String purpose) throws Exception {
    return Openssl.run(
            "verify",
            "-x509_strict",
            "-attime",
            at,
            "-purpose",
            purpose,
            "-CAfile",
            root.toString(),
            leaf.toString())
        .accepted();
  }
}
