package org.kumiki.node.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.node.diagnosis.LoopbackConsortium.Manner;
import org.kumiki.node.diagnosis.LoopbackConsortium.Server;
import org.kumiki.node.diagnosis.NodeDoctor.Findings;
import org.kumiki.node.diagnosis.NodeDoctor.Surroundings;
import org.kumiki.node.participation.CoordinatorChannel;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.DiskCheck.FreeSpace;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.folder.PrivateFile;

/** Each trouble is really made on loopback, and its line names the cause and what to do. */
class NodeDoctorTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final String CLOSING = "Connection: close\r\n";

  private final LoopbackConsortium consortium = new LoopbackConsortium("kinzoku");
  @TempDir Path temp;

  @BeforeAll
  static void asANodesMainDoes() {
    CoordinatorChannel.prepareJvm();
  }

  private static Surroundings surroundings(Clock clock) {
    return new Surroundings(clock, Resolver.ofSystem(), folder -> 1L << 40, LIMIT);
  }

  private static Findings examine(Path folder) throws InterruptedException {
    return new NodeDoctor(folder, surroundings(Clock.systemUTC())).examine();
  }

  private Server coordinator(Manner manner) throws IOException {
    return consortium.serve(consortium.coordinator(Instant.now(), "127.0.0.1"), manner);
  }

  private Path node(String address, String settings) throws IOException {
    return consortium.node(temp.resolve("node"), address, Instant.now(), settings);
  }

  private String throughProxy(StubProxy proxy) throws IOException {
    Path password = temp.resolve("proxy-password");
    PrivateFile.write(password, "open sesame");
    return "proxy: {address: \"%s\", user: kumiki, passwordFile: \"%s\"}\n"
        .formatted(proxy.address(), password);
  }

  private static void assertRed(Diagnosis diagnosis, String check, String cause, String fix) {
    String all = String.join("\n", diagnosis.lines(Diagnosis.Paint.NONE));
    if (!(diagnosis.of(check).orElseThrow() instanceof Failure failure)) {
      throw new AssertionError(check + " is not red in\n" + all);
    }
    assertTrue(failure.cause().contains(cause), all);
    assertTrue(failure.fix().contains(fix), all);
    assertFalse(diagnosis.healthy());
    assertEquals(1, diagnosis.exitCode());
  }

  private static void assertGreen(Diagnosis diagnosis, String... checks) {
    for (String check : checks) {
      CheckResult result = diagnosis.of(check).orElseThrow();
      assertTrue(result instanceof Good, result::toString);
    }
  }

  @Test
  void aFreeWayAndAGoodCoordinatorAreGreen() throws Exception {
    try (Server server = coordinator(Manner.GOOD)) {
      Diagnosis diagnosis = examine(node(server.address(), "")).diagnosis();
      assertGreen(
          diagnosis,
          "java",
          "folder",
          "disk",
          "key files",
          "database",
          "certificate",
          "name",
          "connection",
          "tls",
          "admission",
          "clock",
          "versions",
          "echo");
      assertTrue(diagnosis.healthy());
      assertTrue(diagnosis.of("service").orElseThrow() instanceof Warning, "it does not run");
      String echo = diagnosis.of("echo").orElseThrow().toString();
      assertTrue(echo.contains("Mbit/s"), echo);
    }
  }

  @Test
  void aProxyThatTakesUserAndPasswordIsGreenToo() throws Exception {
    try (Server server = coordinator(Manner.GOOD);
        StubProxy proxy = StubProxy.leadingTo(server.port())) {
      Diagnosis diagnosis = examine(node(server.address(), throughProxy(proxy))).diagnosis();
      assertGreen(diagnosis, "name", "connection", "proxy", "tls", "admission", "echo");
      String pair =
          Base64.getEncoder().encodeToString("kumiki:open sesame".getBytes(StandardCharsets.UTF_8));
      for (String head : proxy.heads()) {
        assertTrue(head.startsWith("CONNECT 127.0.0.1:" + server.port() + " "), head);
        assertTrue(head.contains("Proxy-Authorization: Basic " + pair), head);
      }
      String lines = String.join("\n", diagnosis.lines(Diagnosis.Paint.NONE));
      assertFalse(lines.contains("open sesame") || lines.contains(pair), lines);
    }
  }

  @Test
  void aFolderThatIsNotThereIsNotMade() throws Exception {
    Path absent = temp.resolve("absent");
    assertRed(examine(absent).diagnosis(), "folder", "there is no folder", "--dir");
    assertFalse(Files.exists(absent));
  }

  @Test
  void aFolderThatOthersMayReadIsRed() throws Exception {
    Path open = node("https://127.0.0.1:1", "");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertRed(examine(open).diagnosis(), "folder", "others than its owner", "chmod 700");
  }

  @Test
  void aNodeThatIsNotEnrolledIsToldTheNextCommand() throws Exception {
    Path folder = node("https://127.0.0.1:1", "");
    Files.delete(NodeFolder.open(folder).consortiumFile());
    Diagnosis diagnosis = examine(folder).diagnosis();
    assertRed(diagnosis, "certificate", "not enrolled", "kumiki node enrol");
    assertGreen(diagnosis, "folder", "disk", "key files", "database");
    assertTrue(diagnosis.of("name").orElseThrow() instanceof NotTried);
  }

  @Test
  void anUnknownNameIsRed() throws Exception {
    Path folder = node("https://coordinator.kinzoku.example:8443", "");
    Resolver nobody =
        host -> {
          throw new UnknownHostException(host);
        };
    Surroundings without = new Surroundings(Clock.systemUTC(), nobody, f -> 1L << 40, LIMIT);
    Findings findings = new NodeDoctor(folder, without).examine();
    assertRed(
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
    Diagnosis diagnosis = examine(node("https://127.0.0.1:" + port, "")).diagnosis();
    assertRed(diagnosis, "connection", "refuses the connection", "whether the coordinator runs");
  }

  @Test
  void aProxyThatIsAwayIsRed() throws Exception {
    StubProxy proxy = StubProxy.thatSays("");
    proxy.close();
    Diagnosis diagnosis = examine(node("https://127.0.0.1:1", throughProxy(proxy))).diagnosis();
    assertRed(diagnosis, "connection", "the proxy " + proxy.address(), "proxy.address");
  }

  @Test
  void aPasswordFileThatIsMissingIsRed() throws Exception {
    try (StubProxy proxy = StubProxy.thatSays("")) {
      String settings = throughProxy(proxy);
      Files.delete(temp.resolve("proxy-password"));
      Diagnosis diagnosis = examine(node("https://127.0.0.1:1", settings)).diagnosis();
      assertRed(diagnosis, "proxy", "cannot read", "proxy.passwordFile");
      assertEquals(List.of(), proxy.heads());
    }
  }

  @Test
  void aProxyThatRefusesUserAndPasswordIsAskedOnce() throws Exception {
    String refusal =
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
            + "Content-Length: 0\r\n\r\n";
    try (StubProxy proxy = StubProxy.thatSays(refusal)) {
      Diagnosis diagnosis = examine(node("https://127.0.0.1:1", throughProxy(proxy))).diagnosis();
      assertRed(diagnosis, "proxy", "the user 'kumiki' with the password in", "locking");
      assertEquals(1, proxy.heads().size(), "each try may count towards locking the account");
    }
  }

  @Test
  void aProxyThatAsksSomebodyWhoHasNoUserIsRed() throws Exception {
    String refusal =
        "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\n" + CLOSING + "\r\n";
    try (StubProxy proxy = StubProxy.thatSays(refusal)) {
      String settings = "proxy: {address: \"" + proxy.address() + "\"}\n";
      Diagnosis diagnosis = examine(node("https://127.0.0.1:1", settings)).diagnosis();
      assertRed(diagnosis, "proxy", "no user is set", "set proxy.user and proxy.passwordFile");
    }
  }

  @Test
  void aProxyThatKnowsOnlyNegotiateIsRed() throws Exception {
    String refusal =
        "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n"
            + CLOSING
            + "\r\n";
    try (StubProxy proxy = StubProxy.thatSays(refusal)) {
      Diagnosis diagnosis = examine(node("https://127.0.0.1:1", throughProxy(proxy))).diagnosis();
      assertRed(diagnosis, "proxy", "negotiate, ntlm only", "speaks Basic");
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
      Findings findings = examine(node("https://127.0.0.1:1", throughProxy(proxy)));
      assertRed(findings.diagnosis(), "proxy", "answers " + status + " (\"Blocked:", fix);
      assertRed(findings.diagnosis(), "proxy", cause, fix);
      String lines = String.join("\n", findings.diagnosis().lines(Diagnosis.Paint.NONE));
      assertFalse(lines.contains("\u001b"), "foreign escape codes reach no terminal");
      String request = findings.request().orElseThrow().text();
      assertTrue(request.contains("allow CONNECT to 127.0.0.1:1"), request);
    }
  }

  @Test
  void whatIsNoProxyIsRed() throws Exception {
    try (StubProxy proxy = StubProxy.thatSays("220 mail.example ESMTP\r\n")) {
      Diagnosis diagnosis = examine(node("https://127.0.0.1:1", throughProxy(proxy))).diagnosis();
      assertRed(diagnosis, "connection", "is no HTTP proxy", "proxy.address");
    }
  }

  @Test
  void aDeviceThatInspectsTlsIsRecognisedNamedAndNeverTrusted() throws Exception {
    LoopbackConsortium company = new LoopbackConsortium("corp-inspection");
    try (Server device =
        company.serve(company.coordinator(Instant.now(), "127.0.0.1"), Manner.GOOD)) {
      Path folder = node(device.address(), "");
      Findings findings = examine(folder);
      String root = Fingerprint.of(company.authority()).hex();
      assertRed(findings.diagnosis(), "tls", "TLS is inspected on the way", "no TLS inspection");
      assertRed(findings.diagnosis(), "tls", root, "127.0.0.1:" + device.port());
      assertRed(
          findings.diagnosis(), "tls", "CN=Kumiki consortium corp-inspection", "switched off");
      assertEquals(root, findings.inspector().orElseThrow().fingerprint().hex());
      assertTrue(findings.request().orElseThrow().text().contains(root));

      InspectionNotes notes = new InspectionNotes(NodeFolder.open(folder));
      notes.add(findings.inspector().orElseThrow().fingerprint());
      notes.add(findings.inspector().orElseThrow().fingerprint());
      assertTrue(notes.has(findings.inspector().orElseThrow().fingerprint()));
      Diagnosis again = examine(folder).diagnosis();
      assertRed(again, "tls", "TLS is inspected", "no TLS inspection");
      assertTrue(again.of("echo").orElseThrow() instanceof NotTried, "nothing is said to it");
    }
  }

  @Test
  void aStrangersServerIsNotTakenForInspection() throws Exception {
    LoopbackConsortium other = new LoopbackConsortium("other");
    try (Server server =
        other.serve(other.coordinator(Instant.now(), "login.hotel.example"), Manner.GOOD)) {
      Findings findings = examine(node(server.address(), ""));
      assertRed(findings.diagnosis(), "tls", "is another server", "check the address");
      assertTrue(findings.inspector().isEmpty());
    }
  }

  @Test
  void aCertificateForAnotherNameIsRed() throws Exception {
    try (Server server =
        consortium.serve(consortium.coordinator(Instant.now(), "old.example"), Manner.GOOD)) {
      Diagnosis diagnosis = examine(node(server.address(), "")).diagnosis();
      assertRed(diagnosis, "tls", "is for old.example and not for 127.0.0.1", "ask the operator");
    }
  }

  @Test
  void aCoordinatorWhoseCertificateExpiredIsRedAndSoIsTheClockNamed() throws Exception {
    LoopbackConsortium.Credentials old =
        consortium.coordinator(Instant.now().minus(Duration.ofDays(8)), "127.0.0.1");
    try (Server server = consortium.serve(old, Manner.GOOD)) {
      Path folder = node(server.address(), "");
      assertRed(examine(folder).diagnosis(), "tls", "this machine's clock says", "clock");
    }
  }

  @Test
  void whatDoesNotSpeakTlsIsRed() throws Exception {
    try (StubProxy plain = StubProxy.thatSays("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      // Its clients' first flight has no empty line, so it is cut when this side gives up.
      String address = plain.address().replace("http:", "https:");
      Surroundings hasty =
          new Surroundings(
              Clock.systemUTC(), Resolver.ofSystem(), f -> 1L << 40, Duration.ofMillis(300));
      Diagnosis diagnosis = new NodeDoctor(node(address, ""), hasty).examine().diagnosis();
      assertRed(diagnosis, "tls", "nobody answers", "whether the coordinator runs");
    }
  }

  @Test
  void aServerThatAnswersTlsWithHttpIsRed() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try (var client = plain.accept()) {
                  client
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                  client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException e) {
                  return;
                }
              });
      thread.start();
      Path folder = node("https://127.0.0.1:" + plain.getLocalPort(), "");
      assertRed(
          examine(folder).diagnosis(), "tls", "does not speak TLS 1.3 or 1.2", "host and port");
      thread.join();
    }
  }

  @Test
  void anExpiredCertificateOfTheNodeIsRed() throws Exception {
    try (Server server = coordinator(Manner.GOOD)) {
      Instant longAgo = Instant.now().minus(Duration.ofDays(31));
      Path folder = consortium.node(temp.resolve("node"), server.address(), longAgo, "");
      assertRed(examine(folder).diagnosis(), "certificate", "it expired at", "new certificate");
    }
  }

  @Test
  void aCertificateOfFewDaysIsYellow() throws Exception {
    try (Server server = coordinator(Manner.GOOD)) {
      Instant before = Instant.now().minus(Duration.ofDays(25));
      Path folder = consortium.node(temp.resolve("node"), server.address(), before, "");
      Diagnosis diagnosis = examine(folder).diagnosis();
      assertTrue(diagnosis.of("certificate").orElseThrow() instanceof Warning);
      assertTrue(diagnosis.healthy());
    }
  }

  @ParameterizedTest
  @CsvSource({"2, Good", "-2, Good", "-45, Warning", "45, Warning"})
  void aClockThatIsALittleOffIsNotRed(long seconds, String kind) throws Exception {
    try (Server server = coordinator(Manner.GOOD)) {
      Clock off = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
      Path folder = node(server.address(), "");
      Diagnosis diagnosis = new NodeDoctor(folder, surroundings(off)).examine().diagnosis();
      CheckResult clock = diagnosis.of("clock").orElseThrow();
      assertEquals(kind, clock.getClass().getSimpleName(), clock::toString);
      assertTrue(diagnosis.healthy());
    }
  }

  @ParameterizedTest
  @CsvSource({"300, ahead of the coordinator's", "-240, behind the coordinator's"})
  void aWrongClockIsRedAndNamed(long seconds, String cause) throws Exception {
    try (Server server = coordinator(Manner.GOOD)) {
      Clock off = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
      Path folder = node(server.address(), "");
      Diagnosis diagnosis = new NodeDoctor(folder, surroundings(off)).examine().diagnosis();
      assertRed(diagnosis, "clock", cause, "time service");
    }
  }

  @Test
  void aFullDiskIsRed() throws Exception {
    Path folder = node("https://127.0.0.1:1", "");
    FreeSpace tiny = f -> 10L << 20;
    Surroundings full = new Surroundings(Clock.systemUTC(), Resolver.ofSystem(), tiny, LIMIT);
    assertRed(
        new NodeDoctor(folder, full).examine().diagnosis(),
        "disk",
        "only 10 MiB are free",
        "make room");
  }

  @Test
  void aKeyThatOthersMayReadIsRed() throws Exception {
    try (Server server = coordinator(Manner.GOOD)) {
      Path folder = node(server.address(), "");
      Path key = folder.resolve("organisation.key");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
      assertRed(examine(folder).diagnosis(), "key files", key.toString(), "chmod 600");
    }
  }

  @Test
  void aDatabaseThatIsAwayIsRed() throws Exception {
    Path password = temp.resolve("database-password");
    PrivateFile.write(password, "x");
    String settings =
        "database: {url: \"jdbc:postgresql://127.0.0.1:1/kumiki\", user: k, passwordFile: \"%s\"}\n"
            .formatted(password);
    Path folder = node("https://127.0.0.1:1", settings);
    assertRed(examine(folder).diagnosis(), "database", "cannot be reached", "database.url");
  }

  @Test
  void aCoordinatorOfAnotherVersionIsRed() throws Exception {
    try (Server server = coordinator(new Manner(426, "2, 3", false))) {
      Diagnosis diagnosis = examine(node(server.address(), "")).diagnosis();
      assertRed(
          diagnosis,
          "versions",
          "the coordinator speaks protocol version 2, 3 and this node 1",
          "the same release");
      assertTrue(diagnosis.of("echo").orElseThrow() instanceof NotTried);
    }
  }

  @Test
  void aCoordinatorWithoutAnEchoIsYellow() throws Exception {
    try (Server server = coordinator(new Manner(404, "1", false))) {
      Diagnosis diagnosis = examine(node(server.address(), "")).diagnosis();
      assertTrue(diagnosis.of("echo").orElseThrow() instanceof Warning);
      assertTrue(diagnosis.healthy());
    }
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void aNodeThatTheCoordinatorDoesNotKnowIsRed(int status) throws Exception {
    try (Server server = coordinator(new Manner(status, "1", false))) {
      Diagnosis diagnosis = examine(node(server.address(), "")).diagnosis();
      assertRed(diagnosis, "admission", "does not know this node's certificate", "the operator");
    }
  }

  @Test
  void aCoordinatorThatDoesNotTakeTheNodesCertificateIsRed() throws Exception {
    try (Server server =
        consortium.serve(
            consortium.coordinator(Instant.now(), "127.0.0.1"),
            Manner.GOOD,
            new LoopbackConsortium("newer").authority())) {
      Diagnosis diagnosis = examine(node(server.address(), "")).diagnosis();
      assertRed(diagnosis, "admission", "the handshake at this node's certificate", "authority");
      assertGreen(diagnosis, "tls");
    }
  }

  @Test
  void aLineThatChangesBytesIsRed() throws Exception {
    try (Server server = coordinator(new Manner(200, "1", true))) {
      Diagnosis diagnosis = examine(node(server.address(), "")).diagnosis();
      assertRed(diagnosis, "echo", "other bytes came back", "network team");
    }
  }

  @Test
  void theJsonFormHasTheSameResults() throws Exception {
    try (Server server = coordinator(Manner.GOOD)) {
      Diagnosis diagnosis = examine(node(server.address(), "")).diagnosis();
      var json = diagnosis.json();
      assertTrue(json.path("healthy").asBoolean());
      String states =
          diagnosis.results().stream().map(CheckResult::check).collect(Collectors.joining(" "));
      StringBuilder same = new StringBuilder();
      json.path("checks")
          .forEach(c -> same.append(same.isEmpty() ? "" : " ").append(c.path("check").asText()));
      assertEquals(states, same.toString());
    }
  }
}
