package org.kumiki.platform.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.service.ServiceSettings.MachineListener;
import org.kumiki.platform.service.TestConsortium.Credentials;
import org.kumiki.platform.tls.MachineTls;
import org.kumiki.platform.tls.MutualTls;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineListenerTest {
  private final TestConsortium consortium = new TestConsortium();
  private final TestConsortium stranger = new TestConsortium();

  private Path temp;
  private ApiToken token;
  private MachineTls tls;
  private ServiceRuntime service;

  @BeforeAll
  void start(@TempDir Path folderOfTests) {
    temp = folderOfTests;
    token = ApiToken.readOrCreate(DataFolder.open(temp.resolve("data")), new SecureRandom());
    Credentials server = consortium.coordinator("localhost", "127.0.0.1");
    tls = MachineTls.provider("machine", server.key(), server.chain(), consortium.authorities());
    service =
        ServiceRuntime.start(
            ServiceSettings.of(
                "kumiki-probe",
                ListenAddress.loopback(0),
                Optional.of(new MachineListener(ListenAddress.loopback(0), tls))),
            token,
            List.of());
  }

  @AfterAll
  void stop() {
    service.close();
  }

  private int port() {
    return service.machinePort().orElseThrow();
  }

  private HttpClient as(Credentials credentials) {
    return MutualTls.httpClient(credentials.key(), credentials.chain(), consortium.authorities())
        .build();
  }

  private HttpResponse<String> get(HttpClient client, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://localhost:" + port() + path))
            .header("Authorization", "Bearer " + token.secret())
            .timeout(Duration.ofSeconds(10))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  /** Trusts the consortium and presents nothing. */
  private SSLContext anonymous() throws Exception {
    return trusting();
  }

  private SSLContext trusting(KeyManager... keys) throws Exception {
    java.security.KeyStore store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate authority : consortium.authorities()) {
      store.setCertificateEntry("authority", authority);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void aNodeOfTheConsortiumIsKnownByItsCertificate() throws Exception {
    HttpResponse<String> response = get(as(consortium.node("node-1")), "/exchange/v1/who");

    assertEquals(200, response.statusCode(), response.body());
    assertEquals("urn:kumiki:kinzoku:alpha:node-1", response.body());
    assertEquals("TLSv1.3", response.sslSession().orElseThrow().getProtocol());
  }

  @Test
  void aCertificateOfAnotherAuthorityDoesNotGetThroughTheHandshake() throws Exception {
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(trusting(new InsistingKey(stranger.node("node-1"))))
            .build();

    // With TLS 1.3 the client learns of it only when it reads; hence not always a handshake error.
    assertThrows(IOException.class, () -> get(client, "/exchange/v1/who"));
  }

  @Test
  void aClientWithACertificateOfAnotherAuthorityDoesNotShowItByItself() throws Exception {
    assertEquals(401, get(as(stranger.node("node-1")), "/exchange/v1/who").statusCode());
  }

  @Test
  void withoutACertificateTheServicesOwnFilterDecides() throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(anonymous()).build();
    HttpResponse<String> response = get(client, "/exchange/v1/who");

    assertEquals(401, response.statusCode());
    assertTrue(response.body().contains("Present a certificate"), response.body());
  }

  @Test
  void anOlderTlsIsRefused() throws Exception {
    handshake("TLSv1.3");

    SSLException refused = assertThrows(SSLException.class, () -> handshake("TLSv1.2"));
    assertTrue(refused.getMessage().contains("protocol_version"), refused.getMessage());
  }

  private void handshake(String protocol) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) anonymous().getSocketFactory().createSocket("localhost", port())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/metrics",
        "/api",
        "/api/v1/probe/defect",
        "/openapi.json",
        "/",
        "/exchange/v1/",
        "/exchange/v2/who",
        "/exchange/v1/../../health",
        "/exchange/v1/%2e%2e/%2e%2e/health",
        "/exchange/v1/..%2f..%2fhealth",
        "/exchange/v1//who"
      })
  void whatIsForPeopleDoesNotAnswerMachinesEvenWithTheToken(String path) throws Exception {
    HttpResponse<String> response = get(as(consortium.node("node-1")), path);

    assertEquals(404, response.statusCode(), response.body());
    assertTrue(response.body().contains("urn:kumiki:problem:not-found"), response.body());
  }

  @Test
  void whatIsForMachinesDoesNotAnswerPeopleEvenWithTheToken() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.peoplePort() + "/exchange/v1/who"))
            .header("Authorization", "Bearer " + token.secret())
            .build();

    assertEquals(
        404, HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void plainHttpOnTheMachinesPortIsNotAnswered() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write("GET /exchange/v1/who HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      assertTrue(!answer.startsWith("HTTP/"), answer);
    }
  }

  @Test
  void aClientTrustsOnlyTheServersOfItsOwnConsortium() {
    Credentials node = consortium.node("node-1");
    HttpClient trustsOthers =
        MutualTls.httpClient(node.key(), node.chain(), stranger.authorities()).build();

    assertThrows(SSLHandshakeException.class, () -> get(trustsOthers, "/exchange/v1/who"));
  }

  @Test
  void newCertificatesCountFromTheNextHandshakeAndMustNameTheHost() throws Exception {
    Credentials node = consortium.node("node-1");
    Credentials wrongName = consortium.coordinator("elsewhere.example");
    tls.replace(wrongName.key(), wrongName.chain(), consortium.authorities());
    try {
      assertThrows(SSLHandshakeException.class, () -> get(as(node), "/exchange/v1/who"));
    } finally {
      Credentials right = consortium.coordinator("localhost");
      tls.replace(right.key(), right.chain(), consortium.authorities());
    }
    assertEquals(200, get(as(node), "/exchange/v1/who").statusCode());
  }
}
