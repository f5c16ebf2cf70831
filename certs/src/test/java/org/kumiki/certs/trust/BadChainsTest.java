package org.kumiki.certs.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.certs.TestAuthority.NOW;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.certs.TestHierarchy;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.certs.revocation.RevokedCertificate;
import org.kumiki.certs.trust.BadChain.Built;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.TrustAnchors.Purpose;
import org.kumiki.fixture.Programs.Answer;

/**
 * Chains with one mistake each. Ours must name it, and openssl must refuse the chain too, so that
 * the mistake is one. Kinds follow NIST's PKITS; its own chains have RSA keys, for which each of
 * them is refused before anything else ({@code PublishedVectorsTest}), so these are made here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadChainsTest {
  @TempDir Path folder;

  private final KeyPair rootKeys = KeyPairs.generate(RANDOM);
  private final Issuer root =
      Issuer.selfSigned("kinzoku", rootKeys, Issuer.newSerial(RANDOM), NOW, 3650, RANDOM);
  private final X509Certificate anchor = root.certificate();
  private final PrivateKey rootKey = rootKeys.getPrivate();

  /**
   * A chain and why it is refused.
   *
   * @param lists revocation lists to judge it with; none for no such check
   */
  record Bad(String mistake, List<X509Certificate> chain, List<X509CRL> lists, Reason reason) {
    @Override
    public String toString() {
      return mistake;
    }
  }

  private Bad bad(String mistake, Reason reason, Built leaf, Built... between) {
    return new Bad(mistake, chain(leaf, between), List.of(), reason);
  }

  private static List<X509Certificate> chain(Built leaf, Built... between) {
    return Stream.concat(Stream.of(leaf), Stream.of(between)).map(Built::certificate).toList();
  }

  private Built authority() throws Exception {
    return BadChain.authority("issuing").by(anchor, rootKey);
  }

  private static Built below(BadChain what, Built issuer) throws Exception {
    return what.by(issuer.certificate(), issuer.key());
  }

  Stream<Bad> mistakes() throws Exception {
    return Stream.of(ofLeaves(), ofAuthorities(), ofSignatures(), ofRevocation()).flatMap(s -> s);
  }

  private Stream<Bad> ofLeaves() throws Exception {
    Built issuing = authority();
    return Stream.of(
        bad(
            "an expired leaf",
            Reason.OUT_OF_DATE,
            below(
                BadChain.leaf()
                    .between(NOW.minus(Duration.ofDays(60)), NOW.minus(Duration.ofDays(1))),
                issuing),
            issuing),
        bad(
            "a leaf of tomorrow",
            Reason.NOT_YET_VALID,
            below(
                BadChain.leaf().between(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(2))),
                issuing),
            issuing),
        bad(
            "a leaf for servers",
            Reason.WRONG_PURPOSE,
            below(BadChain.leaf().purposes(KeyPurposeId.id_kp_serverAuth), issuing),
            issuing),
        bad(
            "a leaf for signing code",
            Reason.WRONG_PURPOSE,
            below(BadChain.leaf().purposes(KeyPurposeId.id_kp_codeSigning), issuing),
            issuing),
        bad(
            "an unknown critical extension",
            Reason.UNKNOWN_EXTENSION,
            below(BadChain.leaf().unknownCritical(), issuing),
            issuing));
  }

  private Stream<Bad> ofAuthorities() throws Exception {
    Built issuing = authority();
    Built leafAsAuthority = below(BadChain.leaf(), issuing);
    Built second = below(BadChain.authority("second"), issuing);
    Built noCertSign = BadChain.authority("no-sign").usage(KeyUsage.cRLSign).by(anchor, rootKey);
    Built noConstraints = BadChain.authority("no-ca").constraints(null).by(anchor, rootKey);
    Built notCa =
        BadChain.authority("false-ca").constraints(new BasicConstraints(false)).by(anchor, rootKey);
    Built expired =
        BadChain.authority("expired")
            .between(NOW.minus(Duration.ofDays(9)), NOW.minus(Duration.ofDays(1)))
            .by(anchor, rootKey);
    Built future =
        BadChain.authority("future")
            .between(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(9)))
            .by(anchor, rootKey);
    return Stream.of(
        bad(
            "a leaf that signs a leaf",
            Reason.NOT_AN_AUTHORITY,
            below(BadChain.leaf(), leafAsAuthority),
            leafAsAuthority,
            issuing),
        bad(
            "an authority below an authority of path length 0",
            Reason.NOT_AN_AUTHORITY,
            below(BadChain.leaf(), second),
            second,
            issuing),
        bad(
            "an authority that may not sign certificates",
            Reason.NOT_AN_AUTHORITY,
            below(BadChain.leaf(), noCertSign),
            noCertSign),
        bad(
            "an authority without basic constraints",
            Reason.NOT_AN_AUTHORITY,
            below(BadChain.leaf(), noConstraints),
            noConstraints),
        bad(
            "an authority that says it is none",
            Reason.NOT_AN_AUTHORITY,
            below(BadChain.leaf(), notCa),
            notCa),
        bad("an expired authority", Reason.OUT_OF_DATE, below(BadChain.leaf(), expired), expired),
        bad(
            "an authority of tomorrow",
            Reason.NOT_YET_VALID,
            below(BadChain.leaf(), future),
            future));
  }

  private Stream<Bad> ofSignatures() throws Exception {
    Built issuing = authority();
    KeyPair stranger = KeyPairs.generate(RANDOM);
    Issuer impostor =
        Issuer.selfSigned("kinzoku", stranger, Issuer.newSerial(RANDOM), NOW, 3650, RANDOM);
    Built strangersAuthority =
        BadChain.authority("issuing").by(impostor.certificate(), stranger.getPrivate());
    Built forged =
        new Built(
            BadChain.leaf().by(issuing.certificate(), stranger.getPrivate()).certificate(),
            stranger.getPrivate());
    return Stream.of(
        bad("a leaf without its authority", Reason.UNTRUSTED, below(BadChain.leaf(), issuing)),
        bad(
            "a whole chain of another root",
            Reason.UNTRUSTED,
            below(BadChain.leaf(), strangersAuthority),
            strangersAuthority,
            new Built(impostor.certificate(), stranger.getPrivate())),
        bad("a leaf signed by another key", Reason.UNTRUSTED, forged, issuing),
        bad(
            "a signature with SHA-1",
            Reason.WRONG_KEY,
            below(BadChain.leaf().signedWith("SHA1withECDSA"), issuing),
            issuing),
        bad(
            "an RSA key of 512 bits",
            Reason.WRONG_KEY,
            below(BadChain.leaf().rsaKey(512), issuing),
            issuing));
  }

  private Stream<Bad> ofRevocation() throws Exception {
    TestHierarchy authority = new TestHierarchy();
    Built leaf = BadChain.leaf().by(anchor, rootKey);
    RevokedCertificate entry =
        new RevokedCertificate(
            leaf.certificate().getSerialNumber(),
            NOW.minus(Duration.ofHours(2)),
            RevocationReason.KEY_COMPROMISE);
    return Stream.of(
        listed(
            "a revoked leaf", Reason.REVOKED, leaf, TestHierarchy.list(root, NOW, List.of(entry))),
        listed(
            "a list of last month",
            Reason.REVOCATION_UNKNOWN,
            leaf,
            TestHierarchy.list(root, NOW.minus(Duration.ofDays(30)), List.of())),
        listed(
            "a list of another authority",
            Reason.REVOCATION_UNKNOWN,
            leaf,
            TestHierarchy.list(authority.root, NOW, List.of())));
  }

  private Bad listed(String mistake, Reason reason, Built leaf, X509CRL list) {
    return new Bad(mistake, chain(leaf), List.of(list), reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void isRefusedByNameAndByOpensslToo(Bad bad) throws Exception {
    TrustAnchors anchors = new TrustAnchors(List.of(anchor)).with(bad.lists());

    CertificateRefused refused =
        assertThrows(
            CertificateRefused.class, () -> anchors.validate(bad.chain(), NOW, Purpose.NODE));
    assertEquals(bad.reason(), refused.reason(), refused.getMessage());
    Answer answer =
        TestHierarchy.openssl(folder, List.of(anchor), bad.chain(), bad.lists(), NOW, "sslclient");
    assertFalse(answer.accepted(), answer.text());
  }

  @Test
  void aChainWithoutAMistakeIsAcceptedByBoth() throws Exception {
    Built issuing = authority();
    List<X509Certificate> chain = chain(below(BadChain.leaf(), issuing), issuing);

    new TrustAnchors(List.of(anchor)).validate(chain, NOW, Purpose.NODE);
    Answer answer =
        TestHierarchy.openssl(folder, List.of(anchor), chain, List.of(), NOW, "sslclient");
    assertTrue(answer.accepted(), answer.text());
  }

  /** Openssl takes these for any use; to us a node's certificate says that it is one. */
  @Test
  void aLeafForAnyUseIsRefusedHereAlone() throws Exception {
    Built issuing = authority();
    List<Built> leaves =
        List.of(
            below(BadChain.leaf().purposes(), issuing),
            below(
                BadChain.leaf()
                    .purposes(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth),
                issuing));
    for (Built leaf : leaves) {
      CertificateRefused refused =
          assertThrows(
              CertificateRefused.class,
              () ->
                  new TrustAnchors(List.of(anchor))
                      .validate(chain(leaf, issuing), NOW, Purpose.NODE));
      assertEquals(Reason.WRONG_PURPOSE, refused.reason());
    }
  }

  @Test
  void aChainOfNineCertificatesIsNotEvenLookedAt() throws Exception {
    Built issuing = authority();
    Built leaf = below(BadChain.leaf(), issuing);
    List<X509Certificate> chain =
        chain(leaf, Stream.generate(() -> issuing).limit(8).toArray(Built[]::new));

    CertificateRefused refused =
        assertThrows(
            CertificateRefused.class,
            () -> new TrustAnchors(List.of(anchor)).validate(chain, NOW, Purpose.NODE));
    assertEquals(Reason.TOO_LARGE, refused.reason());
  }

  @Test
  void aPeersCertificatesMayStandInAnyOrderWithItsRoot() throws Exception {
    Built issuing = authority();
    Built leaf = below(BadChain.leaf(), issuing);

    new TrustAnchors(List.of(anchor))
        .validate(List.of(leaf.certificate(), anchor, issuing.certificate()), NOW, Purpose.NODE);
  }
}
