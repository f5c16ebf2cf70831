package org.kumiki.node.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.tls.MachineIdentity;
import org.kumiki.platform.tls.MachineIdentity.Material;

class PinnedAuthoritiesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.now();

  @TempDir Path folder;

  private final Issuer root = root();
  private final MachineIdentity identity = new MachineIdentity(material(root));

  private static Issuer root() {
    return Issuer.selfSigned(
        "kinzoku", KeyPairs.generate(RANDOM), Issuer.newSerial(RANDOM), NOW, 300, RANDOM);
  }

  private static Material material(Issuer issuer) {
    KeyPair keys = KeyPairs.generate(RANDOM);
    return new Material(
        keys.getPrivate(),
        List.of(
            issuer.issue(
                SigningRequest.create(keys, RANDOM),
                new CertificateProfile.Node(
                    new PeerIdentity("kinzoku", "alpha-metals", "node-1"), 30),
                Issuer.newSerial(RANDOM),
                NOW)),
        List.of(issuer.certificate()));
  }

  private static SignedBundle bundle(String consortium, long number, Issuer... roots) {
    AuthorityBundle bundle =
        new AuthorityBundle(
            consortium,
            number,
            AuthorityKeyId.of(roots[0].certificate()),
            Stream.of(roots).map(Issuer::certificate).toList(),
            List.of(),
            List.of());
    return new SignedBundle(bundle, Stream.of(roots).map(r -> r.sign(bundle)).toList());
  }

  private static X509CRL list(Issuer issuer) {
    return issuer.revocationList(
        new RevocationList(BigInteger.ONE, NOW, NOW.plus(Duration.ofDays(7)), List.of()));
  }

  private Path file() {
    return folder.resolve("authorities.der");
  }

  private PinnedAuthorities open() {
    return PinnedAuthorities.open(file(), "kinzoku", identity);
  }

  private Reason refusal(PinnedAuthorities pinned, SignedBundle served) {
    Material before = identity.current();
    Reason reason =
        assertThrows(CertificateRefused.class, () -> pinned.take(served, List.of())).reason();
    assertSame(before, identity.current(), "nothing changed");
    return reason;
  }

  @Test
  void aNewRootIsTrustedFromTheNextConnectionOnAndAfterARestart() {
    Issuer next = root();
    PinnedAuthorities pinned = open();
    SignedBundle served = bundle("kinzoku", 2, root, next);

    pinned.take(served, List.of(list(root)));

    assertEquals(List.of(root.certificate(), next.certificate()), identity.current().authorities());
    assertEquals(1, identity.current().revocationLists().size());
    MachineIdentity restarted = new MachineIdentity(material(root));
    PinnedAuthorities again = PinnedAuthorities.open(file(), "kinzoku", restarted);
    assertTrue(again.bundle().orElseThrow().sameAs(served));
    assertEquals(2, restarted.current().authorities().size());
  }

  @Test
  void theSameBundleAgainKeepsConnectionsAsTheyAre() {
    PinnedAuthorities pinned = open();
    SignedBundle served = bundle("kinzoku", 1, root);
    X509CRL list = list(root);
    pinned.take(served, List.of(list));
    Material before = identity.current();

    pinned.take(served, List.of(list));
    assertSame(before, identity.current());

    pinned.take(served, List.of(list(root)));
    assertNotSame(before, identity.current());
  }

  @Test
  void whatAStrangerSignedAndWhatIsOlderIsRefused() {
    PinnedAuthorities pinned = open();
    Issuer stranger = root();
    assertEquals(Reason.UNTRUSTED, refusal(pinned, bundle("kinzoku", 5, stranger)));
    assertFalse(Files.exists(file()));

    pinned.take(bundle("kinzoku", 3, root), List.of());
    assertEquals(Reason.NOT_A_SUCCESSOR, refusal(pinned, bundle("kinzoku", 2, root)));
    assertEquals(Reason.NOT_A_SUCCESSOR, refusal(pinned, bundle("kinzoku", 3, root)));
    assertEquals(Reason.NOT_A_SUCCESSOR, refusal(pinned, bundle("steel", 4, root)));
  }

  @Test
  void aListThatNoAuthorityOfTheBundleSignedCountsNothing() {
    open().take(bundle("kinzoku", 1, root), List.of(list(root())));

    assertEquals(List.of(), identity.current().revocationLists());
  }

  @Test
  void aRetiredRootIsNotBelievedAnyMore() {
    Issuer next = root();
    PinnedAuthorities pinned = open();
    pinned.take(bundle("kinzoku", 2, root, next), List.of());
    pinned.take(bundle("kinzoku", 3, next), List.of());

    assertEquals(List.of(next.certificate()), pinned.roots());
    assertEquals(Reason.UNTRUSTED, refusal(pinned, bundle("kinzoku", 4, root)));
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.write(file(), new byte[] {1, 2, 3});

    CommandFailure failure = assertThrows(CommandFailure.class, this::open);
    assertTrue(failure.line().contains("authorities.der"), failure.line());
  }
}
