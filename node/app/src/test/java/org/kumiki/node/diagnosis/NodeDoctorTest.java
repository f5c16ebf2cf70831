package org.kumiki.node.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.node.diagnosis.LoopbackConsortium.Manner;
import org.kumiki.node.diagnosis.LoopbackConsortium.Server;
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
}
