package org.kumiki.certs.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.certs.TestAuthority.NOW;
import static org.kumiki.certs.TestAuthority.RANDOM;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.Openssl;
import org.kumiki.certs.TestAuthority;
import org.kumiki.certs.TestHierarchy;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.fixture.Programs.Answer;

class SignedBundleTest {
  private final TestHierarchy old = new TestHierarchy();
  private final TestHierarchy fresh = new TestHierarchy(KeyKind.ED25519, KeyKind.P256);

  private static AuthorityBundle bundle(
      long number, List<TestHierarchy> authorities, TestHierarchy active) {
    return new AuthorityBundle(
        "kinzoku",
        number,
        AuthorityKeyId.of(active.issuing.certificate()),
        authorities.stream().map(a -> a.root.certificate()).toList(),
        authorities.stream().map(a -> a.issuing.certificate()).toList(),
        authorities.stream().map(a -> TestHierarchy.list(a.root, NOW, List.of())).toList());
  }

  private static SignedBundle signed(AuthorityBundle bundle, Issuer... roots) {
    return new SignedBundle(bundle, Stream.of(roots).map(root -> root.sign(bundle)).toList());
  }

  private static List<X509Certificate> trusting(TestHierarchy authority) {
    return List.of(authority.root.certificate());
  }

  private static Reason refusal(Executable attempt) {
    return assertThrows(CertificateRefused.class, attempt).reason();
  }

  @Test
  void aBundleComesBackFromItsBytesAndVerifies() {
    SignedBundle signed = signed(bundle(1, List.of(old), old), old.root);
    SignedBundle read = SignedBundle.decode(signed.encode());

    assertTrue(read.sameAs(signed));
    assertEquals(signed.bundle(), read.verify(trusting(old)));
  }

  @Test
  void aNewRootIsTakenOverFromTheOldOne() {
    SignedBundle signed = signed(bundle(2, List.of(old, fresh), old), old.root, fresh.root);

    AuthorityBundle taken = signed.verify(trusting(old));
    assertEquals(List.of(old.root.certificate(), fresh.root.certificate()), taken.roots());
    // And from then on the new one speaks for itself.
    signed(bundle(3, List.of(fresh), fresh), fresh.root).verify(taken.roots());
  }

  @Test
  void aNewRootThatNoTrustedOneHasSignedIsRefused() {
    SignedBundle self = signed(bundle(2, List.of(old, fresh), fresh), fresh.root);

    assertEquals(Reason.UNTRUSTED, refusal(() -> self.verify(trusting(old))));
  }

  @Test
  void aNewRootThatDoesNotSignForItselfIsRefused() {
    SignedBundle signed = signed(bundle(2, List.of(old, fresh), old), old.root);

    assertEquals(Reason.UNTRUSTED, refusal(() -> signed.verify(trusting(old))));
  }

  @Test
  void anIssuingAuthorityMustBeARootsAndSoMustALists() {
    AuthorityBundle good = bundle(2, List.of(old), old);
    AuthorityBundle strangersAuthority =
        new AuthorityBundle(
            "kinzoku",
            2,
            good.active(),
            good.roots(),
            List.of(old.issuing.certificate(), fresh.issuing.certificate()),
            List.of());
    AuthorityBundle strangersList =
        new AuthorityBundle(
            "kinzoku",
            2,
            good.active(),
            good.roots(),
            good.issuing(),
            List.of(TestHierarchy.list(fresh.root, NOW, List.of())));

    for (AuthorityBundle bad : List.of(strangersAuthority, strangersList)) {
      assertEquals(Reason.UNTRUSTED, refusal(() -> signed(bad, old.root).verify(trusting(old))));
    }
  }

  @Test
  void aLeafCannotBecomeAnAuthorityByABundle() {
    X509Certificate leaf = new TestAuthority().node(TestAuthority.ALPHA, 30);

    assertThrows(
        IllegalArgumentException.class,
        () ->
            new AuthorityBundle(
                "kinzoku",
                1,
                AuthorityKeyId.of(leaf),
                trusting(old),
                List.of(leaf),
                List.<X509CRL>of()));
  }

  @Test
  void anOlderBundleAndOneOfAnotherConsortiumAreNoSuccessors() {
    AuthorityBundle first = bundle(1, List.of(old), old);
    AuthorityBundle second = bundle(2, List.of(old), old);
    AuthorityBundle other =
        new AuthorityBundle(
            "steel", 3, second.active(), second.roots(), second.issuing(), List.of());

    second.requireSuccessorOf(first);
    for (AuthorityBundle bad : List.of(first, second, other)) {
      assertEquals(Reason.NOT_A_SUCCESSOR, refusal(() -> bad.requireSuccessorOf(second)));
    }
  }

  /** Every byte, at a stride of bits: whatever is changed, nobody may trust it. */
  @Test
  void aBundleWithAnyByteChangedIsRefused() {
    byte[] bytes = signed(bundle(1, List.of(old), old), old.root).encode();

    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      int position = i;
      assertThrows(
          CertificateRefused.class,
          () -> SignedBundle.decode(damaged).verify(trusting(old)),
          () -> "byte " + position);
    }
  }

  @Property
  void foreignBytesAreRefused(@ForAll byte[] bytes) {
    assertThrows(CertificateRefused.class, () -> SignedBundle.decode(bytes));
  }

  @Test
  void aBundleOfMoreThanSixtyFourKibibytesIsNotEvenParsed() {
    assertEquals(
        Reason.TOO_LARGE, refusal(() -> SignedBundle.decode(new byte[SignedBundle.MAX_BYTES + 1])));
  }

  /** A second judge of the root's signature. */
  @Test
  void opensslVerifiesWhatTheRootSigned(@TempDir Path folder) throws Exception {
    AuthorityBundle bundle = bundle(1, List.of(old), old);
    Path signature = Files.write(folder.resolve("signature"), old.root.sign(bundle).signature());
    Path body = Files.write(folder.resolve("body"), bundle.signedBytes());
    Path key =
        Files.writeString(
            folder.resolve("root.pub"),
            "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(old.root.certificate().getPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n");

    Answer answer =
        Openssl.run(
            "dgst",
            "-sha256",
            "-verify",
            key.toString(),
            "-signature",
            signature.toString(),
            body.toString());
    assertTrue(answer.accepted(), answer.text());
  }

  @Test
  void theCoordinatorPresentsWhatLeadsToTheOldestRootAndANodeWhatLeadsToAll() {
    KeyPair keys = KeyPairs.generate(RANDOM);
    SigningRequest request = SigningRequest.create(keys, RANDOM);
    CertificateProfile profile = new CertificateProfile.Issuing("kinzoku", 100);
    X509Certificate underOld = old.root.issue(request, profile, Issuer.newSerial(RANDOM), NOW);
    X509Certificate underNew = fresh.root.issue(request, profile, Issuer.newSerial(RANDOM), NOW);
    AuthorityBundle bundle =
        new AuthorityBundle(
            "kinzoku",
            3,
            AuthorityKeyId.of(underNew),
            List.of(old.root.certificate(), fresh.root.certificate()),
            List.of(old.issuing.certificate(), underNew, underOld),
            List.of());
    X509Certificate leaf =
        TestHierarchy.leaf(
            new Issuer(keys.getPrivate(), underNew, RANDOM),
            KeyKind.P256,
            new CertificateProfile.Node(TestAuthority.ALPHA, 30));

    assertEquals(List.of(leaf, underOld), bundle.serverChain(leaf));
    assertEquals(List.of(leaf, underNew, underOld), bundle.clientChain(leaf));
    assertEquals(fresh.root.certificate(), bundle.newestRoot());
    assertEquals(old.root.certificate(), bundle.oldestRoot());
  }
}
