package org.kumiki.platform.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.Admission;
import org.kumiki.platform.people.HandClock;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.people.TestIssuer;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.service.ServiceSettings.MachineListener;
import org.kumiki.platform.service.ServiceSettings.WebListener;
import org.kumiki.platform.service.TestConsortium.Credentials;
import org.kumiki.platform.tls.MachineTls;
import org.kumiki.platform.tls.MutualTls;

/** People's listener with a certificate of its own, beside machines' and the one on loopback. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebListenerTest {
  /** Not the consortium's: browsers know another authority. */
  private final TestConsortium publicAuthority = new TestConsortium();

  private final TestConsortium consortium = new TestConsortium();
  private final AtomicBoolean askedForCertificate = new AtomicBoolean();
  private Path folder;
  private TestIssuer issuer;
  private ApiToken token;
  private ServiceRuntime service;
  private HttpClient browser;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    DataFolder data = DataFolder.open(temp.resolve("data"));
    folder = data.path();
    token = ApiToken.readOrCreate(data, new SecureRandom());
    Credentials web = publicAuthority.coordinator("localhost");
    PrivateFile.write(data.resolve("web.key"), Pem.privateKey(web.key()));
    Files.writeString(data.resolve("web.pem"), Pem.certificates(web.chain()));
    Credentials other = publicAuthority.coordinator("localhost");
    PrivateFile.write(data.resolve("other.key"), Pem.privateKey(other.key()));
    PrivateFile.write(data.resolve("secret"), "x");
    issuer = new TestIssuer(new HandClock());
    PeopleSettings people = settings("web.pem", "web.key");
    Credentials server = consortium.coordinator("localhost");
    MachineTls tls =
        MachineTls.provider("machine", server.key(), server.chain(), consortium.authorities());
    service =
        ServiceRuntime.start(
            new ServiceSettings(
                "kumiki-probe",
                ListenAddress.loopback(0),
                Optional.of(new MachineListener(ListenAddress.loopback(0), tls)),
                WebListener.of(people, folder),
                100_000,
                100_000),
            token,
            People.of(
                Optional.of(people),
                Admission.ownPeople("acme"),
                folder,
                WayOut.direct(),
                new HandClock()),
            new Place("probe", "acme"),
            List.of());
    browser = HttpClient.newBuilder().sslContext(recording()).build();
  }

  private PeopleSettings settings(String certificate, String key) {
    return new PeopleSettings(
        issuer.issuer(),
        TestIssuer.CLIENT,
        Path.of("secret"),
        URI.create("https://localhost"),
        null,
        null,
        new PeopleSettings.Https("127.0.0.1", 0, Path.of(certificate), Path.of(key)));
  }

  @AfterAll
  void stop() {
    service.close();
    issuer.close();
  }

  /** Trusts the public authority, and notes whether the server asks who the client is. */
  private SSLContext recording() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", publicAuthority.authorities().get(0));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(new KeyManager[] {new Recording()}, trust.getTrustManagers(), null);
    return context;
  }

  private final class Recording extends X509ExtendedKeyManager {
    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      askedForCertificate.set(true);
      return null;
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      askedForCertificate.set(true);
      return null;
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return null;
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return null;
    }
  }

  private HttpResponse<String> get(String base, String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return browser.send(request.build(), BodyHandlers.ofString());
  }

  private String web() {
    return "https://localhost:" + service.webPort().orElseThrow();
  }

  @Test
  void aBrowserIsAnsweredOverTlsAndAskedForNoCertificate() throws Exception {
    HttpResponse<String> page = get(web(), "/sign-in", "Accept", "text/html");
    assertEquals(200, page.statusCode());
    assertTrue(page.sslSession().orElseThrow().getProtocol().equals("TLSv1.3"));
    assertFalse(askedForCertificate.get());
    assertEquals(
        "max-age=31536000", page.headers().firstValue("Strict-Transport-Security").orElse(""));
  }

  @Test
  void cookiesAreHeldToTlsAndToThisHost() throws Exception {
    HttpResponse<String> start = get(web(), "/sign-in/start", "Accept", "text/html");
    assertEquals(303, start.statusCode(), start.body());
    String set = start.headers().firstValue("set-cookie").orElse("");
    assertTrue(set.startsWith("__Host-kumiki-probe-sign-in="), set);
    assertTrue(set.contains("Secure"), set);
    assertTrue(set.contains("Path=/"), set);
    assertFalse(set.contains("Domain"), set);
    assertTrue(
        start
            .headers()
            .firstValue("Location")
            .orElse("")
            .contains("redirect_uri=https%3A%2F%2Flocalhost%2Fsigned-in"));
  }

  @Test
  void theFoldersTokenCountsOnLoopbackOnly() throws Exception {
    String header = "Bearer " + token.secret();
    assertEquals(401, get(web(), "/api/v1/me", "Authorization", header).statusCode());
    String loopback = "http://127.0.0.1:" + service.peoplePort();
    assertEquals(200, get(loopback, "/api/v1/me", "Authorization", header).statusCode());
  }

  @Test
  void machinesPathsAreNotThereAndTheirListenerKeepsItsCertificate() throws Exception {
    assertEquals(401, get(web(), "/exchange/v1/who").statusCode());
    String machine =
        "https://localhost:" + service.machinePort().orElseThrow() + "/exchange/v1/who";
    assertThrows(
        SSLHandshakeException.class,
        () ->
            browser.send(
                HttpRequest.newBuilder(URI.create(machine)).build(), BodyHandlers.ofString()));
    Credentials node = consortium.node("node-1");
    HttpResponse<String> answer =
        MutualTls.httpClient(node.key(), node.chain(), consortium.authorities())
            .build()
            .send(HttpRequest.newBuilder(URI.create(machine)).build(), BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void aKeyThatDoesNotFitIsToldInOneLine() {
    CommandFailure refused =
        assertThrows(
            CommandFailure.class, () -> WebListener.of(settings("web.key", "web.key"), folder));
    assertTrue(refused.line().contains("people.https"), refused.line());
    assertThrows(
        CommandFailure.class, () -> WebListener.of(settings("web.pem", "other.key"), folder));
    assertThrows(
        CommandFailure.class, () -> WebListener.of(settings("absent.pem", "web.key"), folder));
  }
}
