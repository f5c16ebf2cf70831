package org.kumiki.node.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.node.diagnosis.LoopbackConsortium.Manner;
import org.kumiki.node.diagnosis.LoopbackConsortium.Server;
import org.kumiki.node.diagnosis.NodeDoctor.Findings;
import org.kumiki.node.diagnosis.NodeDoctor.Surroundings;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.Resolver;

/** Names, ports and proxies in the way. */
class WayToTheCoordinatorTest {
  private static final String CLOSING = "Connection: close\r\n";

  private Patient patient;

  @BeforeEach
  void prepare(@TempDir Path temp) {
    this.patient = new Patient(temp);
  }

  @Test
  void aProxyThatTakesUserAndPasswordIsGreenToo() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD);
        StubProxy proxy = StubProxy.leadingTo(server.port())) {
      Diagnosis diagnosis =
          Patient.examine(patient.node(server.address(), patient.throughProxy(proxy))).diagnosis();
      Patient.assertGreen(diagnosis, "name", "connection", "proxy", "tls", "admission", "echo");
      String pair =
          Base64.getEncoder().encodeToString("kumiki:open sesame".getBytes(StandardCharsets.UTF_8));
      String head = proxy.heads().get(0);
      assertTrue(head.startsWith("CONNECT 127.0.0.1:" + server.port() + " "), head);
      assertTrue(head.contains("Proxy-Authorization: Basic " + pair), head);
      String lines = String.join("\n", diagnosis.lines(Diagnosis.Paint.NONE));
      assertFalse(lines.contains("open sesame") || lines.contains(pair), lines);
    }
  }

  @Test
  void anUnknownNameIsRed() throws Exception {
    Path folder = patient.node("https://coordinator.kinzoku.example:8443", "");
    Resolver nobody =
        host -> {
          throw new UnknownHostException(host);
        };
    Surroundings without =
        new Surroundings(Clock.systemUTC(), nobody, f -> 1L << 40, Patient.LIMIT);
    Findings findings = new NodeDoctor(folder, without).examine();
    Patient.assertRed(
        findings.diagnosis(),
        "name",
        "coordinator.kinzoku.example has no address",
        "proxy.address in kumiki.yml");
    assertTrue(findings.diagnosis().of("tls").orElseThrow() instanceof NotTried);
    assertTrue(findings.diagnosis().of("echo").orElseThrow() instanceof NotTried);
    String request = findings.request().orElseThrow().text();
    assertTrue(request.contains("coordinator.kinzoku.example, port 8443"), request);
  }

  @Test
  void aPortAtWhichNothingListensIsRed() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    Diagnosis diagnosis =
        Patient.examine(patient.node("https://127.0.0.1:" + port, "")).diagnosis();
    Patient.assertRed(
        diagnosis, "connection", "refuses the connection", "whether the coordinator runs");
  }

  @Test
  void aProxyThatIsAwayIsRed() throws Exception {
    StubProxy proxy = StubProxy.thatSays("");
    proxy.close();
    Diagnosis diagnosis =
        Patient.examine(patient.node("https://127.0.0.1:1", patient.throughProxy(proxy)))
            .diagnosis();
    Patient.assertRed(diagnosis, "connection", "the proxy " + proxy.address(), "proxy.address");
  }

  @Test
  void aPasswordFileThatIsMissingIsRed() throws Exception {
    try (StubProxy proxy = StubProxy.thatSays("")) {
      String settings = patient.throughProxy(proxy);
      Files.delete(patient.temp().resolve("proxy-password"));
      Diagnosis diagnosis =
          Patient.examine(patient.node("https://127.0.0.1:1", settings)).diagnosis();
      Patient.assertRed(diagnosis, "proxy", "cannot read", "proxy.passwordFile");
      assertEquals(List.of(), proxy.heads());
    }
  }

  @Test
  void aProxyThatRefusesUserAndPasswordIsAskedOnce() throws Exception {
    String refusal =
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
            + "Content-Length: 0\r\n\r\n";
    try (StubProxy proxy = StubProxy.thatSays(refusal)) {
      Diagnosis diagnosis =
          Patient.examine(patient.node("https://127.0.0.1:1", patient.throughProxy(proxy)))
              .diagnosis();
      Patient.assertRed(diagnosis, "proxy", "the user 'kumiki' with the password in", "locking");
      assertEquals(1, proxy.heads().size(), "each try may count towards locking the account");
    }
  }

  @Test
  void aProxyThatAsksSomebodyWhoHasNoUserIsRed() throws Exception {
    String refusal =
        "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\n" + CLOSING + "\r\n";
    try (StubProxy proxy = StubProxy.thatSays(refusal)) {
      String settings = "proxy: {address: \"" + proxy.address() + "\"}\n";
      Diagnosis diagnosis =
          Patient.examine(patient.node("https://127.0.0.1:1", settings)).diagnosis();
      Patient.assertRed(
          diagnosis, "proxy", "no user is set", "set proxy.user and proxy.passwordFile");
    }
  }

  @Test
  void aProxyThatKnowsOnlyNegotiateIsRed() throws Exception {
    String refusal =
        "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n"
            + CLOSING
            + "\r\n";
    try (StubProxy proxy = StubProxy.thatSays(refusal)) {
      Diagnosis diagnosis =
          Patient.examine(patient.node("https://127.0.0.1:1", patient.throughProxy(proxy)))
              .diagnosis();
      Patient.assertRed(diagnosis, "proxy", "negotiate, ntlm only", "speaks Basic");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, to a request for a tunnel, CONNECT must be allowed to 127.0.0.1:1",
    "405, to a request for a tunnel, CONNECT must be allowed to 127.0.0.1:1",
    "502, cannot reach or resolve 127.0.0.1, let the proxy reach 127.0.0.1:1",
    "504, cannot reach or resolve 127.0.0.1, let the proxy reach 127.0.0.1:1"
  })
  void aProxyThatRefusesTheTunnelWithAPageForPeopleIsRed(int status, String cause, String fix)
      throws Exception {
    String page =
        "<html><head><title>Blocked:\n<b>\u001b[31mUncategorised</b></title></head>"
            + "<p>x</p>".repeat(5000);
    String refusal = "HTTP/1.1 " + status + " No\r\n" + CLOSING + "\r\n" + page;
    try (StubProxy proxy = StubProxy.thatSays(refusal)) {
      Findings findings =
          Patient.examine(patient.node("https://127.0.0.1:1", patient.throughProxy(proxy)));
      Patient.assertRed(findings.diagnosis(), "proxy", "answers " + status + " (\"Blocked:", fix);
      Patient.assertRed(findings.diagnosis(), "proxy", cause, fix);
      String lines = String.join("\n", findings.diagnosis().lines(Diagnosis.Paint.NONE));
      assertFalse(lines.contains("\u001b"), "foreign escape codes reach no terminal");
      String request = findings.request().orElseThrow().text();
      assertTrue(request.contains("allow CONNECT to 127.0.0.1:1"), request);
    }
  }

  @Test
  void whatIsNoProxyIsRed() throws Exception {
    try (StubProxy proxy = StubProxy.thatSays("220 mail.example ESMTP\r\n")) {
      Diagnosis diagnosis =
          Patient.examine(patient.node("https://127.0.0.1:1", patient.throughProxy(proxy)))
              .diagnosis();
      Patient.assertRed(diagnosis, "connection", "is no HTTP proxy", "proxy.address");
    }
  }
}
