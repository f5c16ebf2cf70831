package org.kumiki.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.people.IssuerProbe.Outcome;
import org.kumiki.platform.proxy.PasswordProxy;
import org.kumiki.platform.proxy.ProxyRefused;
import org.kumiki.platform.proxy.ProxySettings;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MutualTls;

/** An issuer that only the company's proxy can resolve and reach, and that wants a password. */
class IssuerBehindProxyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final URI ISSUER = URI.create("https://id.example.test/realms/steel");
  private static final String USER = "kumiki";
  private static final String PASSWORD = "open sesame";

  @TempDir Path temporary;

  private X509Certificate authority;
  private HttpsServer server;
  private PasswordProxy proxy;

  @BeforeEach
  void start() throws IOException {
    org.kumiki.certs.issuance.Issuer issuer =
        org.kumiki.certs.issuance.Issuer.selfSigned(
            "id", KeyPairs.generate(RANDOM), BigInteger.ONE, Instant.now(), 30, RANDOM);
    authority = issuer.certificate();
    KeyPair keys = KeyPairs.generate(RANDOM);
    X509Certificate leaf =
        issuer.issue(
            SigningRequest.create(keys, RANDOM),
            new CertificateProfile.Coordinator(List.of(ISSUER.getHost()), 7),
            BigInteger.TWO,
            Instant.now());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            MutualTls.sslContext(keys.getPrivate(), List.of(leaf), List.of(authority))));
    server.createContext("/realms/", IssuerBehindProxyTest::answer);
    server.start();
    proxy = new PasswordProxy(USER, PASSWORD, server.getAddress().getPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String realm = exchange.getRequestURI().getPath().split("/")[2];
    boolean token = exchange.getRequestURI().getPath().endsWith("/token");
    String description =
        ("{'issuer':'I','authorization_endpoint':'I/auth','token_endpoint':'I/token',"
                + "'jwks_uri':'I/certs','end_session_endpoint':'I/logout'}")
            .replace("I", ISSUER.resolve("/realms/" + realm.replace("copy-of-", "")).toString())
            .replace('\'', '"');
    byte[] body = (token ? "{\"id_token\":\"t\"}" : description).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private WayOut way(String address, String password) {
    Path file = temporary.resolve("password");
    PrivateFile.write(file, password);
    return WayOut.of(Optional.of(new ProxySettings(address, USER, file)));
  }

  private Issuer issuer(URI address, WayOut way) {
    return new Issuer(address, way, MutualTls.anonymousClient(List.of(authority)));
  }

  @Test
  void descriptionAndTokensComeThroughTheProxyWhichSeesHostAndPortAlone() {
    Issuer issuer = issuer(ISSUER, way(proxy.address(), PASSWORD));
    assertEquals(ISSUER + "/token", issuer.endpointsNow().token().toString());
    Issuer.TokenAnswer answer = issuer.token("kumiki-node-acme", "s3cret", Map.of("code", "c0de"));
    assertEquals("t", answer.body().path("id_token").asText());
    assertFalse(proxy.heads().isEmpty());
    for (String head : proxy.heads()) {
      assertTrue(head.startsWith("CONNECT id.example.test:443 HTTP/1.1\r\n"), head);
      assertFalse(head.contains("s3cret") || head.contains("c0de"), head);
    }
  }

  @Test
  void aPasswordThatTheProxyRefusedRestsForAllConnectionsUntilItsFileIsWritten() {
    WayOut way = way(proxy.address(), "wrong");
    Issuer issuer = issuer(ISSUER, way);
    String said = assertThrows(SignInUnreachable.class, issuer::endpointsNow).getMessage();
    assertTrue(said.contains("407") && said.contains(proxy.address()), said);
    assertFalse(said.contains("wrong"), said);
    assertEquals(1, proxy.heads().size());

    assertThrows(SignInUnreachable.class, issuer::endpointsNow);
    HttpRequest.Builder toTheCoordinator = HttpRequest.newBuilder(URI.create("https://c.example"));
    assertThrows(ProxyRefused.class, () -> way.enter(toTheCoordinator));
    assertEquals(1, proxy.heads().size(), "many companies lock an account after a few");

    PrivateFile.write(temporary.resolve("password"), PASSWORD);
    assertEquals(ISSUER + "/token", issuer.endpointsNow().token().toString());
  }

  @Test
  void aDiagnosisTellsWhatStandsInTheWay() throws IOException {
    WayOut way = way(proxy.address(), PASSWORD);
    assertInstanceOf(Outcome.Answers.class, IssuerProbe.ask(issuer(ISSUER, way)));
    Issuer untrusting = new Issuer(ISSUER, way, HttpClient.newBuilder());
    assertInstanceOf(Outcome.NotBelieved.class, IssuerProbe.ask(untrusting));
    URI other = ISSUER.resolve("/realms/copy-of-steel");
    Outcome.NoIssuer stranger =
        assertInstanceOf(Outcome.NoIssuer.class, IssuerProbe.ask(issuer(other, way)));
    assertTrue(stranger.sentence().contains("another issuer"), stranger::sentence);
    assertInstanceOf(
        Outcome.ProxyRefuses.class, IssuerProbe.ask(issuer(ISSUER, way(proxy.address(), "wrong"))));
    try (PasswordProxy closed = new PasswordProxy(USER, PASSWORD, 0)) {
      Outcome refused = IssuerProbe.ask(issuer(ISSUER, way(closed.address(), PASSWORD)));
      assertEquals(new Outcome.NoTunnel(403), refused);
    }
    String gone = proxy.address();
    proxy.close();
    assertInstanceOf(Outcome.Silent.class, IssuerProbe.ask(issuer(ISSUER, way(gone, PASSWORD))));
  }

  @Test
  void anIssuerOnThisMachineIsNotBehindTheProxy() {
    WayOut way = way(proxy.address(), PASSWORD);
    assertEquals(
        Optional.empty(), settings("http://127.0.0.1:8080/x").wayToIssuer(way).proxyAddress());
    assertEquals(
        Optional.of(proxy.address()), settings(ISSUER.toString()).wayToIssuer(way).proxyAddress());
  }

  private static PeopleSettings settings(String issuer) {
    return new PeopleSettings(URI.create(issuer), "c", Path.of("s"), null, null, null, null);
  }
}
