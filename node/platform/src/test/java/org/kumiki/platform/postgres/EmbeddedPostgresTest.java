package org.kumiki.platform.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.ChildJvm;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.folder.CurrentUser;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

class EmbeddedPostgresTest {
  @TempDir Path temp;

  private FolderLock lock() {
    return DataFolder.open(temp.resolve("data")).lock();
  }

  private static EmbeddedPostgres start(FolderLock lock) {
    return EmbeddedPostgres.start(lock, ChildJvm.binaryCache());
  }

  private static Connection connect(EmbeddedPostgres server) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
  }

  private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void tell(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = connect(server);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void rowsSurviveARestart() throws Exception {
    try (FolderLock lock = lock()) {
      try (EmbeddedPostgres server = start(lock)) {
        tell(server, "CREATE TABLE kept (word text)");
        tell(server, "INSERT INTO kept VALUES ('引張強さ')");
        assertTrue(ask(server, "SELECT version()").startsWith("PostgreSQL 17."));
      }
      try (EmbeddedPostgres server = start(lock)) {
        assertEquals("引張強さ", ask(server, "SELECT word FROM kept"));
      }
    }
  }

  @Test
  void theClusterIsMadeAsTheDesignSays() throws Exception {
    try (FolderLock lock = lock();
        EmbeddedPostgres server = start(lock)) {
      assertEquals("on", ask(server, "SHOW data_checksums"));
      assertEquals("UTF8", ask(server, "SHOW server_encoding"));
      assertEquals("127.0.0.1", ask(server, "SHOW listen_addresses"));
      // Line 5 of postmaster.pid is the folder of the Unix socket.
      assertEquals(
          "",
          Files.readAllLines(lock.folder().resolve("postgresql").resolve("postmaster.pid"))
              .get(4)
              .strip());
      assertEquals("0", ask(server, "SHOW log_parameter_max_length_on_error"));
      assertEquals("off", ask(server, "SELECT current_setting('is_superuser')"));
      assertEquals("b", ask(server, "SELECT datlocprovider FROM pg_database LIMIT 1"));
    }
  }

  @Test
  void onlyTheRightPasswordOpensTheDoor() throws Exception {
    try (FolderLock lock = lock();
        EmbeddedPostgres server = start(lock)) {
      String url = server.jdbcUrl();
      String postgres = url.replace("/kumiki", "/postgres");

      assertEquals("1", ask(server, "SELECT 1"), "the control must get in");
      for (String wrong : List.of("", "wrong", server.password() + "0")) {
        assertThrows(
            SQLException.class, () -> DriverManager.getConnection(url, server.user(), wrong));
      }
      for (String password : List.of("", server.password())) {
        assertThrows(
            SQLException.class, () -> DriverManager.getConnection(url, "postgres", password));
        assertThrows(
            SQLException.class, () -> DriverManager.getConnection(postgres, "postgres", password));
      }
      List<String> rules =
          Files.readAllLines(lock.folder().resolve("postgresql").resolve("pg_hba.conf")).stream()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .toList();
      assertEquals(List.of("host kumiki kumiki 127.0.0.1/32 scram-sha-256"), rules);
    }
  }

  @Test
  void itListensOnNoOtherAddressOfThisMachine() throws Exception {
    try (FolderLock lock = lock();
        EmbeddedPostgres server = start(lock)) {
      int port = Integer.parseInt(server.jdbcUrl().replaceAll(".*:([0-9]+)/.*", "$1"));
      List<InetAddress> others =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
              .toList();
      new Socket("127.0.0.1", port).close();
      for (InetAddress other : others) {
        assertThrows(ConnectException.class, () -> new Socket(other, port).close());
      }
      assertThrows(ConnectException.class, () -> new Socket("127.0.0.2", port).close());
    }
  }

  @Test
  void everythingInTheFolderIsItsOwnersAlone() throws Exception {
    try (FolderLock lock = lock();
        EmbeddedPostgres server = start(lock)) {
      Path folder = lock.folder().path();
      assertEquals("1", ask(server, "SELECT 1"));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("postgresql-password"))));
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
          assertTrue(mode.endsWith("------"), file + " " + mode);
        }
      }
    }
  }

  @Test
  void theLogHoldsNeitherStatementsNorValues() throws Exception {
    String canary = "canary-7741";
    try (FolderLock lock = lock()) {
      try (EmbeddedPostgres server = start(lock)) {
        assertThrows(SQLException.class, () -> tell(server, "SELECT '" + canary + "'::int"));
        tell(server, "CREATE TABLE one (word text PRIMARY KEY)");
        tell(server, "INSERT INTO one VALUES ('" + canary + "')");
        assertThrows(
            SQLException.class, () -> tell(server, "INSERT INTO one VALUES ('" + canary + "')"));
      }
      String log = Files.readString(lock.folder().resolve("postgresql.log"));
      assertTrue(log.contains("LOG:"), "the control: it is this server's log");
      assertFalse(log.contains(canary));
      assertFalse(log.contains("INSERT"));
    }
  }

  @Test
  void aClusterThatWasLeftHalfMadeIsMadeAnew() throws Exception {
    try (FolderLock lock = lock()) {
      Path unfinished =
          Files.createDirectories(lock.folder().resolve("postgresql.unfinished-1/base"));
      Files.writeString(unfinished.resolve("half"), "x");
      try (EmbeddedPostgres server = start(lock)) {
        assertEquals("1", ask(server, "SELECT 1"));
        assertFalse(Files.exists(unfinished));
      }
    }
  }

  @Test
  void aPidFileThatNamesAnotherProgramDoesNotBlockTheStart() throws Exception {
    try (FolderLock lock = lock()) {
      start(lock).close();
      Path pidFile = lock.folder().resolve("postgresql").resolve("postmaster.pid");
      Process innocent = new ProcessBuilder("cat").start();
      try {
        Files.writeString(pidFile, innocent.pid() + "\n" + temp + "\n");
        try (EmbeddedPostgres server = start(lock)) {
          assertEquals("1", ask(server, "SELECT 1"));
        }
        assertTrue(innocent.isAlive());
      } finally {
        innocent.destroy();
      }
    }
  }

  @Test
  void aPostgresThatReallyRunsIsNotDisturbed() throws Exception {
    try (FolderLock lock = lock();
        EmbeddedPostgres server = start(lock)) {
      PostmasterFile file =
          new PostmasterFile(lock.folder().resolve("postgresql"), Duration.ofMillis(100));

      CommandFailure refused = assertThrows(CommandFailure.class, file::awaitNobody);
      assertEquals(ExitCode.TRY_LATER, refused.exitCode());
      assertTrue(refused.line().contains("pid " + server.pid()), refused.line());
      assertEquals("1", ask(server, "SELECT 1"));
    }
  }

  @Test
  void afterItsJvmIsKilledPostgresEndsWithinTenSecondsAndStartsAgainWithItsRows() throws Exception {
    Path folder = temp.resolve("data");
    Process jvm = ChildJvm.of(PostgresHolder.class, folder, ChildJvm.binaryCache()).start();
    ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(firstLine(jvm))).orElseThrow();
    List<ProcessHandle> backends = postmaster.children().toList();
    assertFalse(backends.isEmpty());
    assertThrows(CommandFailure.class, this::lock, "the folder is held while the JVM lives");

    long killed = System.nanoTime();
    jvm.destroyForcibly().waitFor();
    postmaster.onExit().get(10, TimeUnit.SECONDS);
    for (ProcessHandle backend : backends) {
      backend.onExit().get(10, TimeUnit.SECONDS);
    }
    System.out.println(
        "PostgreSQL was gone " + (System.nanoTime() - killed) / 1_000_000 + " ms after kill -9");

    try (FolderLock lock = lock();
        EmbeddedPostgres server = start(lock)) {
      assertEquals("committed", ask(server, "SELECT word FROM kept"));
    }
  }

  @Test
  void aStartRightAfterAKillWaitsForThePredecessorToEnd() throws Exception {
    Path folder = temp.resolve("data");
    Process jvm = ChildJvm.of(PostgresHolder.class, folder, ChildJvm.binaryCache()).start();
    firstLine(jvm);
    jvm.destroyForcibly().waitFor();

    try (FolderLock lock = lock();
        EmbeddedPostgres server = start(lock)) {
      assertEquals("committed", ask(server, "SELECT word FROM kept"));
    }
  }

  @Test
  void aPostmasterThatWasKilledIsNoticedAndStartsAgain() throws Exception {
    try (FolderLock lock = lock()) {
      EmbeddedPostgres server = start(lock);
      tell(server, "CREATE TABLE kept AS SELECT 'committed' AS word");
      ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
      server.onExit().get(10, TimeUnit.SECONDS);
      server.close();

      try (EmbeddedPostgres again = start(lock)) {
        assertEquals("committed", ask(again, "SELECT word FROM kept"));
      }
    }
  }

  @Test
  void rootWithoutUserNamespacesIsToldWhatToDo() throws Exception {
    if (!CurrentUser.isRoot()) {
      System.out.println("SKIPPED: what root is told, this user is not root");
      Assumptions.abort("not root");
    }
    ProcessBuilder builder =
        ChildJvm.of(PostgresHolder.class, temp.resolve("data"), ChildJvm.binaryCache());
    // Without a path there is no unshare, as on a machine that forbids it.
    builder.environment().put("PATH", temp.toString());
    String line = firstLine(builder.start());

    assertTrue(line.contains("PostgreSQL does not run as root"), line);
    assertTrue(line.contains("database.url"), line);
  }

  private static String firstLine(Process jvm) throws IOException {
    return new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }
}
