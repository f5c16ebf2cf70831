package org.kumiki.coordinator.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.authority.Passphrase;
import org.kumiki.coordinator.diagnosis.CoordinatorDoctor.Surroundings;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;
import org.kumiki.platform.diagnosis.Diagnosis;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.folder.PrivateFile;

/** A folder whose service does not run; each trouble is really made. */
class CoordinatorDoctorTest {
  private static final Resolver SYSTEM = Resolver.ofSystem();
  @TempDir Path temp;

  private Path founded(Instant at, String address, String settings) {
    Path folder = temp.resolve("coordinator");
    new Founding(
            CoordinatorFolder.open(folder), Clock.fixed(at, ZoneOffset.UTC), new SecureRandom())
        .init(
            "steel",
            URI.create(address),
            "consortium: steel\naddress: " + address + "\nlisten: 127.0.0.1\n" + settings,
            Passphrase.generate(new SecureRandom()));
    return folder;
  }

  private Path founded(String settings) {
    return founded(Instant.now(), "https://127.0.0.1:8443", settings);
  }

  private Surroundings surroundings(Resolver resolver, long freeBytes) {
    return new Surroundings(
        Clock.systemUTC(), resolver, f -> freeBytes, List.of(temp), Duration.ofSeconds(5));
  }

  private Diagnosis examine(Path folder) {
    return new CoordinatorDoctor(folder, surroundings(SYSTEM, 1L << 40)).examine().diagnosis();
  }

  private static void assertRed(Diagnosis diagnosis, String check, String cause, String fix) {
    String all = String.join("\n", diagnosis.lines(Diagnosis.Paint.NONE));
    if (!(diagnosis.of(check).orElseThrow() instanceof Failure failure)) {
      throw new AssertionError(check + " is not red in\n" + all);
    }
    assertTrue(failure.cause().contains(cause), all);
    assertTrue(failure.fix().contains(fix), all);
    assertEquals(1, diagnosis.exitCode());
  }

  @Test
  void aNewFolderHasNothingRed() throws IOException {
    Path folder = founded("port: " + freePort() + "\n");
    Files.createFile(folder.resolve("last-backup"));
    Diagnosis diagnosis = examine(folder);
    String all = String.join("\n", diagnosis.lines(Diagnosis.Paint.NONE));
    assertTrue(diagnosis.healthy(), all);
    for (String check :
        List.of(
            "folder",
            "disk",
            "key files",
            "database",
            "name",
            "listener",
            "coverage",
            "certificate",
            "authority",
            "backup",
            "time service")) {
      assertTrue(diagnosis.of(check).orElseThrow() instanceof Good, all);
    }
    assertTrue(diagnosis.of("members").orElseThrow() instanceof NotTried, all);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void whatIsNoCoordinatorsFolderIsRedAndNothingIsMade() throws IOException {
    Path absent = temp.resolve("absent");
    assertRed(examine(absent), "folder", "there is no folder", "--dir");
    assertFalse(Files.exists(absent));
    Path empty =
        Files.createDirectory(
            absent,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    assertRed(examine(empty), "folder", "is not a coordinator's folder", "coordinator init");
  }

  @Test
  void aPortThatAnotherProgramHasIsRed() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path folder = founded("port: " + other.getLocalPort() + "\n");
      assertRed(examine(folder), "listener", "another program listens", "choose another port");
    }
  }

  @Test
  void anAddressWithoutADnsEntryIsRed() {
    Path folder = founded(Instant.now(), "https://coordinator.steel.example:8443", "port: 0\n");
    Resolver nobody =
        host -> {
          throw new UnknownHostException(host);
        };
    var findings = new CoordinatorDoctor(folder, surroundings(nobody, 1L << 40)).examine();
    assertRed(findings.diagnosis(), "name", "coordinator.steel.example, which has no", "DNS");
    String request = findings.request().orElseThrow().text();
    assertTrue(request.contains("coordinator.steel.example, port 8443"), request);
  }

  @Test
  void aCertificateThatDoesNotCoverTheAddressIsRed() throws IOException {
    Path folder = founded("port: 0\n");
    Path settings = folder.resolve("kumiki.yml");
    Files.writeString(
        settings, Files.readString(settings).replace("127.0.0.1:8443", "localhost:8443"));
    assertRed(examine(folder), "coverage", "is for 127.0.0.1 and not for localhost", "kumiki.yml");
  }

  @Test
  void anExpiredCertificateIsRedAndAnAuthorityNearItsEndYellow() {
    Instant longAgo = Instant.now().minus(Duration.ofDays(3600));
    Diagnosis diagnosis = examine(founded(longAgo, "https://127.0.0.1:8443", "port: 0\n"));
    assertRed(diagnosis, "certificate", "it expired at", "make a new one");
    assertTrue(diagnosis.of("authority").orElseThrow() instanceof Warning);
  }

  @Test
  void aFullDiskIsRed() {
    Path folder = founded("port: 0\n");
    assertRed(
        new CoordinatorDoctor(folder, surroundings(SYSTEM, 1 << 20)).examine().diagnosis(),
        "disk",
        "only 1 MiB are free",
        "make room");
  }

  @Test
  void aKeyThatOthersMayReadIsRed() throws IOException {
    Path folder = founded("port: 0\n");
    Path key = CoordinatorFolder.open(folder).authorityKeyFiles().get(0);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertRed(examine(folder), "key files", key.toString(), "chmod 600");
  }

  @Test
  void aDatabaseThatIsAwayIsRed() throws IOException {
    Path password = temp.resolve("password");
    PrivateFile.write(password, "x");
    Path folder =
        founded(
            "port: 0\ndatabase: {url: \"jdbc:postgresql://127.0.0.1:1/k\", user: k, passwordFile: \""
                + password
                + "\"}\n");
    assertRed(examine(folder), "database", "cannot be reached", "database.url");
  }

  @Test
  void dataOfAnotherPostgresqlAreRed() throws IOException {
    Path folder = founded("port: 0\n");
    Path data = Files.createDirectory(folder.resolve("postgresql"));
    Files.writeString(data.resolve("PG_VERSION"), "16\n");
    assertRed(examine(folder), "database", "are of PostgreSQL 16", "the release of Kumiki");
  }

  @Test
  void anOldBackupAndNoneAreYellow() throws IOException {
    Path folder = founded("port: 0\n");
    assertTrue(examine(folder).of("backup").orElseThrow() instanceof Warning);
    Path stamp = Files.createFile(folder.resolve("last-backup"));
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().minus(Duration.ofDays(9))));
    String line = examine(folder).of("backup").orElseThrow().toString();
    assertTrue(line.contains("9 days old"), line);
  }

  @Test
  void aMachineWhoseClockNobodySetsIsYellow() {
    Path folder = founded("port: 0\n");
    Surroundings none =
        new Surroundings(
            Clock.systemUTC(),
            SYSTEM,
            f -> 1L << 40,
            List.of(temp.resolve("chronyd.pid")),
            Duration.ofSeconds(5));
    Diagnosis diagnosis = new CoordinatorDoctor(folder, none).examine().diagnosis();
    assertTrue(diagnosis.of("time service").orElseThrow() instanceof Warning);
  }
}
