package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.postgres.EmbeddedPostgres;
import org.kumiki.trial.federation.ServiceProcess.Program;

/**
 * Two coordinators with the same keys beside each other, on one database and one folder of vectors;
 * each connection of a node goes to one of them at random.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoCoordinatorsTest {
  private static final String[] MEMBERS = {"alpha", "beta", "gamma"};
  private static final boolean LONG = Boolean.getBoolean("kumiki.long");

  private Trial trial;
  private FolderLock lock;
  private EmbeddedPostgres postgres;
  private Connection database;
  private RandomSwitch connections;
  private ServiceProcess second;
  private Pooled pooled;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    trial = Trial.found(folder, MEMBERS);
    lock = DataFolder.open(folder.resolve("database")).lock();
    postgres = EmbeddedPostgres.start(lock, Trial.programs());
    database =
        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    int address = trial.address().getPort();
    int[] ports = {LocalFederation.freePort(), LocalFederation.freePort()};
    Path copy = folder.resolve("second-coordinator");
    copyFolder(trial.coordinatorFolder(), copy);
    share(trial.coordinatorFolder(), ports[0], folder);
    share(copy, ports[1], folder);
    connections = new RandomSwitch(address, 20261121, ports);
    second = new ServiceProcess(Program.COORDINATOR, copy, folder.resolve("second.log"));
    second.launch(JvmProfile.SMALL);
    trial.start();
    second.awaitReady();
    trial.load("alpha", "main", TestTable.english(TestRows.of(21, 40)));
    trial.load("beta", "main", TestTable.japanese(TestRows.of(22, 40)));
    trial.load("gamma", "main", TestTable.imperial(TestRows.of(23, 40)));
    pooled = new Pooled(trial.pooled("main", MEMBERS));
  }

  @AfterAll
  void stop() throws SQLException {
    if (trial != null) {
      trial.close();
    }
    if (second != null) {
      second.close();
    }
    if (connections != null) {
      connections.close();
    }
    if (database != null) {
      database.close();
    }
    if (postgres != null) {
      postgres.close();
    }
    if (lock != null) {
      lock.close();
    }
  }

  @Test
  void killingOneOfTheTwoChangesNoBitOfAResult() throws Exception {
    byte[] undisturbed = result(trial.complete(Trial.ridge("Undisturbed")));
    long seed = LONG ? System.nanoTime() : 20261121;
    int kills = LONG ? 20 : 4;
    System.out.println("TwoCoordinatorsTest: " + kills + " kills, seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < kills; i++) {
      String hash = trial.propose(Trial.ridge("Disturbed " + i));
      trial.approveEverywhere(hash);
      int round = random.nextInt(4);
      Await.until("round " + round + " is published", () -> number("round", hash) >= round);
      ServiceProcess victim = i % 2 == 0 ? trial.federation().coordinator() : second;
      victim.kill();
      if (random.nextBoolean()) {
        Await.until("the other one ends the study", () -> number("round", hash) == 4);
      }
      trial.federation().restart(victim);
      assertEquals("COMPLETED", trial.end(hash));
      assertArrayEquals(undisturbed, result(hash));
      for (String member : MEMBERS) {
        pooled.assertRidge(trial.result(member, hash));
      }
      assertEquals(number("round", hash), openings(hash), "each round is opened once");
    }
    assertTrue(connections.taken(0) > 0 && connections.taken(1) > 0, "both were spoken to");
  }

  private byte[] result(String hash) throws SQLException {
    try (PreparedStatement query =
        database.prepareStatement("SELECT progress FROM model WHERE study_hash = ?")) {
      query.setString(1, hash);
      try (ResultSet rows = query.executeQuery()) {
        assertTrue(rows.next(), "a completed study has its result");
        return rows.getBytes(1);
      }
    }
  }

  private int number(String column, String hash) throws SQLException {
    return count("SELECT " + column + " FROM study WHERE hash = ?", hash);
  }

  private int openings(String hash) throws SQLException {
    return count("SELECT count(*) FROM study_event WHERE kind = 'OPENED' AND study_hash = ?", hash);
  }

  private int count(String sql, String hash) throws SQLException {
    try (PreparedStatement query = database.prepareStatement(sql)) {
      query.setString(1, hash);
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private void share(Path coordinator, int port, Path folder) throws IOException {
    Path password = folder.resolve("database-password");
    PrivateFile.write(password, postgres.password());
    Path settings = coordinator.resolve("kumiki.yml");
    String text = Files.readString(settings).replaceAll("(?m)^port: .*", "port: " + port);
    List<String> shared =
        List.of(
            "database:",
            "  url: " + postgres.jdbcUrl(),
            "  user: " + postgres.user(),
            "  passwordFile: " + password,
            "vectors: " + folder.resolve("vectors"),
            "");
    Files.writeString(settings, text + String.join("\n", shared));
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
