package org.kumiki.node.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.ledger.Checkpoint;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerEntry.Verdict;
import org.kumiki.exchange.ledger.LedgerOrigin;
import org.kumiki.exchange.ledger.LedgerStatus;
import org.kumiki.exchange.ledger.Witnessing;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.postgres.EmbeddedPostgres;

/** The ledger's tables against a real PostgreSQL; each test has a schema of its own. */
class LedgerStoreTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SigningKey ALPHA = SigningKey.generate("alpha", RANDOM);
  private static final SigningKey BETA = SigningKey.generate("beta", RANDOM);
  private static final RosterSnapshot ROSTER =
      RosterSnapshot.first(
          "trial",
          organisation(SigningKey.generate("coordinator", RANDOM)),
          List.of(
              organisation(ALPHA),
              organisation(BETA),
              organisation(SigningKey.generate("gamma", RANDOM))));

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static int schemas;

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @Test
  void entriesAreNumberedAndTheHeadCoversThemAll() {
    Node node = new Node(newSchema("latest"));
    assertEquals(0, node.heads.own().size());
    append(node, 3);
    assertEquals(List.of(1L, 2L, 3L), node.ledger.all().stream().map(LedgerRow::number).toList());
    assertEquals(3, node.heads.own().size());
    assertTrue(Checkpoint.verifies(node.heads.own(), ROSTER, "alpha"));
    assertTrue(node.verification.verify().inOrder());
    assertTrue(node.verification.note().verifies(ROSTER));
  }

  @Test
  void theTreeIsTheSameAfterReopening() {
    Jdbi jdbi = newSchema("latest");
    Node node = new Node(jdbi);
    append(node, 21);
    LedgerHead head = node.heads.own();
    Node reopened = new Node(jdbi);
    assertEquals(head, reopened.heads.own());
    append(reopened, 1);
    assertEquals(22, reopened.heads.own().size());
    assertTrue(reopened.verification.verify().inOrder());
  }

  @Test
  void twoEntriesOfTheSameWordsHaveDifferentLeaves() {
    Node node = new Node(newSchema("latest"));
    append(node, 2);
    List<LedgerStore.Salted> rows = rows(node);
    assertNotEquals(rows.get(0).salt(), rows.get(1).salt());
    assertNotEquals(rows.get(0).leaf(), rows.get(1).leaf());
  }

  @Test
  void rowsOfTheFirstReleaseGetSaltsAndLeavesThatFit() {
    Jdbi jdbi = newSchema("1");
    insertFirstRelease(jdbi, "row count — 引張強さ", "GRANTED", "");
    jdbi.useHandle(handle -> handle.execute("SELECT nextval('ledger_entry_number_seq')")); // a gap
    insertFirstRelease(jdbi, "sums", "WITHHELD", "3 rows, fewer than 10");
    insertFirstRelease(jdbi, "sums", "REFUSED", "not approved");
    migrate(schemaOf(jdbi), "latest");

    Node node = new Node(jdbi);
    LedgerVerification.Report report = node.verification.verify();
    assertEquals(List.of(), report.faults());
    assertEquals(3, report.entries());
    append(node, 2);
    assertTrue(node.verification.verify().inOrder());
    assertEquals(
        List.of("GRANTED", "WITHHELD", "REFUSED", "GRANTED", "GRANTED"),
        node.ledger.all().stream().map(LedgerRow::verdict).toList());
    assertEquals(5, rows(node).stream().map(LedgerStore.Salted::salt).distinct().count());
  }

  @Test
  void anEntryCanNeitherBeChangedNorRemoved() {
    Jdbi jdbi = newSchema("latest");
    append(new Node(jdbi), 1);
    for (String change :
        List.of(
            "UPDATE ledger_entry SET reason = 'x'",
            "UPDATE ledger_entry SET salt = leaf",
            "DELETE FROM ledger_entry",
            "TRUNCATE ledger_entry")) {
      assertThrows(
          JdbiException.class, () -> jdbi.useHandle(handle -> handle.execute(change)), change);
    }
    assertEquals(1, new Node(jdbi).ledger.all().size());
  }

  @Test
  void aRowThatWasChangedPastTheServiceIsFound() {
    for (String change :
        List.of(
            "reason = 'x'",
            "verdict = 'REFUSED'",
            "verdict = 'NONSENSE'",
            "study_hash = 'no hash'",
            "at = at + interval '1 microsecond'",
            "at = 'infinity'",
            "length = -1",
            "salt = sha256(salt)")) {
      Jdbi jdbi = newSchema("latest");
      Node node = new Node(jdbi);
      append(node, 5);
      past(jdbi, "UPDATE ledger_entry SET " + change + " WHERE number = 3");
      LedgerVerification.Report report = node.verification.verify();
      assertEquals(
          List.of(3L),
          report.faults().stream().map(LedgerVerification.Fault::number).toList(),
          change);
      assertFalse(report.inOrder());
      assertFalse(new Node(jdbi).verification.verify().inOrder(), "after a restart too");
    }
  }

  @Test
  void aRemovedRowIsFoundAndNothingIsAppendedAfterIt() {
    Jdbi jdbi = newSchema("latest");
    Node node = new Node(jdbi);
    append(node, 5);
    past(jdbi, "DELETE FROM ledger_entry WHERE number = 3");
    assertFalse(node.verification.verify().inOrder());
    Node reopened = new Node(jdbi);
    assertFalse(reopened.verification.verify().inOrder());
    assertThrows(IllegalStateException.class, () -> append(reopened, 1));
    assertEquals(4, reopened.ledger.all().size());
  }

  @Test
  void rowsThatVanishUnderARunningServiceStopItsAppends() {
    Jdbi jdbi = newSchema("latest");
    Node node = new Node(jdbi);
    append(node, 5);
    past(jdbi, "DELETE FROM ledger_entry WHERE number > 3");
    assertThrows(IllegalStateException.class, () -> append(node, 1));
    LedgerVerification.Report report = node.verification.verify();
    assertEquals(3, report.entries());
    assertFalse(report.inOrder());
  }

  @Test
  void aLedgerThatWasRewrittenWithItsLeavesIsFoundByWhatOthersHaveSeen() {
    Jdbi jdbi = newSchema("latest");
    Node node = new Node(jdbi);
    append(node, 5);
    node.heads.confirm("beta", node.heads.own());
    Jdbi forged = newSchema("latest");
    append(new Node(forged), 5);
    past(jdbi, "DELETE FROM ledger_entry");
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO ledger_entry SELECT * FROM " + schemaOf(forged) + ".ledger_entry"));
    Node restarted = new Node(jdbi);
    LedgerVerification.Report report = restarted.verification.verify();
    assertEquals(List.of(), report.faults());
    assertFalse(report.inOrder());
    assertEquals(new LedgerStatus.Forked("beta", 5), restarted.heads.status());
  }

  @Test
  void aRestoredOlderCopyIsBehindUntilTheNewerOneIsBack() {
    Jdbi jdbi = newSchema("latest");
    Node node = new Node(jdbi);
    append(node, 12);
    Jdbi backup = newSchema("latest");
    backup.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO ledger_entry SELECT * FROM " + schemaOf(jdbi) + ".ledger_entry"));
    append(node, 3);
    LedgerHead seenByBeta = node.heads.own();

    Node restored = new Node(backup);
    assertTrue(restored.heads.status().inOrder(), "nobody has said anything yet");
    assertTrue(restored.verification.verify().inOrder());
    LedgerStatus status = restored.heads.confirm("beta", seenByBeta);
    assertEquals(new LedgerStatus.Behind(12, "beta", 15), status);
    assertEquals(status, restored.heads.status());
    assertEquals(status, new Node(backup).heads.status(), "after a restart too");
    LedgerVerification.Report report = restored.verification.verify();
    assertFalse(report.inOrder());
    assertEquals(status, report.witnesses().get(0).standing());

    assertTrue(new Node(jdbi).heads.confirm("beta", seenByBeta).inOrder());
  }

  @Test
  void aRestoredCopyThatWasWrittenToIsForked() {
    Jdbi jdbi = newSchema("latest");
    Node node = new Node(jdbi);
    append(node, 2);
    LedgerHead seen = node.heads.own();
    Node other = new Node(newSchema("latest"));
    append(other, 3);
    assertEquals(new LedgerStatus.Forked("beta", 2), other.heads.confirm("beta", seen));
  }

  @Test
  void theLargestHeadOfAPeerIsKeptAcrossRestarts() {
    Jdbi jdbi = newSchema("latest");
    Node node = new Node(jdbi);
    assertEquals(Optional.empty(), node.heads.witnessed("beta"));
    assertEquals(Witnessing.NEWER, node.heads.witness("beta", betas(2)));
    assertEquals(Witnessing.NEWER, node.heads.witness("beta", betas(4)));
    assertEquals(Witnessing.OLDER, node.heads.witness("beta", betas(3)));
    Node reopened = new Node(jdbi);
    assertEquals(Witnessing.KNOWN, reopened.heads.witness("beta", betas(4)));
    assertEquals(Optional.of(betas(4)), reopened.heads.witnessed("beta"));
    LedgerHead forked =
        new Checkpoint(node.ledger.origin(), 4, ByteString.of(new byte[32])).sign(ALPHA);
    assertEquals(Witnessing.FORKED, reopened.heads.witness("beta", forked));
    assertEquals(Optional.of(betas(4)), reopened.heads.witnessed("beta"));
  }

  @Test
  void anOwnHeadThatWasPutIntoTheTableBySomebodyElseIsAFault() {
    Node node = new Node(newSchema("latest"));
    append(node, 2);
    LedgerHead own = node.heads.own();
    node.heads.confirm("beta", new LedgerHead(2, own.root(), betas(2).signature()));
    LedgerVerification.Report report = node.verification.verify();
    assertEquals(1, report.faultCount());
    assertFalse(report.inOrder());
  }

  @Test
  void anAppendWhoseAnswerWasLostIsTakenInBeforeTheNext() {
    Jdbi jdbi = newSchema("latest");
    Node node = new Node(jdbi);
    append(node, 1);
    append(new Node(jdbi), 1); // committed, and the first store did not hear of it
    append(node, 1);
    assertEquals(3, node.heads.own().size());
    assertTrue(node.verification.verify().inOrder());
  }

  @Test
  void entriesFromManyThreadsFollowOneAnother() {
    Node node = new Node(newSchema("latest"));
    IntStream.range(0, 40).parallel().forEach(i -> append(node, 1));
    assertEquals(40, node.heads.own().size());
    assertTrue(node.verification.verify().inOrder());
  }

  private static final class Node {
    private final LedgerStore ledger;
    private final HeadStore heads;
    private final LedgerVerification verification;

    Node(Jdbi jdbi) {
      ledger = new LedgerStore(jdbi, "trial", ALPHA, RANDOM);
      heads = new HeadStore(jdbi, ledger);
      verification = new LedgerVerification(ledger, heads, () -> List.of(ROSTER), ALPHA::publicKey);
    }
  }

  private static void append(Node node, int entries) {
    for (int i = 0; i < entries; i++) {
      node.ledger.append(
          new LedgerEntry(
              ByteString.of(new byte[32]), 1, 2, "sums of 3 — 引張強さ", 40, 3, Verdict.GRANTED, ""));
    }
  }

  private static List<LedgerStore.Salted> rows(Node node) {
    List<LedgerStore.Salted> rows = new ArrayList<>();
    node.ledger.forEachSalted(rows::add);
    return rows;
  }

  /** The head of some ledger of beta. */
  private static LedgerHead betas(long size) {
    return new Checkpoint(
            new LedgerOrigin("trial", "beta"), size, ByteString.fromHex("07".repeat(32)))
        .sign(BETA);
  }

  /** As the database's owner can: without the trigger. */
  private static void past(Jdbi jdbi, String change) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_append_only");
          handle.execute(change);
          handle.execute("ALTER TABLE ledger_entry ENABLE TRIGGER ledger_append_only");
        });
  }

  private static void insertFirstRelease(Jdbi jdbi, String subject, String verdict, String reason) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO ledger_entry (study_hash, epoch, round, subject, length, cohort,"
                    + " verdict, reason) VALUES (?, 1, 2, ?, 40, 3, ?, ?)",
                "ab".repeat(32),
                subject,
                verdict,
                reason));
  }

  private static Jdbi newSchema(String target) {
    String schema = "s" + ++schemas;
    migrate(schema, target);
    EmbeddedPostgres server = database.embedded().orElseThrow();
    return Jdbi.create(url(schema), server.user(), server.password());
  }

  private static void migrate(String schema, String target) {
    EmbeddedPostgres server = database.embedded().orElseThrow();
    Flyway.configure()
        .dataSource(server.jdbcUrl(), server.user(), server.password())
        .schemas(schema)
        .locations("classpath:db/node")
        .target(target)
        .load()
        .migrate();
  }

  private static String url(String schema) {
    String url = database.embedded().orElseThrow().jdbcUrl();
    return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
  }

  private static String schemaOf(Jdbi jdbi) {
    return jdbi.withHandle(
        handle -> handle.createQuery("SELECT current_schema()").mapTo(String.class).one());
  }

  private static Organisation organisation(SigningKey key) {
    return new Organisation(key.name(), key.name(), key.publicKey());
  }
}
