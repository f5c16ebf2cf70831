package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.disclosure.ColumnDigest;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StoredColumn;
import org.kumiki.node.dataset.StoredRow;
import org.kumiki.node.ledger.LedgerStore;
import org.kumiki.node.participation.RowChoice.Choice;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** The query ledger and the data epochs against a real PostgreSQL; a dataset of its own a test. */
class QuestionStoreTest {
  private static final int MINIMUM = 3;
  private static final List<ColumnDigest> OLD = List.of(new ColumnDigest("urn:x", 1, 2, 10));
  private static final List<ColumnDigest> NEW = List.of(new ColumnDigest("urn:x", 3, 2, 10));

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static DatasetStore datasets;
  private static StudyStore studies;
  private static QuestionStore questions;
  private static DataEpochs epochs;
  private static RowChoice choice;
  private static int titles;

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    datasets = new DatasetStore(database.jdbi());
    studies = new StudyStore(database.jdbi());
    questions = new QuestionStore(database.jdbi(), () -> MINIMUM, new SecureRandom());
    epochs = new DataEpochs(database.jdbi());
    choice = new RowChoice(datasets, epochs, questions);
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @Test
  void aStudyIsChargedOnceHoweverOftenItsRoundsAreRunAgain() throws IOException {
    Study study = approved("once", 1, "abcde");
    assertEquals(Optional.empty(), questions.admit(study, OLD));
    assertEquals(Optional.empty(), questions.admit(study, List.of()));
    QuestionStore.Row row = only(study);
    assertEquals(List.of("urn:x"), row.question().terms());
    assertEquals("once", row.question().dataset());
    assertFalse(row.repeated());
  }

  @Test
  void theSameStatisticOfTheSameCohortIsNoNewCharge() throws IOException {
    Study first = approved("repeated", 1, "abcde");
    Study second = approved("repeated", 1, "abcde");
    questions.admit(first, OLD);
    questions.admit(second, OLD);
    assertTrue(only(second).repeated());
    assertEquals(Optional.of(first.hash()), questions.repeated(second, "repeated"));
    Choice.Rows rows = assertInstanceOf(Choice.Rows.class, choose(second, "repeated"));
    assertTrue(
        rows.notes().stream().anyMatch(n -> n.sentence().contains("the same question as study")),
        rows.notes().toString());
  }

  @Test
  void ofTwoCohortsThatDifferByOneTheFirstThatStartsWins() throws IOException {
    Study five = approved("race", 1, "abcde");
    Study four = approved("race", 1, "abcd");
    List<Callable<Optional<String>>> both =
        List.of(() -> questions.admit(five, OLD), () -> questions.admit(four, OLD));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<String> refusals = new ArrayList<>();
    try {
      for (Future<Optional<String>> answer : threads.invokeAll(both)) {
        answer.get().ifPresent(refusals::add);
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
    assertEquals(1, refusals.size());
    assertTrue(refusals.get(0).contains("would single out e"), refusals.get(0));
  }

  @Test
  void aCohortThatWouldSingleAMemberOutIsDeniedBeforeAnybodyApproves() throws IOException {
    questions.admit(approved("denied", 1, "abcde"), OLD);
    Study four = study(1, "abcd");
    Choice.Denied denied = assertInstanceOf(Choice.Denied.class, choose(four, "denied"));
    assertTrue(denied.note().sentence().contains("would single out e"), denied.note().sentence());
    assertInstanceOf(Choice.Rows.class, choose(study(2, "abcd"), "denied"));
  }

  @Test
  void whereTheMainDatasetMayNotAnswerTheStewardNamesAnother() throws IOException {
    questions.admit(approved("main", 1, "abcde"), OLD);
    load("spare");
    Study four = study(1, "abcd");
    Choice.Unfit unfit =
        assertInstanceOf(Choice.Unfit.class, choice.choose(four, Optional.empty()));
    assertTrue(
        unfit.notes().get(0).sentence().startsWith("dataset main may not answer it"),
        unfit.notes().toString());
    assertTrue(choice.open(four).contains("spare"));
    assertFalse(choice.open(four).contains("main"));
    assertEquals(Optional.empty(), choice.denied(four), "it is not declined by itself");
    assertInstanceOf(Choice.Rows.class, choose(four, "spare"));
    // Where it may, it is meant.
    Choice.Rows meant =
        assertInstanceOf(Choice.Rows.class, choice.choose(study(1, "abcde"), Optional.empty()));
    assertEquals("main", meant.version().dataset());
  }

  @Test
  void dataIsNewIfItDiffersFromWhatAnotherEpochMayHaveOpened() throws IOException {
    Study first = approved("epochs", 1, "abcde");
    assertTrue(questions.hasNewData(first, OLD), "nothing was asked before");
    questions.admit(first, OLD);
    Study second = approved("epochs", 2, "abcde");
    assertFalse(questions.hasNewData(second, OLD), "the first runs still, and may be opened");
    assertTrue(questions.hasNewData(second, NEW));
    end(first);
    assertTrue(questions.hasNewData(second, OLD), "the first ended after its flags");
    answered(first);
    assertFalse(questions.hasNewData(second, OLD));
  }

  @Test
  void theFlagOfAnAdmittedStudyStaysAsItWas() throws IOException {
    Study first = approved("frozen", 1, "abcde");
    questions.admit(first, OLD);
    Study later = approved("frozen", 3, "abcde");
    assertTrue(questions.hasNewData(later, NEW));
    questions.admit(later, NEW);
    questions.admit(approved("frozen", 2, "abcde"), NEW);
    assertTrue(questions.hasNewData(later, NEW), "its round is only run again");
  }

  @Test
  void theFirstApprovalBindsTheVersionAndNewerOnesWait() throws IOException {
    Study first = approved("bound", 1, "abcde");
    DatasetVersion second = load("bound");
    Choice.Rows now = assertInstanceOf(Choice.Rows.class, choose(study(1, "abcde"), "bound"));
    assertEquals(1, now.version().version());
    assertTrue(
        now.notes().get(0).sentence().contains("bound version 1 takes part"),
        now.notes().get(0).sentence());
    assertTrue(
        now.notes()
            .get(1)
            .sentence()
            .startsWith("version 2 is newer and waits for a later data epoch"));
    Choice.Rows next = assertInstanceOf(Choice.Rows.class, choose(study(2, "abcde"), "bound"));
    assertEquals(second, next.version());
    boolean rebound =
        database.jdbi().inTransaction(handle -> epochs.bind(handle, "bound", 1, second.id()));
    assertFalse(rebound, first.title());
  }

  @Test
  void anEpochThatIsOverForADatasetIsDeniedInWords() throws IOException {
    approved("over", 5, "abcde");
    Choice.Denied denied = assertInstanceOf(Choice.Denied.class, choose(study(4, "abcde"), "over"));
    assertTrue(denied.note().sentence().contains("took no part in 4"), denied.note().sentence());
  }

  @Test
  void nothingOfTheQueryLedgerCanBeChanged() throws IOException {
    questions.admit(approved("fixed", 1, "abcde"), OLD);
    byte[] key = questions.digestKey();
    for (String change :
        List.of(
            "UPDATE question SET repeated = true",
            "DELETE FROM question_column",
            "TRUNCATE question CASCADE",
            "DELETE FROM data_epoch_version",
            "UPDATE digest_key SET key = ''")) {
      assertThrows(
          JdbiException.class,
          () -> database.jdbi().useHandle(handle -> handle.execute(change)),
          change);
    }
    assertArrayEquals(key, questions.digestKey());
  }

  private static Choice choose(Study study, String dataset) {
    return choice.choose(study, Optional.of(dataset));
  }

  private static QuestionStore.Row only(Study study) {
    List<QuestionStore.Row> rows =
        questions.all().stream()
            .filter(row -> row.question().studyHash().equals(study.hash()))
            .toList();
    assertEquals(1, rows.size());
    return rows.get(0);
  }

  /** Proposed and approved on the newest version, or the one that its epoch is bound to. */
  private static Study approved(String dataset, int dataEpoch, String cohort) throws IOException {
    Study study = study(dataEpoch, cohort);
    DatasetVersion newest =
        datasets.newest(dataset).isPresent()
            ? datasets.newest(dataset).orElseThrow()
            : load(dataset);
    database
        .jdbi()
        .useTransaction(
            handle -> {
              studies.propose(handle, study);
              epochs.bind(handle, dataset, dataEpoch, newest.id());
              studies.decide(
                  handle,
                  study.hash().hex(),
                  StudyStore.Decision.APPROVED,
                  "steward",
                  Optional.of(newest.id()));
            });
    return study;
  }

  private static DatasetVersion load(String dataset) throws IOException {
    return datasets.commit(
        dataset,
        "0".repeat(64),
        "columns: {}",
        List.of(new StoredColumn("x", "urn:x", "property", true, 0, "urn:unit", null, null)),
        action -> action.accept(new StoredRow(0, 2, new double[] {1}, List.of(), null)));
  }

  private static void end(Study study) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate("UPDATE study SET ended_at = now() WHERE hash = :hash")
                    .bind("hash", study.hash().hex())
                    .execute());
  }

  private static void answered(Study study) {
    SecureRandom random = new SecureRandom();
    new LedgerStore(database.jdbi(), "trial", SigningKey.generate("a", random), random)
        .append(new LedgerEntry(study.hash(), 1, 2, "sums", 3, 5, LedgerEntry.Verdict.GRANTED, ""));
  }

  private static Study study(int dataEpoch, String cohort) {
    return new Study(
        "trial",
        ByteString.of(new byte[32]),
        dataEpoch,
        "Study " + titles++,
        "to test",
        List.of(cohort.split("")),
        new Method.Statistics(),
        List.<Feature>of(new NumericTerm("urn:x", "urn:unit", -100, 100)),
        Optional.empty(),
        List.of(),
        1000,
        3,
        10,
        4_000_000_000L);
  }
}
