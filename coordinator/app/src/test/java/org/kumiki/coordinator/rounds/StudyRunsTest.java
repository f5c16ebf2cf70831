package org.kumiki.coordinator.rounds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.coordinator.rounds.StudyRuns.Withdrawal;
import org.kumiki.coordinator.studies.StudyFile;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.slf4j.LoggerFactory;

/** Studies and their ends against a real PostgreSQL. */
class StudyRunsTest {
  private static final Instant NOW = Instant.now();
  private static final Map<String, SigningKey> KEYS = new TreeMap<>();

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static RosterSnapshot roster;
  private static SigningKey coordinator;
  private static ModelStore models;
  private static MembershipStore members;
  private static int titles;

  private final Path folder = temporary.resolve("rounds");
  private Rounds rounds;
  private StudyRuns runs;

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("coordinator")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/coordinator");
    SecureRandom random = new SecureRandom();
    List<Organisation> organisations = new ArrayList<>();
    for (String name : List.of("acme", "birch", "cedar", "daigo")) {
      KEYS.put(name, SigningKey.generate(name, random));
      organisations.add(new Organisation(name, name, KEYS.get(name).publicKey()));
    }
    coordinator = SigningKey.generate("coordinator", random);
    roster =
        RosterSnapshot.first(
            "trial",
            new Organisation("coordinator", "Coordinator", coordinator.publicKey()),
            organisations);
    models = new ModelStore(database.jdbi(), Vocabulary.shipped(), Clock.systemUTC());
    members = new MembershipStore(database.jdbi());
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @BeforeEach
  void emptyTables() {
    sql("TRUNCATE member, study, study_event, inbox, model");
    for (String name : KEYS.keySet()) {
      sql(
          "INSERT INTO member (organisation, node, certificate_sha256) VALUES ('"
              + name
              + "', 'node-1', '"
              + name
              + "')");
    }
    start();
  }

  /** A process that knows nothing but the database. */
  private void start() {
    rounds = Rounds.create(database.jdbi(), models, members, folder, roster, coordinator);
    runs = rounds.runs();
  }

  @Test
  void aMessageThatComesTwiceIsRecordedOnce() {
    Study study = submitted("cohort: [acme, birch, cedar]");
    SignedMessage consent = consent(study, "acme");
    assertTrue(runs.receive(consent));
    int events = events(study);
    for (int i = 0; i < 3; i++) {
      assertTrue(runs.receive(SignedMessage.decode(consent.encode())));
    }
    assertEquals(events, events(study));
    // After a restart the state is replayed, of other objects.
    start();
    assertTrue(runs.receive(consent));
    assertEquals(events, events(study));
    assertTrue(runs.receive(consent(study, "birch")));
    assertEquals(events + 1, events(study));
  }

  @Test
  void theSameStudyAgainIsTheSameStudyWhileItRuns() {
    Study study = study("Again", "");
    assertEquals(new Submission.Accepted(true), runs.submit(study));
    assertEquals(new Submission.Accepted(false), runs.submit(study));
    assertEquals(1, events(study));
  }

  @Test
  void aQuestionIsNotAskedTwiceAtOnce() {
    Study first = study("Once", "expires: P1D");
    Study second = study("Once", "expires: P2D");
    runs.submit(first);
    assertEquals(new Submission.AskedAlready(first.hash().hex()), runs.submit(second));
    assertEquals(new Submission.Accepted(true), runs.submit(study("Once more", "expires: P2D")));
    assertEquals(Withdrawal.WITHDRAWN, runs.withdraw(first.hash().hex()));
    assertEquals(new Submission.Accepted(true), runs.submit(second));
  }

  @Test
  void aStudyThatHasEndedSaysHowAndIsNotTakenBackAgain() {
    Study study = submitted("");
    assertEquals(Withdrawal.WITHDRAWN, runs.withdraw(study.hash().hex()));
    int events = events(study);
    assertEquals(Withdrawal.ENDED_BEFORE, runs.withdraw(study.hash().hex()));
    assertEquals(new Submission.EndedBefore(Reason.WITHDRAWN), runs.submit(study));
    assertEquals(events, events(study));
    assertEquals(Withdrawal.UNKNOWN, runs.withdraw("0".repeat(64)));
  }

  @Test
  void aRevokedMemberEndsItsStudiesAndIsInNoNewOne() {
    Study with = submitted("");
    Study without = submitted("cohort: [acme, birch, cedar]");
    assertTrue(members.revoke("daigo"));
    assertEquals(1, runs.withdrawAllOf("daigo"));
    assertEquals(0, runs.withdrawAllOf("daigo"));
    assertEquals("WITHDRAWN", rounds.store().summary(with.hash().hex()).orElseThrow().reason());
    assertEquals(null, rounds.store().summary(without.hash().hex()).orElseThrow().reason());
    assertEquals(new Submission.Revoked(List.of("daigo")), runs.submit(study("Next", "")));
  }

  @Test
  void aModelIsForThoseWhoTookPart() {
    Study study = submitted("cohort: [acme, birch, cedar]");
    String hash = study.hash().hex();
    sql("INSERT INTO model (study_hash, progress, card) VALUES ('" + hash + "', '', '{}')");
    assertTrue(models.findFor(hash, "acme").isPresent());
    assertTrue(models.findFor(hash, "daigo").isEmpty());
    assertTrue(models.findFor("0".repeat(64), "acme").isEmpty());
  }

  @Test
  void aStudyThatCannotBeReadStopsNeitherOthersNorDeadlinesAndIsLoggedOnce() {
    Study broken = submitted("");
    Study incomplete = submitted("");
    Study overdue = submitted("");
    Study later = submitted("");
    sql(
        "UPDATE study SET deadline = now() - interval '1 day' WHERE hash <> '"
            + later.hash().hex()
            + "'");
    sql("UPDATE study SET bytes = 'x' WHERE hash = '" + broken.hash().hex() + "'");
    sql(
        "UPDATE study SET bytes = 'y', state = 'Opening' WHERE hash = '"
            + incomplete.hash().hex()
            + "'");
    start();
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(RoundWorker.class);
    logger.addAppender(log);
    try {
      rounds.worker().pass();
      rounds.worker().pass();
    } finally {
      logger.detachAppender(log);
    }
    assertEquals("DEADLINE", rounds.store().summary(overdue.hash().hex()).orElseThrow().reason());
    assertEquals(null, rounds.store().summary(later.hash().hex()).orElseThrow().reason());
    // Two studies with a deadline, and one of them with a round.
    assertEquals(3, log.list.size(), log.list.toString());
  }

  @Test
  void roundsOfAnEndedStudyGoOnceADayIsOverAndEveryMemberHasReadItsEnd() throws IOException {
    Study running = submitted("");
    Study ended = submitted("cohort: [acme, birch, cedar]");
    runs.withdraw(ended.hash().hex());
    for (Study study : List.of(running, ended)) {
      Path round = Files.createDirectories(folder.resolve(study.hash().hex()).resolve("1-1"));
      Files.writeString(round.resolve("sum.bin"), "a sum");
    }
    RoundSweep sweep = new RoundSweep(rounds.store(), runs.files(), members, rounds.positions());
    rounds.positions().note("acme", 1000);
    rounds.positions().note("birch", 1000);
    rounds.positions().note("cedar", 1000);
    sweep.sweep();
    assertTrue(runs.files().has(ended.hash().hex()), "a day is not over");

    sql("UPDATE study SET ended_at = ended_at - interval '25 hours' WHERE ended_at IS NOT NULL");
    sql("UPDATE inbox SET at = at - interval '25 hours'");
    rounds.positions().note("cedar", 0);
    sweep.sweep();
    assertTrue(runs.files().has(ended.hash().hex()), "cedar has not read the end");

    members.revoke("cedar");
    sweep.sweep();
    assertFalse(runs.files().has(ended.hash().hex()));
    assertTrue(runs.files().has(running.hash().hex()));
  }

  private Study submitted(String more) {
    Study study = study("Study " + ++titles, more);
    assertEquals(new Submission.Accepted(true), runs.submit(study));
    return study;
  }

  private static Study study(String title, String more) {
    String yaml =
        "title: "
            + title
            + "\npurpose: a test\ncomputation: statistics\nfeatures: [kt:tensileStrength]\n"
            + more
            + "\n";
    return StudyFile.parse(yaml).resolve(Vocabulary.shipped(), roster, 1, NOW);
  }

  private static SignedMessage consent(Study study, String member) {
    return SignedMessage.sign(study.context(), new Consent(true), KEYS.get(member));
  }

  private static int events(Study study) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT count(*) FROM study_event WHERE study_hash = :hash")
                    .bind("hash", study.hash().hex())
                    .mapTo(Integer.class)
                    .one());
  }

  private static void sql(String statement) {
    database.jdbi().useHandle(handle -> handle.execute(statement));
  }
}
