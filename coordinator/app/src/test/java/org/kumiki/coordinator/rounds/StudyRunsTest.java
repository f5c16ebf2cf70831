package org.kumiki.coordinator.rounds;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.RosterBallots;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.registry.ModelStanding;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.coordinator.rounds.StudyRuns.Withdrawal;
import org.kumiki.coordinator.rounds.VectorFiles.RoundKey;
import org.kumiki.coordinator.studies.StudyFile;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.round.CoordinatorMachine;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.NodeRound;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.ModelWithdrawal;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.learning.computation.Moments;
import org.kumiki.learning.computation.MomentsResult;
import org.kumiki.learning.computation.Summary;
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
  private static final String COHORT = "cohort: [acme, birch, cedar]";
  private static final LedgerHead NO_LEDGER =
      new LedgerHead(0, ByteString.of(new byte[32]), ByteString.of(new byte[64]));

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static RosterSnapshot roster;
  private static RosterStore rosters;
  private static SigningKey coordinator;
  private static ModelStore models;
  private static MembershipStore members;
  private static int titles;

  private final Path folder = temporary.resolve("rounds");
  private final List<Rounds> processes = new ArrayList<>();
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
    rosters = new RosterStore(database.jdbi());
    models = new ModelStore(database.jdbi(), rosters, Vocabulary.shipped(), Clock.systemUTC());
    members = new MembershipStore(database.jdbi());
    adopt(RosterProposal.unsigned(roster, List.of(), List.of()));
  }

  private static void adopt(RosterProposal proposal) {
    RosterBallots ballots = new RosterBallots(database.jdbi(), rosters, members, Clock.systemUTC());
    ballots.propose(proposal, "the operator");
    KEYS.forEach(
        (name, key) ->
            ballots.approve(
                name, proposal.hash(), RosterApproval.sign(proposal, Optional.empty(), key)));
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @BeforeEach
  void emptyTables() {
    sql("TRUNCATE member, study, study_event, inbox, model CASCADE");
    sql("DELETE FROM roster WHERE version > 1");
    for (String name : KEYS.keySet()) {
      sql("INSERT INTO member (organisation, node) VALUES ('" + name + "', 'node-1')");
    }
    start();
  }

  /** A process that knows nothing but the database. */
  private void start() {
    rounds = process();
    runs = rounds.runs();
  }

  /** One of several processes on the database and the vectors. */
  private Rounds process() {
    Rounds process = Rounds.create(database.jdbi(), models, members, folder, rosters, coordinator);
    processes.add(process);
    return process;
  }

  @AfterEach
  void endProcesses() {
    processes.forEach(Rounds::close);
  }

  @Test
  void aMessageThatComesTwiceIsRecordedOnce() {
    Study study = submitted("cohort: [acme, birch, cedar]");
    SignedMessage consent = consent(study, "acme");
    assertEquals(Optional.empty(), runs.receive(consent));
    int events = events(study);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.empty(), runs.receive(SignedMessage.decode(consent.encode())));
    }
    assertEquals(events, events(study));
    // After a restart the state is replayed, of other objects.
    start();
    assertEquals(Optional.empty(), runs.receive(consent));
    assertEquals(events, events(study));
    assertEquals(Optional.empty(), runs.receive(consent(study, "birch")));
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
    assertTrue(models.findFor(hash, cohort -> cohort.contains("acme")).isPresent());
    assertTrue(models.findFor(hash, cohort -> cohort.contains("daigo")).isEmpty());
    assertTrue(models.findFor("0".repeat(64), cohort -> cohort.contains("acme")).isEmpty());
  }

  @Test
  void aModelIsForThoseToWhomTheStudyGivesIt() {
    Study study = submitted(COHORT + "\nrights: {use: members, export: participants}");
    String hash = registered(study);
    assertTrue(models.findFor(hash, concerned -> concerned.contains("daigo")).isPresent());
    assertTrue(models.findFor(hash, concerned -> concerned.contains("stranger")).isEmpty());
    Study named = submitted(COHORT + "\nrights: {use: [acme, daigo], export: [acme]}");
    String other = registered(named);
    assertTrue(models.findFor(other, concerned -> concerned.contains("daigo")).isPresent());
    assertTrue(models.findFor(other, concerned -> concerned.contains("cedar")).isPresent());
  }

  @Test
  void modelsOfOneTitleAreVersionsAndTheNextSupersedesTheOneBefore() {
    String first = registered(study("Strength", COHORT + "\nexpires: P1D"));
    String second = registered(study("Strength", COHORT + "\nexpires: P2D"));
    String other = registered(study("Hardness", COHORT));
    ModelStanding old = models.find(first).orElseThrow().standing();
    ModelStanding current = models.find(second).orElseThrow().standing();
    assertEquals(1, old.version());
    assertEquals(second, old.supersededBy());
    assertEquals(2, current.version());
    assertEquals(first, current.supersedes());
    assertEquals(null, current.supersededBy());
    assertEquals(1, models.find(other).orElseThrow().standing().version());
    assertThrows(JdbiException.class, () -> sql("UPDATE model_version SET version = 7"));
  }

  @Test
  void aWithdrawalIsOneSignedFactThatEveryHolderIsToldOnce() {
    Study study = submitted(COHORT + "\nrights: {use: [daigo, acme]}");
    String hash = registered(study);
    ModelStore.Registered model = models.find(hash).orElseThrow();
    ModelWithdrawal why = new ModelWithdrawal("Wrong unit", "単位の誤り");
    assertTrue(rounds.withdrawals().withdraw(model, why, "the curator"));
    assertFalse(
        rounds.withdrawals().withdraw(model, new ModelWithdrawal("Again", "再び"), "another"));
    ModelStanding standing = models.find(hash).orElseThrow().standing();
    assertEquals("Wrong unit", standing.withdrawal().reasonEn());
    assertEquals("the curator", standing.withdrawal().by());
    for (String member : KEYS.keySet()) {
      List<SignedMessage> told =
          rounds.inboxes().after(member, 0, 100, 1 << 20).stream()
              .map(letter -> SignedMessage.decode(letter.message()))
              .filter(message -> message.body().equals(why))
              .toList();
      assertEquals(1, told.size(), member);
      assertTrue(roster.verifies(told.get(0)), "signed by the coordinator");
      assertEquals(study.hash(), told.get(0).context().studyHash());
    }
    assertThrows(JdbiException.class, () -> sql("DELETE FROM model_withdrawal"));
  }

  /** As the last round would leave it. */
  private static String registered(Study study) {
    MomentsResult none =
        new MomentsResult((Moments) study.computation(), 30, 3, List.of(new Summary(30, 500, 100)));
    database
        .jdbi()
        .useTransaction(
            handle -> {
              handle
                  .createUpdate(
                      "INSERT INTO study (hash, bytes, deadline, state)"
                          + " VALUES (:hash, :bytes, now(), 'Ended')"
                          + " ON CONFLICT DO NOTHING")
                  .bind("hash", study.hash().hex())
                  .bind("bytes", study.encode())
                  .execute();
              models.register(handle, study, new Progress.Done(none, 3), List.of(1L));
            });
    return study.hash().hex();
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
    InboxStore inboxes = rounds.inboxes();
    RoundSweep sweep = new RoundSweep(rounds.store(), inboxes, runs.files());
    inboxes.workedOff("acme", 1000);
    inboxes.workedOff("birch", 1000);
    inboxes.workedOff("cedar", 1000);
    sweep.sweep();
    assertTrue(runs.files().has(ended.hash().hex()), "a day is not over");

    sql("UPDATE study SET ended_at = ended_at - interval '25 hours' WHERE ended_at IS NOT NULL");
    sql("UPDATE inbox SET at = at - interval '25 hours'");
    inboxes.workedOff("cedar", 0);
    sweep.sweep();
    assertTrue(runs.files().has(ended.hash().hex()), "cedar has not read the end");
    assertEquals(0, inboxes.after("acme", 0, 9, 1 << 20).size(), "worked off long ago");
    assertEquals(3, inboxes.after("cedar", 0, 9, 1 << 20).size());
    int first = inboxes.after("cedar", 0, 1, 1 << 20).get(0).message().length;
    assertEquals(1, inboxes.after("cedar", 0, 9, first).size(), "no more than so many bytes");
    assertEquals(1, inboxes.after("cedar", 0, 9, 1).size(), "but always one");

    members.revoke("cedar");
    sweep.sweep();
    assertFalse(runs.files().has(ended.hash().hex()));
    assertTrue(runs.files().has(running.hash().hex()));
  }

  @Test
  void processesThatTakeTurnsAtEveryStepComeToTheUndisturbedResult() throws IOException {
    byte[] undisturbed = run(submitted(COHORT), () -> rounds);
    Rounds other = process();
    Iterator<Rounds> turns = Stream.iterate(0, i -> i + 1).map(i -> turn(i, other)).iterator();
    Study study = submitted(COHORT);
    assertArrayEquals(undisturbed, run(study, turns::next));
    assertEquals(round(study), eventsOfKind(study, "OPENED"), "each round opened once");
  }

  /** Every tenth time a process that knows nothing but the database. */
  private Rounds turn(int number, Rounds other) {
    if (number % 10 == 9) {
      return process();
    }
    return number % 2 == 0 ? rounds : other;
  }

  private byte[] run(Study study, Supplier<Rounds> turns) throws IOException {
    TestMembers nodes = new TestMembers(study, roster, KEYS, turns);
    nodes.allConsent();
    do {
      nodes.deliverAll();
      assertTrue(roundsOnDisk(study) <= 2, "earlier rounds are cleared away");
      turns.get().worker().pass();
    } while (nodes.deliver(study.cohort()));
    RoundStore.Summary summary = rounds.store().summary(study.hash().hex()).orElseThrow();
    assertEquals("COMPLETED", summary.reason());
    assertEquals(1, roundsOnDisk(study), "the last one stays for those that lag");
    return models.find(study.hash().hex()).orElseThrow().progress();
  }

  @Test
  void aRoundStaysOnDiskUntilTheLastMemberHasGoneBeyondIt() throws IOException {
    Study study = submitted(COHORT);
    TestMembers nodes = new TestMembers(study, roster, KEYS, () -> rounds);
    nodes.allConsent();
    nodes.deliverAll();
    rounds.worker().pass();
    List<String> quick = List.of("acme", "birch");
    while (nodes.deliver(quick)) {
      // Cedar lags and has not checked round 1.
    }
    start();
    rounds.worker().pass();
    assertEquals(List.of("cedar"), awaited(study));
    RoundKey first = new RoundKey(study.hash().hex(), 1, 1);
    assertTrue(Files.exists(runs.files().sumFile(first)));
    nodes.deliverAll();
    rounds.worker().pass();
    assertFalse(Files.exists(runs.files().sumFile(first)));
    assertTrue(Files.exists(runs.files().sumFile(new RoundKey(study.hash().hex(), 1, 2))));
  }

  @Test
  void vectorsOfAnEpochThatWasAbandonedGoWithIt() throws IOException {
    Study study = submitted(COHORT);
    TestMembers nodes = new TestMembers(study, roster, KEYS, () -> rounds);
    nodes.allConsent();
    while (!(nodes.state("acme") instanceof NodeRound.Uploaded)) {
      nodes.deliver(List.of("acme", "birch"));
      if (!(nodes.state("cedar") instanceof NodeRound.Ready)) {
        nodes.deliver(List.of("cedar"));
      }
    }
    assertEquals(1, roundsOnDisk(study));
    nodes.restart("cedar", nodes.state("cedar").standing());
    nodes.deliver(List.of("cedar"));
    assertEquals(2, rounds.store().summary(study.hash().hex()).orElseThrow().epoch());
    assertEquals(0, roundsOnDisk(study));
    assertTrue(run(study, () -> rounds, nodes));
  }

  private boolean run(Study study, Supplier<Rounds> turns, TestMembers nodes) {
    do {
      nodes.deliverAll();
      turns.get().worker().pass();
    } while (nodes.deliver(study.cohort()));
    return "COMPLETED".equals(rounds.store().summary(study.hash().hex()).orElseThrow().reason());
  }

  @Test
  void aLeaseThatRanOutIsTakenOverAndItsHolderDoesNoHarm() throws IOException {
    Study study = submitted(COHORT);
    String hash = study.hash().hex();
    TestMembers nodes = new TestMembers(study, roster, KEYS, () -> rounds);
    nodes.allConsent();
    nodes.deliverAll();
    Lease slow = Lease.take(rounds.store(), hash, "a slow process").orElseThrow();
    Rounds other = process();
    other.worker().pass();
    assertEquals(0, round(study), "the lease is another's");
    sql("UPDATE study SET leased_until = now() - interval '1 second'");
    other.worker().pass();
    assertEquals(1, round(study));
    int events = events(study);
    assertFalse(slow.isHeld());
    runs.open(hash, slow);
    assertEquals(events, events(study));
    assertTrue(run(study, () -> rounds, nodes));
    assertEquals(round(study), eventsOfKind(study, "OPENED"));
  }

  @Test
  void aSumOfVectorsThatWereReplacedMeanwhileIsNotPublished() throws IOException {
    Study study = submitted(COHORT);
    TestMembers nodes = new TestMembers(study, roster, KEYS, () -> rounds);
    nodes.allConsent();
    nodes.deliverAll();
    Lease lease = Lease.take(rounds.store(), study.hash().hex(), "a process").orElseThrow();
    // While it adds up, a member is restarted and all begin a new epoch.
    SignedMessage leave =
        SignedMessage.sign(
            study.context().withEpoch(1), new Leave(Reason.RESTARTED), KEYS.get("birch"));
    assertEquals(Optional.empty(), runs.receive(leave));
    nodes.restart("birch", nodes.state("birch").standing());
    runs.open(study.hash().hex(), lease);
    assertEquals(0, round(study));
    assertTrue(run(study, () -> rounds, nodes));
  }

  @Test
  void whatIsWrongLateOrReplayedChangesNothing() throws IOException {
    Study study = submitted(COHORT);
    TestMembers nodes = new TestMembers(study, roster, KEYS, () -> rounds);
    nodes.allConsent();
    nodes.deliverAll();
    rounds.worker().pass();
    Iterator<Rounds> turns = List.of(rounds, process()).iterator();
    while (turns.hasNext()) {
      StudyRuns at = turns.next().runs();
      String before = everything();
      for (SignedMessage message : nodes.sent) {
        assertEquals(Optional.empty(), at.receive(message), "an exact repeat is answered alike");
      }
      expect(at, RoundProblem.LATE, signed(study, 0, "acme", new Consent(false)));
      expect(at, RoundProblem.EARLY, signed(study, 2, "acme", new Close(filled(1))));
      expect(at, RoundProblem.LATE, signed(study, 1, "acme", new Close(filled(1))));
      expect(at, RoundProblem.IMPROPER, signed(study, 1, "acme", vector(2)));
      expect(at, RoundProblem.LATE, signed(study, 1, "acme", vector(1)));
      expect(at, RoundProblem.EARLY, signed(study, 1, "acme", vector(3)));
      expect(at, RoundProblem.NOT_IN_COHORT, signed(study, 0, "daigo", new Consent(true)));
      SignedMessage genuine = signed(study, 1, "acme", new Leave(Reason.PROTOCOL));
      expect(
          at,
          RoundProblem.FORGED,
          new SignedMessage(genuine.context(), "birch", genuine.body(), genuine.signature()));
      Study unknown = study("Unknown " + ++titles, COHORT);
      expect(at, RoundProblem.NO_SUCH_ROUND, signed(unknown, 0, "acme", new Consent(true)));
      Context other = new Context("trial", filled(1), study.hash(), 0);
      expect(
          at,
          RoundProblem.OTHER_CONTEXT,
          SignedMessage.sign(other, new Consent(true), KEYS.get("acme")));
      assertEquals(before, everything());
    }
  }

  @Test
  void aSignedRootWithoutItsVectorIsNotTaken() {
    Study study = submitted(COHORT);
    TestMembers nodes = new TestMembers(study, roster, KEYS, () -> rounds);
    nodes.allConsent();
    while (!(state(study) instanceof CoordinatorRound.Collecting)) {
      nodes.deliver(study.cohort());
    }
    CoordinatorRound.Collecting collecting = (CoordinatorRound.Collecting) state(study);
    ByteString context = Sha256.hash("kumiki round", collecting.start().encode());
    int length = CoordinatorMachine.expectedLength(collecting);
    String before = everything();
    MaskedVector root = new MaskedVector(1, context, filled(1), length, NO_LEDGER);
    expect(runs, RoundProblem.VECTOR_MISSING, signed(study, 1, "acme", root));
    assertEquals(before, everything());
  }

  @Test
  void whatOneProcessCommitsWakesThoseWhoWaitAtAnother() throws InterruptedException {
    Rounds other = process();
    long before = other.waiters().mark("acme");
    other.start();
    try {
      // It wakes everybody when it begins to listen.
      long listening = awaitChange(other.waiters(), before);
      submitted(COHORT);
      awaitChange(other.waiters(), listening);
      assertEquals(listening, other.waiters().mark("daigo"), "it has no letter");
    } finally {
      other.stop();
    }
  }

  private static long awaitChange(Waiters waiters, long mark) throws InterruptedException {
    for (int i = 0; i < 60 && waiters.mark("acme") == mark; i++) {
      waiters.await("acme", mark, Duration.ofSeconds(1));
    }
    assertTrue(waiters.mark("acme") > mark, "nothing was heard");
    return waiters.mark("acme");
  }

  private CoordinatorRound state(Study study) {
    return runs.state(study.hash().hex()).orElseThrow();
  }

  private static void expect(StudyRuns at, RoundProblem problem, SignedMessage message) {
    assertEquals(Optional.of(problem), at.receive(message), message.toString());
  }

  private static SignedMessage signed(Study study, long epoch, String member, Message body) {
    return SignedMessage.sign(study.context().withEpoch(epoch), body, KEYS.get(member));
  }

  private static MaskedVector vector(int round) {
    return new MaskedVector(round, filled(1), filled(2), 2, NO_LEDGER);
  }

  private static ByteString filled(int value) {
    return ByteString.fromHex(String.format("%02x", value).repeat(32));
  }

  /** Rows and files as one text. */
  private String everything() {
    StringBuilder all = new StringBuilder();
    database
        .jdbi()
        .useHandle(
            handle -> {
              for (String table : List.of("study", "study_event", "inbox", "model")) {
                String rows =
                    "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM "
                        + table
                        + " t";
                all.append(handle.createQuery(rows).mapTo(String.class).one()).append(' ');
              }
            });
    try (Stream<Path> files = Files.walk(folder)) {
      files.filter(Files::isRegularFile).sorted().forEach(all::append);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toString();
  }

  private static List<String> awaited(Study study) {
    return new RoundStore(database.jdbi()).summary(study.hash().hex()).orElseThrow().awaited();
  }

  private static int round(Study study) {
    return new RoundStore(database.jdbi()).summary(study.hash().hex()).orElseThrow().round();
  }

  private long roundsOnDisk(Study study) throws IOException {
    Path of = folder.resolve(study.hash().hex());
    if (!Files.exists(of)) {
      return 0;
    }
    try (Stream<Path> rounds = Files.list(of)) {
      return rounds.count();
    }
  }

  @Test
  void aStudyOfWhichAMemberLeftTheRosterEndsWithThatReasonAndTheOthersGoOn() {
    Study kept = submitted("cohort: [acme, birch, cedar]");
    Study broken = submitted("cohort: [acme, birch, daigo]");
    Study late = study("Proposed too late", "cohort: [acme, birch, cedar]");
    adoptRosterWithoutDaigo();
    rounds.worker().pass();
    assertEquals("ROSTER_CHANGED", summary(broken).reason());
    assertNull(summary(kept).reason());
    assertEquals(new Submission.RosterChanged(), runs.submit(late));
    // What was recorded replays to the same end, and the other one still takes messages.
    start();
    CoordinatorRound after = runs.state(broken.hash().hex()).orElseThrow();
    assertEquals(Reason.ROSTER_CHANGED, ((CoordinatorRound.Ended) after).reason());
    assertEquals(Optional.empty(), runs.receive(consent(kept, "acme")));
  }

  private RoundStore.Summary summary(Study study) {
    return rounds.store().summary(study.hash().hex()).orElseThrow();
  }

  private static void adoptRosterWithoutDaigo() {
    RosterSnapshot next =
        new RosterSnapshot(
            "trial",
            2,
            roster.hash(),
            roster.coordinator(),
            roster.members().stream().filter(m -> !m.name().equals("daigo")).toList(),
            roster.parameters());
    RosterSuccession succession = new RosterSuccession(SignedRoster.unsigned(next), List.of());
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO roster (version, hash, succession) VALUES (2, ?, ?)",
                    next.hash().hex(),
                    succession.encode()));
  }

  private static int eventsOfKind(Study study, String kind) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM study_event"
                            + " WHERE study_hash = :hash AND kind = :kind")
                    .bind("hash", study.hash().hex())
                    .bind("kind", kind)
                    .mapTo(Integer.class)
                    .one());
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
