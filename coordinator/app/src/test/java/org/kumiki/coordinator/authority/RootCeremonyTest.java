package org.kumiki.coordinator.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.CertificateRefused.Reason;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.certs.trust.TrustAnchors;
import org.kumiki.certs.trust.TrustAnchors.Purpose;
import org.kumiki.coordinator.authority.RootCeremony.Cause;
import org.kumiki.fixture.Programs;
import org.kumiki.fixture.Programs.Answer;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

class RootCeremonyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final List<Path> SOFTHSM_LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"));

  @TempDir Path temporary;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final RootCeremony ceremony = new RootCeremony("steel", now, RANDOM);
  private Passphrase passphrase;
  private RootFolder folder;
  private RootKeys keys;

  @BeforeEach
  void openFolder() {
    passphrase = Passphrase.of("lusab babad gutih tugad".toCharArray());
    folder = RootFolder.open(temporary.resolve("root"));
    keys = new FileRootKeys(folder.path(), passphrase, RANDOM);
  }

  private Issuer root(KeyKind kind) {
    return folder.add("steel", kind, CertificateProfile.ROOT_DAYS, keys, now, RANDOM);
  }

  private static SigningRequest request(KeyPair pair) {
    return SigningRequest.create(pair, RANDOM);
  }

  private X509Certificate server(KeyPair issuing, AuthorityBundle bundle) {
    return new Issuer(issuing.getPrivate(), bundle.activeAuthority(), RANDOM)
        .issue(
            request(KeyPairs.generate(RANDOM)),
            new CertificateProfile.Coordinator(List.of("hub.example"), 30),
            Issuer.newSerial(RANDOM),
            now);
  }

  @Test
  void aRootFromItsEncryptedFileSignsTheFirstAuthorityAndOpensslAgrees() throws Exception {
    root(KeyKind.ED25519);
    KeyPair issuing = KeyPairs.generate(RANDOM);
    List<Issuer> reopened = folder.issuers(keys, RANDOM);
    List<SignedBundle> first = ceremony.first(reopened.get(0), request(issuing));

    Transcript transcript = new SignedAnswer(first).document(folder.path(), now, keys.place());

    assertTrue(repeats(transcript), "the transcript's own commands");
    String text = String.join("\n", transcript.lines());
    assertTrue(text.contains("PBKDF2-HMAC-SHA256"), text);
    assertFalse(text.contains("lusab babad gutih tugad"), "no secret");
  }

  /** Runs what the transcript tells people to run. */
  private boolean repeats(Transcript transcript) throws IOException, InterruptedException {
    List<String> commands =
        transcript.lines().stream()
            .map(String::strip)
            .filter(line -> line.startsWith("openssl "))
            .toList();
    assertEquals(3, commands.size());
    for (String command : commands) {
      run(folder.path(), Map.of(), List.of(command.split(" ")));
    }
    return true;
  }

  @Test
  void theWrongPassphraseOpensNoRoot() {
    root(KeyKind.P256);
    try (Passphrase wrong = Passphrase.of("something else altogether".toCharArray())) {
      RootKeys other = new FileRootKeys(folder.path(), wrong, RANDOM);
      CommandFailure failure =
          assertThrows(CommandFailure.class, () -> folder.issuers(other, RANDOM));
      assertTrue(failure.line().contains("passphrase"), failure.line());
    }
  }

  @Test
  void anIssuingAuthorityIsReplacedInThreeStepsOfWhichEachFollowsTheOneBefore() {
    Issuer root = root(KeyKind.P256);
    KeyPair oldKey = KeyPairs.generate(RANDOM);
    AuthorityBundle first = ceremony.first(root, request(oldKey)).get(0).bundle();
    KeyPair newKey = KeyPairs.generate(RANDOM);

    List<SignedBundle> steps =
        ceremony.newIssuing(List.of(root), first, request(newKey), Cause.PLANNED);

    AuthorityBundle previous = first;
    for (SignedBundle step : steps) {
      previous = step.verify(previous.roots()).requireSuccessorOf(previous);
    }
    AuthorityBundle introduced = steps.get(0).bundle();
    AuthorityBundle activated = steps.get(1).bundle();
    AuthorityBundle retired = steps.get(2).bundle();
    assertEquals(first.active(), introduced.active());
    assertEquals(AuthorityKeyId.of(newKey.getPublic()), activated.active());
    assertEquals(1, retired.issuing().size());
    X509Certificate old = server(oldKey, first);
    judge(first, activated, issuing(oldKey, first))
        .validate(first.serverChain(old), now, Purpose.COORDINATOR);
    assertEquals(
        Reason.REVOKED,
        refusal(judge(first, retired, issuing(oldKey, first)), first.serverChain(old)));
    X509Certificate fresh = server(newKey, activated);
    judge(retired, retired, issuing(newKey, activated))
        .validate(retired.serverChain(fresh), now, Purpose.COORDINATOR);
  }

  @Test
  void aCompromisedAuthorityIsRevokedWithTheActivation() {
    Issuer root = root(KeyKind.P256);
    KeyPair stolen = KeyPairs.generate(RANDOM);
    AuthorityBundle first = ceremony.first(root, request(stolen)).get(0).bundle();

    List<SignedBundle> steps =
        ceremony.newIssuing(
            List.of(root), first, request(KeyPairs.generate(RANDOM)), Cause.COMPROMISED);

    List<X509Certificate> chain = first.serverChain(server(stolen, first));
    judge(first, steps.get(0).bundle(), issuing(stolen, first))
        .validate(chain, now, Purpose.COORDINATOR);
    assertEquals(
        Reason.REVOKED,
        refusal(judge(first, steps.get(1).bundle(), issuing(stolen, first)), chain));
  }

  /** The roots' lists of a bundle, with empty ones of issuing authorities beside them. */
  private TrustAnchors judge(
      AuthorityBundle roots, AuthorityBundle lists, Issuer... issuingAuthorities) {
    List<X509CRL> all = new ArrayList<>(lists.revocationLists());
    for (Issuer issuing : issuingAuthorities) {
      all.add(
          issuing.revocationList(
              new RevocationList(BigInteger.ONE, now, now.plus(Duration.ofDays(7)), List.of())));
    }
    return new TrustAnchors(roots.roots()).with(all);
  }

  private static Issuer issuing(KeyPair key, AuthorityBundle bundle) {
    return new Issuer(key.getPrivate(), bundle.activeAuthority(), RANDOM);
  }

  private static Reason refusal(TrustAnchors anchors, List<X509Certificate> chain) {
    return assertThrows(
            CertificateRefused.class,
            () -> anchors.validate(chain, Instant.now(), Purpose.COORDINATOR))
        .reason();
  }

  @Test
  void underANewRootTheCoordinatorIsAcceptedByNodesThatKnowOnlyTheOld() {
    Issuer oldRoot = root(KeyKind.P256);
    AuthorityBundle first =
        ceremony.first(oldRoot, request(KeyPairs.generate(RANDOM))).get(0).bundle();
    KeyPair newKey = KeyPairs.generate(RANDOM);
    Issuer newRoot = root(KeyKind.P256);

    List<SignedBundle> steps =
        ceremony.newRoot(
            folder.issuers(keys, RANDOM).subList(0, 1), first, newRoot, request(newKey));

    AuthorityBundle activated = steps.get(1).bundle();
    X509Certificate server = server(newKey, activated);
    new TrustAnchors(first.roots())
        .validate(activated.serverChain(server), now, Purpose.COORDINATOR);
    new TrustAnchors(List.of(newRoot.certificate()))
        .validate(activated.clientChain(server), now, Purpose.COORDINATOR);
    // A node that was away all the time may go straight to the last step.
    AuthorityBundle retired = steps.get(2).verify(first.roots()).requireSuccessorOf(first);
    assertEquals(List.of(newRoot.certificate()), retired.roots());
    assertThrows(
        CertificateRefused.class,
        () ->
            new TrustAnchors(first.roots())
                .validate(retired.serverChain(server), now, Purpose.COORDINATOR));
  }

  @Test
  void aRootThatTheBundleDoesNotListSignsNothing() {
    Issuer root = root(KeyKind.P256);
    AuthorityBundle first =
        ceremony.first(root, request(KeyPairs.generate(RANDOM))).get(0).bundle();
    RootFolder other = RootFolder.open(temporary.resolve("other"));
    Issuer stranger =
        other.add(
            "steel",
            KeyKind.P256,
            CertificateProfile.ROOT_DAYS,
            new FileRootKeys(other.path(), passphrase, RANDOM),
            now,
            RANDOM);

    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> ceremony.refreshed(List.of(stranger), first));
    assertTrue(failure.line().contains("another root"), failure.line());
  }

  @Test
  void listsAreMadeAgainWithWhatTheySaid() {
    Issuer root = root(KeyKind.P256);
    AuthorityBundle first =
        ceremony.first(root, request(KeyPairs.generate(RANDOM))).get(0).bundle();
    AuthorityBundle retired =
        ceremony
            .newIssuing(List.of(root), first, request(KeyPairs.generate(RANDOM)), Cause.PLANNED)
            .get(2)
            .bundle();

    AuthorityBundle again =
        new RootCeremony("steel", now.plus(Duration.ofDays(300)), RANDOM)
            .refreshed(List.of(root), retired)
            .get(0)
            .verify(retired.roots());

    assertEquals(
        retired.revocationLists().get(0).getRevokedCertificates(),
        again.revocationLists().get(0).getRevokedCertificates());
    assertEquals(1, again.revocationLists().get(0).getRevokedCertificates().size());
  }

  @Test
  void aRequestComesBackFromItsText() {
    Issuer root = root(KeyKind.P256);
    SigningRequest key = request(KeyPairs.generate(RANDOM));
    SignedBundle bundle = ceremony.first(root, key).get(0);
    AuthorityRequest whole =
        AuthorityRequest.parse(new AuthorityRequest(Optional.of(key), Optional.of(bundle)).text());

    assertEquals(key.publicKey(), whole.key().orElseThrow().publicKey());
    assertTrue(whole.bundle().orElseThrow().sameAs(bundle));
    for (String bad :
        List.of("", "nothing", Pem.request(key) + "-----BEGIN KUMIKI AUTHORITIES-----")) {
      assertThrows(CommandFailure.class, () -> AuthorityRequest.parse(bad));
    }
  }

  /** Real PKCS#11, in a process of its own: the library reads its configuration from a variable. */
  @Test
  void aRootInATokenSignsAsOneInAFileDoes() throws Exception {
    Programs.require("softhsm2-util", "openssl");
    Path library =
        SOFTHSM_LIBRARIES.stream().filter(Files::exists).findFirst().orElse(Path.of("/absent"));
    if (!Files.exists(library)) {
      Programs.skip("libsofthsm2.so");
    }
    Path tokens = Files.createDirectory(temporary.resolve("tokens"));
    Path settings =
        Files.writeString(
            temporary.resolve("softhsm2.conf"),
            "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
    Map<String, String> environment = Map.of("SOFTHSM2_CONF", settings.toString());
    run(
        temporary,
        environment,
        List.of(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            "root",
            "--so-pin",
            "87654321",
            "--pin",
            "12345678"));
    Path configuration =
        Files.writeString(
            temporary.resolve("pkcs11.cfg"),
            "name = KumikiRoot\nlibrary = "
                + library
                + "\nslotListIndex = 0\nattributes(generate, CKO_PRIVATE_KEY, *) ="
                + " { CKA_TOKEN = false CKA_SIGN = true CKA_SENSITIVE = true"
                + " CKA_EXTRACTABLE = false }\n");
    Path pin = temporary.resolve("pin");
    PrivateFile.write(pin, "12345678\n");
    KeyPair issuing = KeyPairs.generate(RANDOM);
    Path request =
        Files.writeString(temporary.resolve("request.pem"), Pem.request(request(issuing)));
    Path answer = temporary.resolve("answer.pem");

    String[] token = {"--pkcs11", configuration.toString(), "--passphrase-file", pin.toString()};
    ca(environment, token, "init", "--consortium", "steel");
    ca(environment, token, "sign", request.toString(), "--out", answer.toString());

    try (Stream<Path> files = Files.list(folder.path())) {
      assertTrue(files.noneMatch(file -> file.toString().endsWith(".key.pem")));
    }
    SignedBundle signed = Pem.readBundles(Files.readString(answer)).get(0);
    AuthorityBundle bundle = signed.verify(folder.certificates());
    new TrustAnchors(bundle.roots())
        .validate(
            bundle.serverChain(server(issuing, bundle)), now.plusSeconds(60), Purpose.COORDINATOR);
    run(
        folder.path(),
        Map.of(),
        List.of(
            "openssl",
            "verify",
            "-x509_strict",
            "-crl_check_all",
            "-CAfile",
            "roots-1.pem",
            "-CRLfile",
            "lists-1.pem",
            "issuing-1.pem"));
  }

  /** {@code kumiki coordinator ca …} on this root's folder, in another process. */
  private void ca(Map<String, String> environment, String[] token, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "org.kumiki.coordinator.cli.CoordinatorCommand",
            "ca"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--dir", folder.path().toString()));
    Collections.addAll(command, token);
    run(temporary, environment, command);
  }

  private static void run(Path in, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Answer answer = Programs.run(in, environment, command);
    assertTrue(answer.accepted(), answer.text());
  }
}
