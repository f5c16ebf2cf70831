package org.kumiki.platform.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.certs.revocation.RevokedCertificate;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.service.ServiceSettings.MachineListener;
import org.kumiki.platform.tls.MachineIdentity;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.platform.tls.MachineTls;
import org.kumiki.platform.tls.MutualTls;
import org.kumiki.platform.tls.OpenConnections;

/** What the authorities issue, in handshakes of the JDK against a real listener. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorityHandshakeTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final CertificateProfile SERVER =
      new CertificateProfile.Coordinator(List.of("localhost"), 7);
  private static final CertificateProfile NODE =
      new CertificateProfile.Node(new PeerIdentity("kinzoku", "alpha", "node-1"), 7);

  private final OpenConnections connections = new OpenConnections();
  private MachineTls tls;
  private ServiceRuntime service;

  /** A root, an issuing authority and the means to make more. */
  private record Authority(Issuer root, Issuer issuing) {
    static Authority of(KeyKind kind) {
      Issuer root =
          Issuer.selfSigned(
              "kinzoku",
              KeyPairs.generate(kind, RANDOM),
              Issuer.newSerial(RANDOM),
              Instant.now(),
              300,
              RANDOM);
      KeyPair keys = KeyPairs.generate(kind, RANDOM);
      return new Authority(
          root,
          new Issuer(
              keys.getPrivate(),
              issue(root, keys, new CertificateProfile.Issuing("kinzoku", 100)),
              RANDOM));
    }

    static X509Certificate issue(Issuer issuer, KeyPair keys, CertificateProfile profile) {
      return issuer.issue(
          SigningRequest.create(keys, RANDOM), profile, Issuer.newSerial(RANDOM), Instant.now());
    }

    Material material(KeyKind kind, CertificateProfile profile, X509CRL... lists) {
      KeyPair keys = KeyPairs.generate(kind, RANDOM);
      return new Material(
          keys.getPrivate(),
          List.of(issue(issuing, keys, profile), issuing.certificate()),
          List.of(root.certificate()),
          List.of(lists));
    }

    static X509CRL list(Issuer issuer, Instant at, X509Certificate... revoked) {
      return issuer.revocationList(
          new RevocationList(
              BigInteger.ONE,
              at,
              at.plus(Duration.ofDays(7)),
              Stream.of(revoked)
                  .map(
                      certificate ->
                          new RevokedCertificate(
                              certificate.getSerialNumber(), at, RevocationReason.KEY_COMPROMISE))
                  .toList()));
    }
  }

  @BeforeAll
  void start(@TempDir Path folder) {
    Authority first = Authority.of(KeyKind.P256);
    Material server = first.material(KeyKind.P256, SERVER);
    tls = MachineTls.provider("machine", server.key(), server.chain(), server.authorities());
    service =
        ServiceRuntime.start(
            ServiceSettings.of(
                "kumiki-probe",
                ListenAddress.loopback(0),
                Optional.of(new MachineListener(ListenAddress.loopback(0), tls))),
            ApiToken.readOrCreate(DataFolder.open(folder.resolve("data")), RANDOM),
            List.of(connections));
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private void serve(Material server) {
    tls.replace(server.key(), server.chain(), server.authorities());
  }

  private HttpResponse<String> ask(Material node) throws Exception {
    return ask(MutualTls.httpClient(node).build());
  }

  private HttpResponse<String> ask(HttpClient client) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create(
                    "https://localhost:"
                        + service.machinePort().orElseThrow()
                        + "/exchange/v1/who"))
            .timeout(Duration.ofSeconds(30))
            .build(),
        BodyHandlers.ofString());
  }

  @ParameterizedTest
  @CsvSource({
    "P256, P256, P256",
    "P256, P256, ED25519",
    "P256, ED25519, P256",
    "ED25519, P256, P256",
    "ED25519, ED25519, ED25519",
  })
  void bothSidesAcceptLeavesOfEitherKindUnderAuthoritiesOfEither(
      KeyKind authorities, KeyKind server, KeyKind node) throws Exception {
    Authority authority = Authority.of(authorities);
    serve(authority.material(server, SERVER));
    Material client =
        authority.material(
            node,
            NODE,
            Authority.list(authority.root(), Instant.now()),
            Authority.list(authority.issuing(), Instant.now()));

    HttpResponse<String> answer = ask(client);

    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("urn:kumiki:kinzoku:alpha:node-1", answer.body());
  }

  @Test
  void aNodeWhoseAuthorityStandsUnderTwoRootsShowsTheOneUnderTheRootThatItTrusts()
      throws Exception {
    Authority authority = Authority.of(KeyKind.P256);
    Issuer otherRoot = Authority.of(KeyKind.P256).root();
    KeyPair issuingKeys = KeyPairs.generate(RANDOM);
    CertificateProfile issuing = new CertificateProfile.Issuing("kinzoku", 100);
    X509Certificate under = Authority.issue(authority.root(), issuingKeys, issuing);
    X509Certificate underOther = Authority.issue(otherRoot, issuingKeys, issuing);
    serve(authority.material(KeyKind.P256, SERVER));
    KeyPair keys = KeyPairs.generate(RANDOM);
    X509Certificate leaf =
        Authority.issue(new Issuer(issuingKeys.getPrivate(), under, RANDOM), keys, NODE);

    for (List<X509Certificate> chain :
        List.of(List.of(leaf, under, underOther), List.of(leaf, underOther, under))) {
      Material node =
          new Material(keys.getPrivate(), chain, List.of(authority.root().certificate()));
      assertEquals(200, ask(node).statusCode());
    }
  }

  @Test
  void aServerWhoseCertificateOrAuthorityWasRevokedIsNotSpokenTo() throws Exception {
    Authority authority = Authority.of(KeyKind.P256);
    Material server = authority.material(KeyKind.P256, SERVER);
    serve(server);
    X509CRL fine = Authority.list(authority.root(), Instant.now());
    X509CRL leaf = Authority.list(authority.issuing(), Instant.now(), server.certificate());
    X509CRL issuing =
        Authority.list(authority.root(), Instant.now(), authority.issuing().certificate());

    assertThrows(
        SSLHandshakeException.class, () -> ask(authority.material(KeyKind.P256, NODE, fine, leaf)));
    assertThrows(
        SSLHandshakeException.class, () -> ask(authority.material(KeyKind.P256, NODE, issuing)));
  }

  @Test
  void aListOfLastMonthKeepsNobodyFromFetchingANewOne() throws Exception {
    Authority authority = Authority.of(KeyKind.P256);
    serve(authority.material(KeyKind.P256, SERVER));
    Instant lastMonth = Instant.now().minus(Duration.ofDays(30));

    assertEquals(
        200,
        ask(authority.material(
                KeyKind.P256,
                NODE,
                Authority.list(authority.root(), lastMonth),
                Authority.list(authority.issuing(), lastMonth)))
            .statusCode());
  }

  @Test
  void aReplacedIdentityIsThatOfTheNextClientWhileTheOldOneGoesOn() throws Exception {
    Authority authority = Authority.of(KeyKind.P256);
    serve(authority.material(KeyKind.P256, SERVER));
    MachineIdentity identity = new MachineIdentity(authority.material(KeyKind.P256, NODE));
    Material before = identity.current();
    HttpClient old = MutualTls.httpClient(before).build();
    assertEquals(200, ask(old).statusCode());

    Material renewed = authority.material(KeyKind.ED25519, NODE);
    identity.replaceKey(renewed.key(), renewed.chain());

    assertEquals(200, ask(old).statusCode());
    assertEquals(200, ask(identity.current()).statusCode());
    assertTrue(connections.certificates().contains(Fingerprint.of(before.certificate())));
    assertTrue(connections.certificates().contains(Fingerprint.of(renewed.certificate())));
  }

  @Test
  void connectionsOfOneCertificateAreEndedAndOthersStay() throws Exception {
    Authority authority = Authority.of(KeyKind.P256);
    serve(authority.material(KeyKind.P256, SERVER));
    Material one = authority.material(KeyKind.P256, NODE);
    Material other = authority.material(KeyKind.P256, NODE);
    assertEquals(200, ask(one).statusCode());
    assertEquals(200, ask(other).statusCode());

    assertEquals(1, connections.close(Fingerprint.of(one.certificate())));

    assertTrue(connections.certificates().contains(Fingerprint.of(other.certificate())));
  }
}
