package org.kumiki.coordinator.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ProblemException;

/** Runs of nodes against a real PostgreSQL. */
class NodeInstancesTest {
  private static final Optional<NodeRun> ORIGINAL = run("a", 5);
  private static final Optional<NodeRun> COPY = run("b", 6);

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;

  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final NodeInstances instances = new NodeInstances(database.jdbi(), new TestClock());

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("coordinator")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/coordinator");
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @BeforeEach
  void oneMember() {
    database.jdbi().useHandle(handle -> handle.execute("TRUNCATE member CASCADE"));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("INSERT INTO member (organisation, node) VALUES ('acme', 'n')"));
  }

  private static Optional<NodeRun> run(String digit, long start) {
    return Optional.of(new NodeRun(digit.repeat(32), start));
  }

  private void comes(Optional<NodeRun> run) {
    instances.check("acme", run);
  }

  private String refused(Optional<NodeRun> run) {
    return assertThrows(ProblemException.class, () -> comes(run)).problem().code();
  }

  private MembershipStore.Member member() {
    return new MembershipStore(database.jdbi()).all().get(0);
  }

  @Test
  void twoRunsAtOnceAreNamedAndNeitherIsServedUntilAReset() {
    comes(ORIGINAL);
    comes(COPY);
    now = now.plus(Duration.ofSeconds(31));
    assertEquals("node-copied", refused(ORIGINAL));
    assertEquals("node-copied", refused(COPY));
    assertEquals("node-copied", refused(Optional.empty()));
    assertNotNull(member().copiedAt());

    assertTrue(instances.reset("acme"));
    assertNull(member().copiedAt());
    comes(ORIGINAL);
    comes(ORIGINAL);
  }

  @Test
  void restartsAndARestoredBackupGoOn() {
    comes(ORIGINAL);
    comes(COPY);
    now = now.plus(Duration.ofHours(1));
    comes(run("c", 7));
    comes(run("c", 7));
    assertNull(member().olderStartAt());
    comes(run("d", 3));
    comes(run("d", 3));
    assertNotNull(member().olderStartAt());
    assertNull(member().copiedAt());
  }

  @Test
  void whoHasSaidItsRunOnceSaysItAlways() {
    comes(Optional.empty());
    comes(ORIGINAL);
    assertEquals("instance-missing", refused(Optional.empty()));
    comes(ORIGINAL);
  }

  @Test
  void nobodyIsResetWhoIsNoMember() {
    assertFalse(instances.reset("birch"));
  }
}
