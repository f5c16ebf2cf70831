package org.kumiki.certs.issuance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.certs.TestAuthority.ALPHA;
import static org.kumiki.certs.TestAuthority.NOW;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kumiki.certs.Openssl;
import org.kumiki.certs.TestHierarchy;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.certs.revocation.RevokedCertificate;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.TrustAnchors;
import org.kumiki.certs.trust.TrustAnchors.Purpose;
import org.kumiki.fixture.Programs.Answer;

class ChainTest {
  private static final CertificateProfile NODE = new CertificateProfile.Node(ALPHA, 30);
  private static final CertificateProfile COORDINATOR =
      new CertificateProfile.Coordinator(List.of("hub.example", "127.0.0.1"), 30);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "P256, P256, P256",
    "P256, P256, ED25519",
    "P256, ED25519, P256",
    "ED25519, P256, P256",
    "ED25519, ED25519, ED25519",
  })
  void theJdkAndOpensslAcceptEveryChainWithItsRevocationLists(
      KeyKind rootKind, KeyKind issuingKind, KeyKind leafKind) throws Exception {
    TestHierarchy authority = new TestHierarchy(rootKind, issuingKind);
    X509Certificate node = authority.leaf(leafKind, NODE);
    X509Certificate coordinator = authority.leaf(leafKind, COORDINATOR);

    assertSame(
        node,
        authority
            .anchors()
            .with(authority.lists())
            .validate(chain(authority, node), NOW, Purpose.NODE));
    authority
        .anchors()
        .with(authority.lists())
        .validate(chain(authority, coordinator), NOW, Purpose.COORDINATOR);
    requireOpenssl(authority, node, "sslclient", true);
    requireOpenssl(authority, node, "sslserver", false);
    requireOpenssl(authority, coordinator, "sslserver", true);
    requireOpenssl(authority, coordinator, "sslclient", false);
  }

  private static List<X509Certificate> chain(TestHierarchy authority, X509Certificate leaf) {
    return List.of(leaf, authority.issuing.certificate());
  }

  private void requireOpenssl(
      TestHierarchy authority, X509Certificate leaf, String purpose, boolean accepted)
      throws Exception {
    Answer answer =
        TestHierarchy.openssl(
            folder,
            List.of(authority.root.certificate()),
            chain(authority, leaf),
            authority.lists(),
            NOW,
            purpose);
    assertEquals(accepted, answer.accepted(), answer.text());
  }

  @Test
  void withoutAListOfTheRootOpensslRefusesSoThatTheCheckAboveMeansSomething() throws Exception {
    TestHierarchy authority = new TestHierarchy();
    List<X509CRL> issuingOnly = authority.lists().subList(1, 2);

    Answer answer =
        TestHierarchy.openssl(
            folder,
            List.of(authority.root.certificate()),
            chain(authority, authority.leaf(KeyKind.P256, NODE)),
            issuingOnly,
            NOW,
            "sslclient");

    assertFalse(answer.accepted());
    assertTrue(answer.text().contains("CRL"), answer.text());
  }

  /** Lists by themselves, as auditors fetch them: of a root and of an issuing authority. */
  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void opensslVerifiesEveryListByItsAuthorityAndByNoOther(KeyKind kind) throws Exception {
    TestHierarchy authority = new TestHierarchy(kind, kind);
    RevokedCertificate entry =
        new RevokedCertificate(BigInteger.valueOf(0x1f), NOW, RevocationReason.SUPERSEDED);
    for (Issuer issuer : List.of(authority.root, authority.issuing)) {
      String list = Pem.revocationLists(List.of(TestHierarchy.list(issuer, NOW, List.of(entry))));
      String own = readList(list, issuer.certificate());
      assertTrue(own.contains("verify OK"), own);
      assertTrue(own.contains("Serial Number: 1F") && own.contains("Superseded"), own);
      String other = readList(list, new TestHierarchy(kind, kind).root.certificate());
      assertFalse(other.contains("verify OK"), other);
    }
  }

  private String readList(String list, X509Certificate authority) throws Exception {
    Path lists = Files.writeString(folder.resolve("list.pem"), list);
    Path by = Files.writeString(folder.resolve("by.pem"), Pem.certificate(authority));
    return Openssl.run("crl", "-in", lists.toString(), "-CAfile", by.toString(), "-noout", "-text")
        .text();
  }

  @Test
  void oneIssuingKeyUnderTwoRootsIsAcceptedByPeersOfEither() throws Exception {
    TestHierarchy old = new TestHierarchy();
    Issuer newRoot = new TestHierarchy().root;
    KeyPair keys = KeyPairs.generate(RANDOM);
    SigningRequest request = SigningRequest.create(keys, RANDOM);
    X509Certificate underOld = issuing(old.root, request);
    X509Certificate underNew = issuing(newRoot, request);
    X509Certificate leaf =
        TestHierarchy.leaf(new Issuer(keys.getPrivate(), underNew, RANDOM), KeyKind.P256, NODE);
    List<X509Certificate> chain = new ArrayList<>(List.of(leaf, underNew, underOld));

    for (Issuer root : List.of(old.root, newRoot)) {
      X509Certificate fitting = root == newRoot ? underNew : underOld;
      new TrustAnchors(List.of(root.certificate())).validate(chain, NOW, Purpose.NODE);
      Answer answer =
          TestHierarchy.openssl(
              folder,
              List.of(root.certificate()),
              // Of two authorities with one key openssl tries the first alone.
              List.of(leaf, fitting),
              List.of(),
              NOW,
              "sslclient");
      assertTrue(answer.accepted(), answer.text());
    }
    assertEquals(AuthorityKeyId.of(underOld), AuthorityKeyId.of(underNew));
  }

  private static X509Certificate issuing(Issuer root, SigningRequest request) {
    return root.issue(
        request,
        new CertificateProfile.Issuing("kinzoku", CertificateProfile.ISSUING_DAYS),
        Issuer.newSerial(RANDOM),
        NOW);
  }

  @Test
  void aRootStandsAboveOneAuthorityAndThatAboveLeavesOnly() {
    TestHierarchy authority = new TestHierarchy();

    assertEquals(1, authority.root.certificate().getBasicConstraints());
    assertEquals(0, authority.issuing.certificate().getBasicConstraints());
    assertThrows(
        IllegalStateException.class, () -> TestHierarchy.below(authority.issuing, KeyKind.P256));
  }

  @Test
  void anIssuingAuthorityNamesItsRootsKeyAndEndsBeforeIt() {
    TestHierarchy authority = new TestHierarchy();
    X509Certificate issuing = authority.issuing.certificate();

    assertEquals(
        AuthorityKeyId.of(authority.root.certificate()),
        AuthorityKeyId.issuerOf(issuing).orElseThrow());
    assertTrue(issuing.getNotAfter().before(authority.root.certificate().getNotAfter()));
    assertTrue(authority.leaf(KeyKind.P256, NODE).getNotAfter().before(issuing.getNotAfter()));
    assertEquals(
        NOW.plus(Duration.ofDays(CertificateProfile.ISSUING_DAYS)),
        issuing.getNotAfter().toInstant());
  }

  @Test
  void twoAuthoritiesOfOneConsortiumHaveDifferentNames() {
    TestHierarchy authority = new TestHierarchy();

    assertFalse(
        TestHierarchy.below(authority.root, KeyKind.P256)
            .certificate()
            .getSubjectX500Principal()
            .equals(authority.issuing.certificate().getSubjectX500Principal()));
  }
}
