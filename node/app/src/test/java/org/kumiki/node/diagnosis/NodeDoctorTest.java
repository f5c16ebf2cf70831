package org.kumiki.node.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.node.diagnosis.LoopbackConsortium.Manner;
import org.kumiki.node.diagnosis.LoopbackConsortium.Server;
import org.kumiki.node.diagnosis.NodeDoctor.Findings;
import org.kumiki.node.diagnosis.NodeDoctor.Surroundings;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.DiskCheck.FreeSpace;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.folder.PrivateFile;

/** Each trouble is really made on loopback, and its line names the cause and what to do. */
class NodeDoctorTest {
  private Patient patient;

  @BeforeEach
  void prepare(@TempDir Path temp) {
    this.patient = new Patient(temp);
  }

  @Test
  void aFreeWayAndAGoodCoordinatorAreGreen() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
      Patient.assertGreen(
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
  void aFolderThatIsNotThereIsNotMade() throws Exception {
    Path absent = patient.temp().resolve("absent");
    Patient.assertRed(Patient.examine(absent).diagnosis(), "folder", "there is no folder", "--dir");
    assertFalse(Files.exists(absent));
  }

  @Test
  void aFolderThatOthersMayReadIsRed() throws Exception {
    Path open = patient.node("https://127.0.0.1:1", "");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    Patient.assertRed(
        Patient.examine(open).diagnosis(), "folder", "others than its owner", "chmod 700");
  }

  @Test
  void aFolderWithNeitherInvitationNorEnrolmentIsRed() throws Exception {
    Path folder = patient.node("https://127.0.0.1:1", "");
    Files.delete(NodeFolder.open(folder).enrolmentFile());
    Patient.assertRed(
        Patient.examine(folder).diagnosis(), "folder", "neither an invitation", "new invitation");
  }

  @Test
  void anInvitedNodeIsToldToEnrolAndItsWayIsWalkedAsFarAsTls() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Path folder = patient.invited(server.address(), Instant.now().plus(Duration.ofDays(3)));
      Diagnosis diagnosis = Patient.examine(folder).diagnosis();
      Warning next = (Warning) diagnosis.of("certificate").orElseThrow();
      assertTrue(next.fix().contains("kumiki node enrol"), next::fix);
      Patient.assertGreen(diagnosis, "name", "connection", "tls");
      assertTrue(diagnosis.of("echo").orElseThrow() instanceof NotTried);
      assertTrue(diagnosis.healthy());
    }
  }

  @Test
  void anInvitationThatExpiredIsRed() throws Exception {
    Path folder = patient.invited("https://127.0.0.1:1", Instant.now().minusSeconds(1));
    Patient.assertRed(
        Patient.examine(folder).diagnosis(), "certificate", "the invitation expired", "new one");
  }

  @Test
  void anExpiredCertificateOfTheNodeIsRed() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Instant longAgo = Instant.now().minus(Duration.ofDays(31));
      Path folder =
          patient.consortium().node(patient.temp().resolve("node"), server.address(), longAgo, "");
      Patient.assertRed(
          Patient.examine(folder).diagnosis(), "certificate", "it expired at", "--renewal");
    }
  }

  @Test
  void aCertificateOfFewDaysIsYellow() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Instant before = Instant.now().minus(Duration.ofDays(25));
      Path folder =
          patient.consortium().node(patient.temp().resolve("node"), server.address(), before, "");
      Diagnosis diagnosis = Patient.examine(folder).diagnosis();
      assertTrue(diagnosis.of("certificate").orElseThrow() instanceof Warning);
      assertTrue(diagnosis.healthy());
    }
  }

  @ParameterizedTest
  @CsvSource({"2, Good", "-2, Good", "-45, Warning", "45, Warning"})
  void aClockThatIsALittleOffIsNotRed(long seconds, String kind) throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Clock off = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
      Path folder = patient.node(server.address(), "");
      Diagnosis diagnosis = new NodeDoctor(folder, Patient.surroundings(off)).examine().diagnosis();
      CheckResult clock = diagnosis.of("clock").orElseThrow();
      assertEquals(kind, clock.getClass().getSimpleName(), clock::toString);
      assertTrue(diagnosis.healthy());
    }
  }

  @ParameterizedTest
  @CsvSource({"300, ahead of the coordinator's", "-240, behind the coordinator's"})
  void aWrongClockIsRedAndNamed(long seconds, String cause) throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Clock off = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
      Path folder = patient.node(server.address(), "");
      Diagnosis diagnosis = new NodeDoctor(folder, Patient.surroundings(off)).examine().diagnosis();
      Patient.assertRed(diagnosis, "clock", cause, "time service");
    }
  }

  @Test
  void aFullDiskIsRed() throws Exception {
    Path folder = patient.node("https://127.0.0.1:1", "");
    FreeSpace tiny = f -> 10L << 20;
    Surroundings full =
        new Surroundings(Clock.systemUTC(), Resolver.ofSystem(), tiny, Patient.LIMIT);
    Patient.assertRed(
        new NodeDoctor(folder, full).examine().diagnosis(),
        "disk",
        "only 10 MiB are free",
        "make room");
  }

  @Test
  void aKeyThatOthersMayReadIsRed() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Path folder = patient.node(server.address(), "");
      Path key = folder.resolve("organisation.key");
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
      Patient.assertRed(
          Patient.examine(folder).diagnosis(), "key files", key.toString(), "chmod 600");
    }
  }

  @Test
  void aDatabaseThatIsAwayIsRed() throws Exception {
    Path password = patient.temp().resolve("database-password");
    PrivateFile.write(password, "x");
    String settings =
        "database: {url: \"jdbc:postgresql://127.0.0.1:1/kumiki\", user: k, passwordFile: \"%s\"}\n"
            .formatted(password);
    Path folder = patient.node("https://127.0.0.1:1", settings);
    Patient.assertRed(
        Patient.examine(folder).diagnosis(), "database", "cannot be reached", "database.url");
  }

  @Test
  void aCoordinatorOfAnotherVersionIsRed() throws Exception {
    try (Server server = patient.coordinator(new Manner(426, "3, 4", false))) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
      Patient.assertRed(
          diagnosis,
          "versions",
          "the coordinator speaks protocol version 3, 4 and this node 1, 2",
          "the same release");
      assertTrue(diagnosis.of("echo").orElseThrow() instanceof NotTried);
    }
  }

  @Test
  void aCoordinatorWithoutAnEchoIsYellow() throws Exception {
    try (Server server = patient.coordinator(new Manner(404, "1", false))) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
      assertTrue(diagnosis.of("echo").orElseThrow() instanceof Warning);
      assertTrue(diagnosis.healthy());
    }
  }

  @ParameterizedTest
  @CsvSource({"401", "403"})
  void aNodeThatTheCoordinatorDoesNotKnowIsRed(int status) throws Exception {
    try (Server server = patient.coordinator(new Manner(status, "1", false))) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
      Patient.assertRed(
          diagnosis, "admission", "does not know this node's certificate", "the operator");
    }
  }

  @Test
  void aCoordinatorThatDoesNotTakeTheNodesCertificateIsRed() throws Exception {
    try (Server server =
        patient
            .consortium()
            .serve(
                patient.consortium().coordinator(Instant.now(), "127.0.0.1"),
                Manner.GOOD,
                new LoopbackConsortium("newer").authority())) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
      Patient.assertRed(diagnosis, "admission", "this node has shown its certificate", "authority");
      Patient.assertGreen(diagnosis, "tls");
    }
  }

  @Test
  void aLineThatCutsLongBodiesIsRed() throws Exception {
    try (Server server = patient.coordinator(new Manner(200, "1", false, 1000))) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
      Patient.assertRed(diagnosis, "echo", "cut in the middle", "limits sizes");
      Patient.assertGreen(diagnosis, "admission", "clock", "versions");
    }
  }

  @Test
  void aLineThatChangesBytesIsRed() throws Exception {
    try (Server server = patient.coordinator(new Manner(200, "1", true))) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
      Patient.assertRed(diagnosis, "echo", "other bytes came back", "network team");
    }
  }

  @Test
  void theJsonFormHasTheSameResults() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Diagnosis diagnosis = Patient.examine(patient.node(server.address(), "")).diagnosis();
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

  private static String people(String issuer) {
    return "people: {issuer: \"" + issuer + "\", clientId: c, clientSecretFile: s}\n";
  }

  @Test
  void whereNobodySignsInNoIssuerIsLookedFor() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Findings findings = Patient.examine(patient.node(server.address(), ""));
      assertTrue(findings.diagnosis().of("issuer").isEmpty());
      assertFalse(findings.request().orElseThrow().text().contains("sign in"));
    }
  }

  @Test
  void anIssuerOnThisMachineIsAskedDirectlyAndAnotherOneIsNamed() throws Exception {
    HttpServer keycloak =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String issuer = "http://127.0.0.1:" + keycloak.getAddress().getPort() + "/realms/steel";
    AtomicReference<String> saysOfItself = new AtomicReference<>(issuer);
    keycloak.createContext(
        "/",
        exchange -> {
          String text =
              ("{'issuer':'I','authorization_endpoint':'I/a','token_endpoint':'I/t',"
                      + "'jwks_uri':'I/c','end_session_endpoint':'I/l'}")
                  .replace("I", saysOfItself.get())
                  .replace('\'', '"');
          exchange.sendResponseHeaders(200, text.length());
          exchange.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    keycloak.start();
    try (Server server = patient.coordinator(Manner.GOOD)) {
      Path folder = patient.node(server.address(), people(issuer));
      Findings findings = Patient.examine(folder);
      Patient.assertGreen(findings.diagnosis(), "issuer");
      assertFalse(findings.request().orElseThrow().text().contains("sign in"), "it is here");
      saysOfItself.set(issuer.replace("steel", "tin"));
      Patient.assertRed(
          Patient.examine(folder).diagnosis(), "issuer", "another issuer", "people.issuer");
    } finally {
      keycloak.stop(0);
    }
  }

  @Test
  void theIssuersWayLeadsThroughTheProxyAndIsAskedFor() throws Exception {
    try (Server server = patient.coordinator(Manner.GOOD);
        StubProxy proxy = StubProxy.leadingTo(server.port())) {
      String settings =
          patient.throughProxy(proxy) + people("https://id.example.test/realms/steel");
      Findings findings = Patient.examine(patient.node(server.address(), settings));
      Patient.assertGreen(findings.diagnosis(), "proxy", "tls", "echo");
      // At the end of every tunnel of this proxy is the coordinator, whom Java does not know.
      Patient.assertRed(
          findings.diagnosis(), "issuer", "certificate of id.example.test:443", "keytool");
      assertTrue(
          proxy.heads().stream().anyMatch(h -> h.startsWith("CONNECT id.example.test:443 ")),
          () -> proxy.heads().toString());
      String request = findings.request().orElseThrow().text();
      assertTrue(request.contains("allow CONNECT to id.example.test:443"), request);
    }
  }

  @Test
  void aProxyThatRefusedTheNodeIsNotAskedForTheIssuer() throws Exception {
    try (StubProxy proxy =
        StubProxy.thatSays(
            "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n")) {
      String settings =
          patient.throughProxy(proxy) + people("https://id.example.test/realms/steel");
      Findings findings = Patient.examine(patient.node("https://c.example.test", settings));
      assertTrue(findings.diagnosis().of("issuer").orElseThrow() instanceof NotTried);
      assertEquals(1, proxy.heads().size(), () -> proxy.heads().toString());
    }
  }
}
