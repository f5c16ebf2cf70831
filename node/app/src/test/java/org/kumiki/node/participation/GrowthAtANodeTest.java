package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.roster.Growth;
import org.kumiki.exchange.roster.KeyReplacement;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterChain;
import org.kumiki.exchange.roster.RosterDifference;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message.ModelWithdrawal;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.learning.computation.Ring;
import org.kumiki.node.identity.OrganisationKey;
import org.kumiki.node.identity.RosterAnswers;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.node.identity.RosterSightings;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** Acme's node where two thirds may let others in: its own clock, its own signature. */
class GrowthAtANodeTest {
  private static final Map<String, SigningKey> KEYS = new TreeMap<>();
  private static final Duration DAYS_14 = Duration.ofDays(14);
  private static final Organisation HUB = organisation("coordinator");

  /** Signed by all, with the constitution; three of four are enough. */
  private static final RosterSnapshot FIRST =
      new RosterSnapshot(
          "trial",
          1,
          ByteString.of(new byte[32]),
          HUB,
          organisations("acme", "birch", "cedar", "dune"),
          RosterParameters.shipped(4).withGrowth(new Growth.TwoThirds(14)));

  private static final RosterSnapshot GROWN = next(FIRST, "acme", "birch", "cedar", "dune", "elm");

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-30T09:00:00Z");
  private RosterSightings sightings;
  private RosterPins pins;
  private RosterAnswers answers;
  private StudyRosters studies;

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
      return this;
    }
  }

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

  @BeforeEach
  void start() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "TRUNCATE roster_signature, pinned_roster, roster_answer, roster_sighting"));
    OrganisationKeyFile.write(
        folder.resolve("key"), KEYS.get("acme"), Optional.empty(), new SecureRandom());
    restart();
    pins.pinSigned(new RosterChain(List.of(step(FIRST, "acme", "birch", "cedar", "dune"))));
  }

  private void restart() {
    OrganisationKey key =
        new OrganisationKey(
            folder.resolve("key"),
            folder.resolve("key.next"),
            file -> OrganisationKeyFile.read(file, "acme", Optional.empty()));
    sightings = new RosterSightings(database.jdbi(), new TestClock());
    pins = new RosterPins(database.jdbi(), key, sightings);
    answers = new RosterAnswers(database.jdbi(), "acme", pins, sightings);
    studies = new StudyRosters(pins);
  }

  @Test
  void theTimeCountsFromTheOfferAsThisNodeSawItAndARestartChangesNothing() {
    offer(GROWN);
    now = now.plus(Duration.ofDays(13));
    restart();
    offer(GROWN);
    RosterSuccession step = step(GROWN, "acme", "birch", "cedar", "elm");
    assertTrue(pins.waits(step, FIRST));
    assertThrows(WireFormatException.class, () -> pins.adopt(step), "whoever says it is time");
    assertEquals(Optional.of(FIRST), pins.inForce());
    assertFalse(pins.isDue());
    assertTrue(pins.notice().orElseThrow().contains("2026-12-14T09:00:00Z"), pins.notice()::get);
    RosterPages.View waits = RosterPages.view(pins, answers);
    assertTrue(waits.waiting().isPresent() && waits.late().isEmpty());
    now = now.plus(Duration.ofDays(1));
    assertTrue(pins.isDue(), "nothing has to come from the coordinator");
    assertFalse(pins.waits(step, FIRST));
    assertEquals(GROWN, pins.adopt(step));
    assertTrue(pins.mayTakePart());
    assertEquals(Optional.empty(), pins.obstacle());
    restart();
    assertEquals(Optional.of(GROWN), pins.inForce());
    assertTrue(pins.mayTakePart(), "dune's signature may never come");
    assertEquals(List.of("dune"), pins.current().orElseThrow().missing());
    assertTrue(RosterPages.view(pins, answers).inForce().orElseThrow().whole());
  }

  @Test
  void aNodeThatSeesItForTheFirstTimeWhenOthersHaveItWaitsFromThenOn() {
    RosterSuccession step = step(GROWN, "acme", "birch", "cedar", "elm");
    assertTrue(pins.waits(step, FIRST));
    now = now.plus(DAYS_14).minusSeconds(1);
    assertTrue(pins.waits(step, FIRST));
    now = now.plusSeconds(1);
    assertFalse(pins.waits(step, FIRST));
  }

  @Test
  void whatWasTakenBackBeginsAnewAndAnotherOfferIsAnotherOne() {
    offer(GROWN);
    now = now.plus(Duration.ofDays(10));
    answers.offer(Optional.empty());
    offer(GROWN);
    RosterSuccession step = step(GROWN, "acme", "birch", "cedar", "elm");
    now = now.plus(Duration.ofDays(10));
    assertTrue(pins.waits(step, FIRST));
    RosterSnapshot other = next(FIRST, "acme", "birch", "cedar", "dune", "fir");
    assertTrue(pins.waits(step(other, "acme", "birch", "cedar", "fir"), FIRST));
    assertEquals(now.plus(DAYS_14), pins.waiting().orElseThrow().until());
  }

  @Test
  void aClockThatIsPutBackMakesNothingSooner() {
    offer(GROWN);
    now = now.minus(Duration.ofDays(400));
    assertTrue(pins.waits(step(GROWN, "acme", "birch", "cedar", "elm"), FIRST));
    assertEquals(Duration.ZERO, sightings.knownFor(GROWN.hash()));
  }

  @Test
  void withoutItsOwnSignatureANodeStaysWhereItIs() {
    adoptWithoutAcme();
    assertEquals(Optional.of(FIRST), pins.inForce());
    assertTrue(pins.mayTakePart(), "in studies of the first roster");
    assertEquals(Optional.empty(), pins.find(GROWN.hash()));
    assertTrue(pins.notice().orElseThrow().contains("without this organisation's signature"));
    assertEquals(2, pins.history().size());
    refused("has not signed the roster that it names", () -> studies.requireProposable(of(GROWN)));
    assertEquals(FIRST, studies.requireProposable(of(FIRST)));
    assertEquals(Optional.empty(), studies.broken(of(FIRST)), "and goes on");
    restart();
    assertEquals(Optional.of(FIRST), pins.inForce());
    assertEquals(GROWN, pins.head().orElseThrow().successor().roster());
  }

  @Test
  void aLateSignatureCountsFromTheMomentWhenTheStewardMakesIt() {
    adoptWithoutAcme();
    RosterProposal late = answers.late().orElseThrow();
    RosterApproval byAnother = RosterApproval.sign(late, Optional.empty(), KEYS.get("birch"));
    assertFalse(answers.approve(GROWN.hash(), byAnother));
    RosterApproval yes = RosterApproval.sign(late, Optional.empty(), KEYS.get("acme"));
    assertTrue(answers.approve(GROWN.hash(), yes));
    assertEquals(Optional.of(GROWN), pins.inForce());
    assertEquals(Optional.empty(), pins.notice());
    assertEquals(Optional.empty(), answers.late());
    assertEquals(Optional.of(yes), answers.toSend().orElseThrow().approval());
    answers.taken(GROWN.hash());
    assertEquals(Optional.empty(), answers.toSend());
    restart();
    assertEquals(Optional.of(GROWN), pins.inForce());
    assertEquals(GROWN, studies.requireProposable(of(GROWN)));
  }

  /** A coordinator may hand the step out without the signature that this steward has made. */
  @Test
  void theOwnSignatureCountsWhoeverLeavesItOut() {
    offer(GROWN);
    RosterApproval yes =
        RosterApproval.sign(answers.offered().orElseThrow(), pins.inForce(), KEYS.get("acme"));
    assertTrue(answers.approve(GROWN.hash(), yes));
    now = now.plus(DAYS_14);
    pins.adopt(step(GROWN, "birch", "cedar", "dune", "elm"));
    assertEquals(Optional.of(FIRST), pins.inForce());
    answers.signHead();
    assertEquals(Optional.of(GROWN), pins.inForce());
  }

  @Test
  void whoWasOutvotedOnceMaySignTheNextOneAndSkipsTheOneBetween() {
    adoptWithoutAcme();
    RosterSnapshot six = next(GROWN, "acme", "birch", "cedar", "dune", "elm", "fir");
    answers.offer(Optional.of(RosterProposal.unsigned(six, List.of(), List.of())));
    assertEquals(Optional.of(GROWN), answers.predecessor());
    RosterPages.View page = RosterPages.view(pins, answers);
    assertEquals(
        List.of("elm", "fir"),
        joining(page.offered().orElseThrow().differences()),
        "the steward is told of all that its signature lets in, not of the last step alone");
    assertEquals(List.of("elm"), joining(page.late().orElseThrow().differences()));
    pins.adopt(step(six, "acme", "birch", "cedar", "dune", "elm", "fir"));
    assertEquals(Optional.of(six), pins.inForce());
    assertEquals(List.of(FIRST, six), pins.all());
    assertEquals(3, pins.history().size());
  }

  @Test
  void aStudyUnderARosterThatWaitsHereIsDeclinedInWordsAndNotForgotten() {
    RosterSuccession step = step(GROWN, "acme", "birch", "cedar", "elm");
    assertTrue(pins.waits(step, FIRST));
    Study study = of(GROWN, "acme", "birch", "cedar", "elm");
    assertEquals(GROWN, studies.requireProposable(study), "it is genuine");
    String sentence = studies.unready(study).orElseThrow();
    assertTrue(sentence.contains("from 2026-12-14T09:00:00Z on"), sentence);
    now = now.plus(DAYS_14);
    assertFalse(pins.waits(step, FIRST));
    pins.adopt(step);
    assertEquals(Optional.empty(), studies.unready(study));
  }

  @Test
  void aCohortWithSomebodyWhoHasNotSignedIsDeclinedInWords() {
    pins.waits(step(GROWN, "acme", "birch", "cedar", "elm"), FIRST);
    now = now.plus(DAYS_14);
    pins.adopt(step(GROWN, "acme", "birch", "cedar", "elm"));
    Study study = of(GROWN, "acme", "birch", "cedar", "dune");
    String sentence = studies.unready(study).orElseThrow();
    assertTrue(sentence.contains("dune has not signed roster 2"), sentence);
    NamedSignature late = sign(GROWN, "dune");
    pins.current().orElseThrow().take(SignedRoster.unsigned(GROWN).with(late));
    assertEquals(Optional.empty(), studies.unready(study), "it has signed late");
    assertTrue(pins.current().orElseThrow().complete());
  }

  @Test
  void aWithdrawalIsTheCoordinatorsAloneUnderWhicheverRosterAndTheFirstReasonStays() {
    ModelWithdrawals withdrawals = new ModelWithdrawals(database.jdbi(), pins);
    String hash = "ab".repeat(32);
    assertFalse(take(withdrawals, withdrawal(FIRST, hash, "By a member", "acme")));
    assertEquals(Optional.empty(), withdrawals.of(hash));
    assertTrue(take(withdrawals, withdrawal(GROWN, hash, "Wrong unit", "coordinator")));
    assertTrue(take(withdrawals, withdrawal(FIRST, hash, "Again", "coordinator")));
    assertEquals("Wrong unit", withdrawals.of(hash).orElseThrow().english());
    assertEquals("単位の誤り", withdrawals.of(hash).orElseThrow().japanese());
  }

  /** Acme signs a successor with another key of the coordinator, as all do. */
  @Test
  void aKeyOfTheCoordinatorThatWasReplacedWithdrawsNothingAnyMore() {
    SigningKey replaced = SigningKey.generate("coordinator", new SecureRandom());
    RosterSnapshot second =
        new RosterSnapshot(
            "trial",
            2,
            FIRST.hash(),
            new Organisation("coordinator", "coordinator", replaced.publicKey()),
            FIRST.members(),
            FIRST.parameters());
    KeyReplacement.Statement statement =
        new KeyReplacement.Statement(
            second.protocol(),
            "trial",
            "coordinator",
            HUB.signingKey(),
            replaced.publicKey(),
            FIRST.hash());
    KeyReplacement replacement =
        new KeyReplacement(
            statement, new KeyReplacement.OldKey(key("coordinator").sign(statement.signedBytes())));
    SignedRoster signed = step(second, "acme", "birch", "cedar", "dune").successor();
    pins.adopt(new RosterSuccession(signed, List.of(replacement)));
    ModelWithdrawals withdrawals = new ModelWithdrawals(database.jdbi(), pins);
    String hash = "cd".repeat(32);
    assertFalse(take(withdrawals, withdrawal(FIRST, hash, "By the old key", "coordinator")));
    assertFalse(take(withdrawals, withdrawal(second, hash, "By the old key", "coordinator")));
    assertEquals(Optional.empty(), withdrawals.of(hash));
    SignedMessage genuine =
        SignedMessage.sign(
            new Context(second.protocol(), "trial", second.hash(), ByteString.fromHex(hash), 0),
            new ModelWithdrawal("Wrong unit", "単位の誤り"),
            replaced);
    assertTrue(take(withdrawals, genuine));
  }

  private static boolean take(ModelWithdrawals withdrawals, SignedMessage message) {
    return withdrawals.take(message, (ModelWithdrawal) message.body());
  }

  private static SignedMessage withdrawal(
      RosterSnapshot roster, String hash, String english, String signer) {
    return SignedMessage.sign(
        new Context(roster.protocol(), "trial", roster.hash(), ByteString.fromHex(hash), 0),
        new ModelWithdrawal(english, "単位の誤り"),
        KEYS.get(signer));
  }

  @Test
  void stepsThatCouldNeverFollowDoNotWait() {
    assertThrows(
        WireFormatException.class,
        () -> pins.waits(step(GROWN, "acme", "birch", "elm"), FIRST),
        "two of four");
    assertEquals(Optional.empty(), sightings.since(GROWN.hash()));
  }

  private void adoptWithoutAcme() {
    offer(GROWN);
    now = now.plus(DAYS_14);
    RosterSuccession step = step(GROWN, "birch", "cedar", "dune", "elm");
    assertFalse(pins.waits(step, FIRST));
    pins.adopt(step);
    answers.offer(Optional.empty());
  }

  private static List<String> joining(List<RosterDifference> differences) {
    return differences.stream()
        .filter(difference -> difference.topic() == RosterDifference.Topic.JOINS)
        .map(difference -> difference.values().get(0))
        .toList();
  }

  private void offer(RosterSnapshot roster) {
    answers.offer(Optional.of(RosterProposal.unsigned(roster, List.of(), List.of())));
  }

  private void refused(String sentence, Runnable asked) {
    WireFormatException refusal = assertThrows(WireFormatException.class, asked::run);
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  private static Study of(RosterSnapshot roster) {
    return of(roster, "acme", "birch", "cedar", "dune");
  }

  private static Study of(RosterSnapshot roster, String... cohort) {
    return new Study(
        roster.protocol(),
        "trial",
        roster.hash(),
        1,
        "Rehearsal",
        "to try it",
        List.of(cohort),
        new Method.Rehearsal(8, 2, Ring.Z64),
        List.of(),
        Optional.empty(),
        List.of(),
        1000,
        4,
        10,
        4_000_000_000L);
  }

  private static SigningKey key(String name) {
    return KEYS.computeIfAbsent(name, n -> SigningKey.generate(n, new SecureRandom()));
  }

  private static Organisation organisation(String name) {
    return new Organisation(name, name, key(name).publicKey());
  }

  private static List<Organisation> organisations(String... names) {
    return Arrays.stream(names).map(GrowthAtANodeTest::organisation).toList();
  }

  /** With more members, and for five of them with the colluder that they must assume. */
  private static RosterSnapshot next(RosterSnapshot before, String... names) {
    return before.next(
        organisations(names),
        RosterParameters.shipped(names.length).withGrowth(before.parameters().growth()));
  }

  private static RosterSuccession step(RosterSnapshot roster, String... signers) {
    SignedRoster signed = SignedRoster.unsigned(roster);
    for (String name : signers) {
      signed = signed.with(sign(roster, name));
    }
    return new RosterSuccession(signed, List.of());
  }

  private static NamedSignature sign(RosterSnapshot roster, String name) {
    return new NamedSignature(name, key(name).sign(SignedRoster.signedBytes(roster.hash())));
  }
}
