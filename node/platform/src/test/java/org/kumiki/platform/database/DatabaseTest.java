package org.kumiki.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.ChildJvm;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.postgres.EmbeddedPostgres;

class DatabaseTest {
  private static final String MIGRATIONS = "classpath:db/probe";

  @TempDir Path temp;

  private FolderLock lock() {
    return DataFolder.open(temp.resolve("data")).lock();
  }

  private static Database open(FolderLock lock) {
    return Database.open(new DatabaseSettings.Embedded(ChildJvm.binaryCache()), lock, MIGRATIONS);
  }

  @Test
  void theSchemaIsThereAndRowsStay() {
    try (FolderLock lock = lock()) {
      try (Database database = open(lock)) {
        database.jdbi().useHandle(handle -> handle.execute("INSERT INTO probe VALUES ('x')"));
        assertTrue(database.isReachable());
      }
      try (Database database = open(lock)) {
        assertEquals(
            "x",
            database
                .jdbi()
                .withHandle(
                    handle -> handle.select("SELECT word FROM probe").mapTo(String.class).one()));
      }
    }
  }

  @Test
  void anExternalServerIsUsedByItsUrlAndPasswordFile() {
    try (FolderLock lock = lock();
        EmbeddedPostgres server = EmbeddedPostgres.start(lock, ChildJvm.binaryCache())) {
      Path passwordFile = temp.resolve("password");
      PrivateFile.write(passwordFile, server.password() + "\n");
      DatabaseSettings external =
          new DatabaseSettings.External(server.jdbcUrl(), server.user(), passwordFile);
      try (Database database = Database.open(external, lock, MIGRATIONS)) {
        assertTrue(database.isReachable());
        assertTrue(database.embedded().isEmpty());
      }
      PrivateFile.write(passwordFile, "wrong");
      CommandFailure refused =
          assertThrows(CommandFailure.class, () -> Database.open(external, lock, MIGRATIONS));
      assertTrue(refused.line().contains("passwordFile"), refused.line());
    }
  }

  @Test
  void aPasswordFileThatOthersMayReadIsRefused() throws Exception {
    Path passwordFile = temp.resolve("password");
    PrivateFile.write(passwordFile, "x");
    Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-r--r--"));
    DatabaseSettings external =
        new DatabaseSettings.External("jdbc:postgresql://127.0.0.1:1/x", "x", passwordFile);

    try (FolderLock lock = lock()) {
      assertThrows(CommandFailure.class, () -> Database.open(external, lock, MIGRATIONS));
    }
  }

  @Test
  void anUnreachableDatabaseIsReportedAsSuch() {
    try (FolderLock lock = lock();
        Database database = open(lock)) {
      database.embedded().orElseThrow().close();

      assertFalse(database.isReachable());
    }
  }

  @Test
  void exceptionsDoNotQuoteTheRowThatWasInTheWay() {
    try (FolderLock lock = lock();
        Database database = open(lock)) {
      database.jdbi().useHandle(handle -> handle.execute("CREATE UNIQUE INDEX ON probe (word)"));
      String insert = "INSERT INTO probe VALUES (?)";
      database.jdbi().useHandle(handle -> handle.execute(insert, "canary-7741"));

      JdbiException refused =
          assertThrows(
              JdbiException.class,
              () -> database.jdbi().useHandle(handle -> handle.execute(insert, "canary-7741")));
      assertFalse(refused.getCause().getMessage().contains("canary"), "the server's own words");
    }
  }

  @Test
  void settingsOfAnExternalServerAreChecked() {
    Path file = temp.resolve("password");

    for (String url :
        new String[] {
          "jdbc:h2:mem:x",
          "jdbc:postgresql://h/x?password=secret",
          "jdbc:postgresql://h/x?logServerErrorDetail=true"
        }) {
      assertThrows(
          IllegalArgumentException.class, () -> new DatabaseSettings.External(url, "x", file));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new DatabaseSettings.External("jdbc:postgresql://127.0.0.1/x", " ", file));
  }

  @Test
  void rowsCrossTheNetworkOverTlsToTheNamedServerOnly() {
    Path file = temp.resolve("password");
    for (String url :
        new String[] {
          "jdbc:postgresql://db.acme.example/x",
          "jdbc:postgresql://db.acme.example/x?sslmode=require",
          "jdbc:postgresql://127.0.0.1,db.acme.example/x",
          "jdbc:postgresql://127.0.0.1.acme.example/x"
        }) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> new DatabaseSettings.External(url, "x", file));
      assertTrue(refused.getMessage().contains("sslmode=verify-full"), refused.getMessage());
    }
    for (String url :
        new String[] {
          "jdbc:postgresql://db.acme.example:5432/x?sslmode=verify-full&sslrootcert=/etc/ca.pem",
          "jdbc:postgresql://127.0.0.1:5432/x",
          "jdbc:postgresql://[::1]/x",
          "jdbc:postgresql://localhost/x",
          "jdbc:postgresql:x"
        }) {
      new DatabaseSettings.External(url, "x", file);
    }
  }
}
