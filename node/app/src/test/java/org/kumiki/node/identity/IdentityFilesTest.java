package org.kumiki.node.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.EnrolmentFile;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.proxy.ProxySettings;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** What a node's folder holds on the way to a certificate, and after. */
class IdentityFilesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PeerIdentity ACME = new PeerIdentity("kinzoku", "acme", "node-1");

  @TempDir Path temporary;

  private final Issuer issuer =
      Issuer.selfSigned(
          "kinzoku", KeyPairs.generate(RANDOM), BigInteger.ONE, Instant.now(), 30, RANDOM);

  private NodeFolder folder() {
    return NodeFolder.open(temporary.resolve("node"));
  }

  private Material material() {
    KeyPair keys = KeyPairs.generate(RANDOM);
    return new Material(
        keys.getPrivate(),
        List.of(
            issuer.issue(
                SigningRequest.create(keys, RANDOM),
                new CertificateProfile.Node(ACME, 7),
                Issuer.newSerial(RANDOM),
                Instant.now())),
        List.of(issuer.certificate()));
  }

  private Invitation invitation(Instant expires) {
    return new Invitation(
        "kinzoku",
        "https://coordinator.example:8443",
        "acme",
        "Acme",
        "x".repeat(43),
        "ab".repeat(32),
        expires.toString());
  }

  private InvitedNode.Choices choices(ProxySettings proxy, Optional<Path> passphrase) {
    return new InvitedNode.Choices(
        "node-1", 0, null, proxy, Optional.empty(), SigningKind.ED25519, passphrase);
  }

  private static Clock now() {
    return Clock.systemUTC();
  }

  @Test
  void keyAndChainAreReplacedTogetherInAPrivateFile() throws IOException {
    Material first = material();
    IdentityFiles.store(folder(), first);
    assertEquals(first, IdentityFiles.load(folder()));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().identityFile())));

    Material second = material();
    // Interrupted after the authorities, before the rest.
    byte[] old = Files.readAllBytes(folder().identityFile());
    IdentityFiles.store(folder(), second);
    Files.write(folder().identityFile(), old);
    assertEquals(first, IdentityFiles.load(folder()));
    IdentityFiles.store(folder(), second);
    assertEquals(second, IdentityFiles.load(folder()));
  }

  @Test
  void aDamagedIdentityIsNamedWithTheWayOut() throws IOException {
    IdentityFiles.store(folder(), material());
    String text = PrivateFile.read(folder().identityFile());
    for (String wrong : List.of("", "nothing", text.substring(0, 200), text.replace("MI", "**"))) {
      PrivateFile.write(folder().identityFile(), wrong);
      CommandFailure failure =
          assertThrows(CommandFailure.class, () -> IdentityFiles.load(folder()), wrong);
      assertTrue(failure.line().contains("new invitation"), failure::line);
    }
    Files.delete(folder().authoritiesFile());
    PrivateFile.write(folder().identityFile(), text);
    assertThrows(CommandFailure.class, () -> IdentityFiles.load(folder()));
  }

  @Test
  void whoEnrolledKnowsConsortiumAndCoordinatorAndWhoDidNotIsToldTo() {
    CommandFailure early =
        assertThrows(CommandFailure.class, () -> IdentityFiles.coordinator(folder()));
    assertTrue(early.line().contains("not enrolled yet"), early::line);
    assertTrue(early.line().contains("node enrol"), early::line);
    IdentityFiles.store(folder(), material());
    new EnrolmentFile("kinzoku", "https://c.example:8443", "acme", "node-1", "ab".repeat(32))
        .write(folder().enrolmentFile());
    assertEquals("kinzoku", folder().enrolment().consortium());
    assertEquals("https://c.example:8443", IdentityFiles.coordinator(folder()).toString());
  }

  @Test
  void anInvitationBecomesAFolderWithTheSameWordsEachTime() {
    EnrolmentKeys made =
        new InvitedNode(folder(), now(), RANDOM)
            .make(
                invitation(Instant.now().plus(Duration.ofDays(1))),
                choices(null, Optional.empty()));
    EnrolmentKeys read = EnrolmentKeys.read(folder(), "kinzoku");
    assertEquals(made.words(), read.words());
    assertTrue(made.words().matches("[a-z]{5}( [a-z]{5}){5}"), made::words);
    assertEquals(ACME, read.request().identity());
    assertEquals("acme", folder().settings().organisation());
    assertFalse(OrganisationKeyFile.isEncrypted(folder().signingKeyFile()));
    assertThrows(
        CommandFailure.class,
        () ->
            new InvitedNode(folder(), now(), RANDOM)
                .make(
                    invitation(Instant.now().plus(Duration.ofDays(1))),
                    choices(null, Optional.empty())));
  }

  @Test
  void anOrganisationMayChooseToSignWithBothKeysAndItsRequestShowsBoth() {
    InvitedNode.Choices both =
        new InvitedNode.Choices(
            "node-1",
            0,
            null,
            null,
            Optional.empty(),
            SigningKind.ED25519_ML_DSA_65,
            Optional.empty());
    EnrolmentKeys made =
        new InvitedNode(folder(), now(), RANDOM)
            .make(invitation(Instant.now().plus(Duration.ofDays(1))), both);
    byte[] shown = made.request().organisationKey().orElseThrow();
    assertEquals(folder().signingKey().publicKey(), ByteString.of(shown));
    assertEquals(SigningKind.ED25519_ML_DSA_65.keyBytes(), shown.length);
    assertEquals(made.words(), EnrolmentKeys.read(folder(), "kinzoku").words());
  }

  @Test
  void proxyAndPassphraseStandInTheSettings() {
    Path passphrase = temporary.resolve("it's a passphrase");
    PrivateFile.write(passphrase, "correct horse\n");
    Path password = temporary.resolve("proxy password");
    PrivateFile.write(password, "secret\n");
    ProxySettings proxy = new ProxySettings("http://proxy.example:3128", "k u'", password);
    new InvitedNode(folder(), now(), RANDOM)
        .make(
            invitation(Instant.now().plus(Duration.ofDays(1))),
            choices(proxy, Optional.of(passphrase)));
    assertEquals(proxy, folder().settings().proxy());
    assertTrue(OrganisationKeyFile.isEncrypted(folder().signingKeyFile()));
    assertEquals("acme", folder().signingKey().name());
  }

  @Test
  void anExpiredInvitationMakesNothingAndMentionsTheClock() {
    CommandFailure failure =
        assertThrows(
            CommandFailure.class,
            () ->
                new InvitedNode(folder(), now(), RANDOM)
                    .make(
                        invitation(Instant.now().minusSeconds(1)),
                        choices(null, Optional.empty())));
    assertTrue(failure.line().contains("clock"), failure::line);
    assertFalse(Files.exists(folder().signingKeyFile()));
  }

  @Test
  void whatIsNoInvitationIsRefusedWhenItIsRead() throws IOException {
    Path file = temporary.resolve("invite.json");
    invitation(Instant.now()).write(file);
    String whole = Files.readString(file);
    assertFalse(Invitation.read(file).toString().contains("xxx"), "the token is a secret");
    for (String[] change :
        new String[][] {
          {"x".repeat(43), "short"},
          {"https://", "http://"},
          {"\"acme\"", "\"Acme\""},
          {"ab".repeat(32), "ab"},
          {"\"Acme\"", "null"},
          {"}", ""},
          {"{", "{\"more\": 1,"},
        }) {
      Files.writeString(file, whole.replace(change[0], change[1]));
      assertThrows(CommandFailure.class, () -> Invitation.read(file), change[1]);
    }
  }

  @Test
  void eachStartIsCountedAndHasANumberOfItsOwn() {
    Path file = folder().startsFile();
    NodeInstance first = NodeInstance.begin(file, RANDOM);
    NodeInstance second = NodeInstance.begin(file, RANDOM);
    assertEquals(1, first.start());
    assertEquals(2, second.start());
    assertNotEquals(first.instance(), second.instance());
    assertTrue(first.header().matches("[0-9a-f]{32} 000000000001"), first::header);
    assertFalse(PrivateFile.read(file).contains(second.instance()), "it never touches a disk");
    PrivateFile.write(file, "many");
    assertThrows(CommandFailure.class, () -> NodeInstance.begin(file, RANDOM));
  }
}
