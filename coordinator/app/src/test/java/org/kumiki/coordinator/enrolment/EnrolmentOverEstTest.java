package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.coordinator.enrolment.EstServer.CONSORTIUM;
import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;
import static org.kumiki.coordinator.enrolment.EstServer.require;
import static org.kumiki.coordinator.enrolment.EstServer.words;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Security;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.est.CACertsResponse;
import org.bouncycastle.est.CSRRequestResponse;
import org.bouncycastle.est.ESTAuth;
import org.bouncycastle.est.ESTService;
import org.bouncycastle.est.EnrollmentResponse;
import org.bouncycastle.est.jcajce.JcaHttpAuthBuilder;
import org.bouncycastle.est.jcajce.JcaJceUtils;
import org.bouncycastle.est.jcajce.JsseESTServiceBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.enrolment.RequestAttributes;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.fixture.Programs;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** From invitation to renewal over a real listener, by our own code and by other people's. */
@ExtendWith(SharedEstServer.class)
class EnrolmentOverEstTest {
  @TempDir static Path temporary;
  private static EstServer server;

  @BeforeAll
  static void find(EstServer shared) {
    server = shared;
  }

  private static PeerIdentity node(String organisation) {
    return new PeerIdentity(CONSORTIUM, organisation, "node-1");
  }

  @Test
  void aNodeIsGivenItsCertificateOnceTheOperatorHasTypedItsWords() throws Exception {
    KeyPair keys = KeyPairs.generate(RANDOM);
    SigningKey organisation = SigningKey.generate("acme", RANDOM);
    EnrolmentRequest request =
        EnrolmentRequest.first(
            keys,
            node("acme"),
            organisation.publicKey().toByteArray(),
            message -> organisation.sign(message).toByteArray(),
            RANDOM);
    byte[] der = request.signingRequest().der();
    String token = server.invite("acme");

    HttpResponse<byte[]> waits = require(202, server.enrol("acme", token, der));
    assertTrue(waits.headers().firstValue("Retry-After").isPresent());
    assertFalse(server.organisations.byName().containsKey("acme"));

    String words = RosterWords.of(ByteString.of(request.digest()), 6);
    String wrong = words.replaceFirst("^.", words.startsWith("b") ? "d" : "b");
    assertThrows(
        ProblemException.class, () -> server.decisions.approve("acme", wrong, Optional.empty()));
    require(202, server.enrol("acme", token, der));

    server.decisions.approve(
        "acme", words.toUpperCase(Locale.ROOT).replace(' ', '-'), Optional.empty());
    assertEquals(
        new Organisation("acme", "Company acme", organisation.publicKey()),
        server.organisations.byName().get("acme"));

    HttpResponse<byte[]> issued = require(200, server.enrol("acme", token, der));
    X509Certificate leaf = EstServer.leaf(issued, keys);
    assertEquals(node("acme"), PeerIdentity.from(leaf));
    assertArrayEquals(
        leaf.getEncoded(),
        EstServer.leaf(require(200, server.enrol("acme", token, der)), keys).getEncoded(),
        "an answer that was lost is given again");
  }

  @Test
  void theOldCertificateCountsUntilTheNewOneIsUsed() throws Exception {
    Material old = server.enrolled("birch");
    KeyPair fresh = KeyPairs.generate(RANDOM);
    HttpResponse<byte[]> answer = require(200, server.reenrol(old, renewal(fresh, "birch")));
    Material renewed = server.material(fresh, EstServer.leaf(answer, fresh));

    KeyPair again = KeyPairs.generate(RANDOM);
    require(200, server.reenrol(old, renewal(again, "birch")));
    assertEquals(
        403,
        server.reenrol(renewed, renewal(again, "birch")).statusCode(),
        "of two that were never used only the newest counts");

    KeyPair last = KeyPairs.generate(RANDOM);
    Material used =
        server.material(
            last, EstServer.leaf(require(200, server.reenrol(old, renewal(last, "birch"))), last));
    require(200, server.reenrol(used, renewal(KeyPairs.generate(RANDOM), "birch")));
    assertEquals(
        403, server.reenrol(old, renewal(KeyPairs.generate(RANDOM), "birch")).statusCode());
  }

  @Test
  void afterExpiryTheSameKeyAsksAndTheOperatorClicks() throws Exception {
    Material old = server.enrolled("dune");
    KeyPair keys = new KeyPair(old.certificate().getPublicKey(), old.key());
    byte[] first = renewal(keys, "dune");
    assertEquals(401, unsigned(first).statusCode(), "it is valid still: renew with it");

    server.clock.set(Duration.ofDays(31));
    try {
      require(202, unsigned(first));
      byte[] afterRestart = renewal(keys, "dune");
      require(202, unsigned(afterRestart));
      assertThrows(
          ProblemException.class, () -> server.decisions.approve("dune", "", Optional.empty()));
      server.decisions.approveRenewal("dune", Optional.empty());
      X509Certificate renewed = EstServer.leaf(require(200, unsigned(afterRestart)), keys);
      assertTrue(renewed.getNotAfter().after(old.certificate().getNotAfter()));
      assertEquals(401, unsigned(afterRestart).statusCode());
    } finally {
      server.clock.set(Duration.ZERO);
    }
  }

  private static HttpResponse<byte[]> unsigned(byte[] der) throws Exception {
    return EstServer.send(server.anonymous(), server.post("simpleenroll", der));
  }

  @Test
  void aNewInvitationTakesBackTheOneBefore() throws Exception {
    String first = server.invite("elm");
    byte[] der = renewal(KeyPairs.generate(RANDOM), "elm");
    require(202, server.enrol("elm", first, der));
    String second = server.invite("elm");
    assertEquals(401, server.enrol("elm", first, der).statusCode());
    require(202, server.enrol("elm", second, renewal(KeyPairs.generate(RANDOM), "elm")));
  }

  @Test
  void curlAndOpensslEnrolAndRenew() throws Exception {
    Programs.require("curl", "openssl");
    Tools tools = new Tools(temporary.resolve("tools"));
    String base = server.base();
    String curl = "curl -sS --tlsv1.3 --cacert " + server.rootFile() + " ";

    // Section 4.1: the root that comes is the one that the invitation pins.
    tools.run(
        curl
            + base
            + "cacerts | openssl base64 -d | openssl pkcs7 -inform DER"
            + " -print_certs -out bundle.pem");
    tools.run(
        curl
            + base
            + "csrattrs | openssl base64 -d | openssl asn1parse -inform DER"
            + " > csrattrs.txt");
    assertTrue(tools.read("csrattrs.txt").contains("prime256v1"), tools.read("csrattrs.txt"));

    tools.run("openssl ecparam -name prime256v1 -genkey -noout -out key.pem");
    tools.run("openssl req -new -key key.pem -subj /O=fir/CN=node-1 -outform DER -out csr.der");
    tools.run("openssl base64 -in csr.der -out csr.b64");
    String token = server.invite("fir");
    String enrol =
        curl
            + "-u fir:"
            + token
            + " -H 'Content-Type: application/pkcs10' --data-binary @csr.b64 -D head.txt"
            + " -o answer.b64 -w '%{http_code}' "
            + base
            + "simpleenroll > status.txt";
    tools.run(enrol);
    assertEquals("202", tools.read("status.txt"));
    assertTrue(tools.read("head.txt").toLowerCase(Locale.ROOT).contains("retry-after"));

    // What stands for the six words, as docs/protocol.md tells people without a node.
    tools.run(
        "(printf 'kumiki enrolment\\nfir\\nnode-1\\n\\n';"
            + " openssl pkey -in key.pem -pubout -outform DER)"
            + " | openssl dgst -sha256 -r | cut -c1-24 > words.txt");
    server.decisions.approve("fir", tools.read("words.txt"), Optional.empty());
    tools.run(enrol);
    assertEquals("200", tools.read("status.txt"));
    tools.run(
        "openssl base64 -d -in answer.b64 | openssl pkcs7 -inform DER -print_certs"
            + " -out chain.pem");
    tools.run(
        "openssl verify -CAfile "
            + server.rootFile()
            + " -untrusted chain.pem -purpose sslclient chain.pem");

    tools.run("openssl ecparam -name prime256v1 -genkey -noout -out new.pem");
    tools.run(
        "openssl req -new -key new.pem -subj /O=fir/CN=node-1 -outform DER"
            + " | openssl base64 -out new.b64");
    tools.run(
        curl
            + "--cert chain.pem --key key.pem -H 'Content-Type: application/pkcs10'"
            + " --data-binary @new.b64 -o renewed.b64 -w '%{http_code}' "
            + base
            + "simplereenroll > status.txt");
    assertEquals("200", tools.read("status.txt"));
  }

  @Test
  void bouncyCastlesOwnClientEnrolsAndRenews() throws Exception {
    // Its client looks for algorithms by name, in the JVM's providers.
    BouncyCastleProvider provider = new BouncyCastleProvider();
    boolean added = Security.addProvider(provider) > 0;
    try {
      ESTService est = bouncyCastle().build();
      CACertsResponse authorities = est.getCACerts();
      assertTrue(
          authorities.getCertificateStore().getMatches(null).stream()
              .map(X509CertificateHolder.class::cast)
              .anyMatch(EnrolmentOverEstTest::isRoot));
      CSRRequestResponse attributes = est.getCSRAttributes();
      assertTrue(
          attributes
              .getAttributesResponse()
              .getRequirements()
              .toString()
              .contains(RequestAttributes.ORGANISATION_KEY.getId()));

      KeyPair keys = KeyPairs.generate(RANDOM);
      PKCS10CertificationRequest request = ofGale(keys);
      String token = server.invite("gale");
      var auth = new JcaHttpAuthBuilder("kumiki", "gale", token.toCharArray()).build();
      EnrollmentResponse waits = est.simpleEnroll(false, request, auth);
      assertFalse(waits.isCompleted());
      assertTrue(waits.getNotBefore() > 0);

      EnrolmentRequest parsed = EnrolmentRequest.parse(request.getEncoded(), CONSORTIUM);
      server.decisions.approve("gale", words(parsed), Optional.empty());
      EnrollmentResponse issued = est.simpleEnroll(false, request, auth);
      X509Certificate first = leafOf(issued, keys);

      KeyPair fresh = KeyPairs.generate(RANDOM);
      ESTService asGale =
          bouncyCastle().withKeyManager(Insisting.as(server.material(keys, first))).build();
      X509Certificate renewed =
          leafOf(asGale.simpleEnroll(true, ofGale(fresh), (ESTAuth) null), fresh);
      assertEquals(PeerIdentity.from(first), PeerIdentity.from(renewed));
    } finally {
      if (added) {
        Security.removeProvider(provider.getName());
      }
    }
  }

  private static PKCS10CertificationRequest ofGale(KeyPair keys) throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(
            new X500Name("O=gale,CN=node-1"), keys.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  private static X509Certificate leafOf(EnrollmentResponse answer, KeyPair keys) throws Exception {
    assertTrue(answer.isCompleted());
    List<X509Certificate> found = new ArrayList<>();
    for (Object holder : answer.getStore().getMatches(null)) {
      found.add(new JcaX509CertificateConverter().getCertificate((X509CertificateHolder) holder));
    }
    assertEquals(2, found.size(), "the leaf and its issuer");
    return found.stream()
        .filter(certificate -> certificate.getPublicKey().equals(keys.getPublic()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isRoot(X509CertificateHolder holder) {
    try {
      return java.util.Arrays.equals(holder.getEncoded(), server.rootCertificate().getEncoded());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsseESTServiceBuilder bouncyCastle() throws Exception {
    var trust =
        JcaJceUtils.getCertPathTrustManager(
            Set.of(new TrustAnchor(server.rootCertificate(), null)), null);
    String address = server.base().replaceFirst("https://", "").replaceFirst("/.*", "");
    return new JsseESTServiceBuilder(address, trust)
        .withTLSVersion("TLSv1.3")
        .addCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"});
  }

  private static byte[] renewal(KeyPair keys, String organisation) {
    return EnrolmentRequest.renewal(keys, node(organisation), RANDOM).signingRequest().der();
  }

  @Test
  void theDigestOfTheWordsIsTheOneThatTheProtocolDescribes() {
    PeerIdentity node = node("acme");
    KeyPair keys = KeyPairs.generate(RANDOM);
    EnrolmentRequest one = EnrolmentRequest.renewal(keys, node, RANDOM);
    EnrolmentRequest other = EnrolmentRequest.renewal(keys, node, RANDOM);
    assertEquals(
        HexFormat.of().formatHex(one.digest()),
        HexFormat.of().formatHex(other.digest()),
        "words stand for keys and name, not for one request");
  }
}
