package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.trial.federation.Cli.Outcome;

/** {@code doctor} on both sides of a real consortium, as people type it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoctorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};

  private Trial trial;
  private ConnectProxy proxy;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    trial = Trial.enrol(folder, MEMBERS);
    proxy = new ConnectProxy("kumiki", "open sesame");
    Path password = folder.resolve("proxy-password");
    PrivateFile.write(password, "open sesame");
    Path settings = trial.nodeFolder("gamma").resolve("kumiki.yml");
    Files.writeString(
        settings,
        Files.readString(settings)
            + "proxy: {address: \"%s\", user: kumiki, passwordFile: \"%s\"}\n"
                .formatted(proxy.address(), password));
    trial.start();
    for (String member : MEMBERS) {
      Await.until(
          member + " is connected",
          () -> trial.node(member).get("/api/v1/status").path("coordinatorReached").asBoolean());
    }
  }

  @AfterAll
  void stop() {
    if (trial != null) {
      trial.close();
    }
    if (proxy != null) {
      proxy.close();
    }
  }

  private static Map<String, String> states(String json) throws IOException {
    Map<String, String> states = new TreeMap<>();
    for (JsonNode check : JSON.readTree(json).path("checks")) {
      states.put(check.path("check").asText(), check.path("state").asText());
    }
    return states;
  }

  @Test
  void besideARunningServiceAllIsGreenDirectlyAndBehindAProxy() throws Exception {
    for (String member : List.of("alpha", "gamma")) {
      Outcome outcome = Cli.node("doctor", "--json", "--dir", trial.nodeFolder(member));
      assertEquals(0, outcome.exitCode(), outcome::toString);
      Map<String, String> states = states(outcome.out());
      assertEquals(List.of("green"), states.values().stream().distinct().toList(), outcome.out());
      assertEquals(member.equals("gamma"), states.containsKey("proxy"));
      assertTrue(states.keySet().containsAll(List.of("service", "echo", "clock", "versions")));
    }
    String lines = Cli.node("doctor", "--dir", trial.nodeFolder("alpha")).done();
    assertTrue(lines.contains("1 MiB there at "), lines);
    assertFalse(lines.contains("Firewall request"), "nobody asks when nothing is in the way");
  }

  @Test
  void theCoordinatorsDoctorSeesItsMembers() throws Exception {
    Files.createFile(trial.coordinatorFolder().resolve("last-backup"));
    Outcome outcome = Cli.coordinator("doctor", "--json", "--dir", trial.coordinatorFolder());
    assertEquals(0, outcome.exitCode(), outcome::toString);
    Map<String, String> states = states(outcome.out());
    // Whether something sets the clock is this machine's own affair.
    states.remove("time service");
    assertEquals(List.of("green"), states.values().stream().distinct().toList(), outcome.out());
    String lines = Cli.coordinator("doctor", "--dir", trial.coordinatorFolder()).done();
    assertTrue(lines.contains("3 members, all seen within the last hour"), lines);
  }

  @Test
  void anEchoTakesAMebibyteOfAMemberAndNoMoreAndNothingOfAStranger() throws Exception {
    URI echo = trial.address().resolve("/exchange/v1/echo");
    SSLContext beta = RecordingProxy.nodeContext(trial, "beta");
    HttpClient member = HttpClient.newBuilder().sslContext(beta).build();
    byte[] most = new byte[1 << 20];
    most[7] = 9;
    HttpResponse<byte[]> same = post(member, echo, most);
    assertEquals(200, same.statusCode());
    assertArrayEquals(most, same.body());
    assertEquals("1, 2", same.headers().firstValue("Kumiki-Protocol").orElse(""));
    assertEquals(413, post(member, echo, new byte[(1 << 20) + 1]).statusCode());
    assertEquals(413, post(member, echo, new byte[11 << 20]).statusCode());
    SSLContext nobody = strangersContext();
    HttpClient stranger = HttpClient.newBuilder().sslContext(nobody).build();
    assertEquals(401, post(stranger, echo, new byte[] {1}).statusCode());
  }

  private static HttpResponse<byte[]> post(HttpClient client, URI echo, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(echo)
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  /** Trusts the coordinator and has no certificate. */
  private SSLContext strangersContext() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", trial.identity("beta").authorities().get(0));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void aProxyThatTakesAnotherPasswordMakesTheExitCodeOneAndPrintsTheRequest() throws Exception {
    proxy.require("another one");
    try {
      Outcome outcome = Cli.node("doctor", "--dir", trial.nodeFolder("gamma"));
      assertEquals(1, outcome.exitCode(), outcome::toString);
      assertTrue(outcome.out().contains("red     proxy"), outcome::out);
      assertTrue(outcome.out().contains("Firewall request"), outcome::out);
      assertTrue(outcome.out().contains("ファイアウォール"), outcome::out);
    } finally {
      proxy.require("open sesame");
    }
    Path request = trial.nodeFolder("alpha");
    String printed = Cli.node("doctor", "--firewall-request", "--dir", request).done();
    assertTrue(printed.startsWith("Firewall request: Kumiki node"), printed);
  }
}
