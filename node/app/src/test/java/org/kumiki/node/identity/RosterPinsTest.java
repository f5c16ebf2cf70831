package org.kumiki.node.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kumiki.exchange.roster.KeyReplacement;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterChain;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** Which rosters acme's node pins, whatever a coordinator hands it; against PostgreSQL. */
class RosterPinsTest {
  private static final Map<String, SigningKey> KEYS = new TreeMap<>();
  private static final RosterSnapshot FIRST =
      RosterSnapshot.first(
          "trial",
          organisation("coordinator"),
          List.of(organisation("acme"), organisation("birch"), organisation("cedar")));

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;

  @TempDir Path folder;
  private OrganisationKey key;
  private RosterSightings sightings;
  private RosterPins pins;

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
            handle -> handle.execute("TRUNCATE roster_signature, pinned_roster, roster_answer"));
    OrganisationKeyFile.write(
        folder.resolve("key"), KEYS.get("acme"), Optional.empty(), new SecureRandom());
    restart();
  }

  private void restart() {
    key =
        new OrganisationKey(
            folder.resolve("key"),
            folder.resolve("key.next"),
            file -> OrganisationKeyFile.read(file, "acme", Optional.empty()));
    sightings = new RosterSightings(database.jdbi(), Clock.systemUTC());
    pins = new RosterPins(database.jdbi(), key, sightings);
  }

  @Test
  void aFirstRosterIsPinnedOnceItsStewardAndAllOthersHaveSigned() {
    assertTrue(pins.obstacle().orElseThrow().contains("no roster is in force here yet"));
    SignedRoster lacking = signed(FIRST, "acme", "birch");
    assertThrows(WireFormatException.class, () -> pins.pinSigned(chain(step(lacking))));
    assertEquals(Optional.empty(), pins.inForce());
    pins.pinSigned(chain(step(signed(FIRST, "acme", "birch", "cedar"))));
    assertEquals(Optional.of(FIRST), pins.inForce());
    assertTrue(pins.mayTakePart());
    restart();
    assertEquals(Optional.of(FIRST), pins.inForce());
    assertTrue(pins.mayTakePart());
    assertEquals(Optional.empty(), pins.obstacle());
  }

  @Test
  void aSuccessorThatAllHaveSignedTakesThePlaceOfItsPredecessor() {
    pinFirst();
    RosterSnapshot second = next(FIRST, "acme", "birch", "cedar", "dune");
    pins.adopt(step(signed(second, "acme", "birch", "cedar", "dune")));
    assertEquals(Optional.of(second), pins.inForce());
    assertEquals(Optional.of(FIRST), pins.find(FIRST.hash()));
    assertEquals(List.of(FIRST, second), pins.all());
    restart();
    assertEquals(List.of(FIRST, second), pins.all());
    assertEquals(2, new RosterChain(pins.history()).steps().size());
  }

  @Test
  void nothingElseIsPinned() {
    pinFirst();
    RosterSnapshot ghost = next(FIRST, "acme", "birch", "cedar", "ghost");
    RosterSnapshot without = next(FIRST, "birch", "cedar", "dune");
    RosterSnapshot stolen = stolenSeat();
    refused("waits for the signature of birch, cedar", step(signed(ghost, "acme", "ghost")));
    refused("does not list acme any more", step(signed(without, "birch", "cedar", "dune")));
    SignedRoster byThief =
        signed(stolen, "birch", "cedar")
            .with(
                new NamedSignature(
                    "acme", key("thief").sign(SignedRoster.signedBytes(stolen.hash()))));
    refused("has another key, and nothing says why", step(byThief));
    refused("lists a key of acme that this node does not hold", votedAway(stolen, byThief));
    assertEquals(List.of(FIRST), pins.all());
  }

  @Test
  void aNewcomerPinsTheRosterThatItsStewardSignedWithAllThatWentBefore() {
    RosterSnapshot before =
        RosterSnapshot.first(
            "trial",
            organisation("coordinator"),
            List.of(organisation("birch"), organisation("cedar"), organisation("dune")));
    RosterSnapshot joined = next(before, "acme", "birch", "cedar", "dune");
    RosterChain chain =
        new RosterChain(
            List.of(
                step(signed(before, "birch", "cedar", "dune")),
                step(signed(joined, "acme", "birch", "cedar", "dune"))));
    pins.pinSigned(chain);
    assertEquals(List.of(joined), pins.all(), "what went before was never in force here");
    assertEquals(2, pins.history().size());
  }

  @ParameterizedTest
  @EnumSource(SigningKind.class)
  void aNewKeySignsFromTheMomentWhenItsRosterIsPinned(SigningKind kind) {
    pinFirst();
    try (SigningKey next = SigningKey.generate("acme", kind, new SecureRandom())) {
      OrganisationKeyFile.write(
          folder.resolve("key.next"), next, Optional.empty(), new SecureRandom());
      KeyReplacement.Statement said =
          new KeyReplacement.Statement(
              KeyReplacement.lowestProtocol(FIRST, next.publicKey()),
              "trial",
              "acme",
              key.publicKey(),
              next.publicKey(),
              FIRST.hash());
      RosterSnapshot second =
          roster(
              FIRST,
              List.of(
                  new Organisation("acme", "acme", next.publicKey()),
                  organisation("birch"),
                  organisation("cedar")));
      SignedRoster signed =
          signed(second, "birch", "cedar")
              .with(new NamedSignature("acme", next.sign(SignedRoster.signedBytes(second.hash()))));
      RosterSuccession step =
          new RosterSuccession(
              signed,
              List.of(
                  new KeyReplacement(
                      said, new KeyReplacement.OldKey(key.sign(said.signedBytes())))));
      pins.adopt(step);
      assertEquals(next.publicKey(), key.publicKey());
      assertFalse(Files.exists(folder.resolve("key.next")));
      restart();
      assertEquals(next.publicKey(), key.publicKey());
      assertTrue(pins.mayTakePart());
    }
  }

  @Test
  void theStewardsAnswerIsKeptOnlyIfItIsToWhatIsOffered() {
    pinFirst();
    RosterAnswers answers = new RosterAnswers(database.jdbi(), "acme", pins, sightings);
    RosterProposal offered =
        RosterProposal.unsigned(
            next(FIRST, "acme", "birch", "cedar", "dune"), List.of(), List.of());
    RosterProposal other =
        RosterProposal.unsigned(next(FIRST, "acme", "birch", "cedar", "elm"), List.of(), List.of());
    answers.offer(Optional.of(offered));
    RosterApproval yes = RosterApproval.sign(offered, pins.inForce(), KEYS.get("acme"));
    RosterApproval elsewhere = RosterApproval.sign(other, pins.inForce(), KEYS.get("acme"));
    RosterApproval byBirch = RosterApproval.sign(offered, pins.inForce(), KEYS.get("birch"));
    assertFalse(answers.approve(offered.hash(), elsewhere));
    assertFalse(answers.approve(offered.hash(), byBirch));
    assertFalse(answers.approve(other.hash(), elsewhere));
    assertEquals(Optional.empty(), answers.toSend());
    RosterRefusal no = RosterRefusal.sign(offered.roster(), "not yet", KEYS.get("acme"));
    assertTrue(answers.refuse(offered.hash(), no));
    assertEquals(Optional.of(no), answers.toSend().orElseThrow().refusal());
    answers.offer(Optional.of(offered.with(no)));
    assertEquals(Optional.empty(), answers.toSend(), "the coordinator has it");
    answers.offer(Optional.of(offered));
    assertEquals(Optional.of(no), answers.toSend().orElseThrow().refusal(), "it lost it");
    assertTrue(answers.approve(offered.hash(), yes));
    assertEquals(Optional.of(yes), answers.toSend().orElseThrow().approval());
    assertTrue(answers.refuse(offered.hash(), no), "it is heard");
    assertEquals(Optional.of(yes), answers.answer(offered.hash()).orElseThrow().approval());
  }

  @Test
  void whatCouldNeverFollowIsNotShownToTheSteward() {
    pinFirst();
    RosterAnswers answers = new RosterAnswers(database.jdbi(), "acme", pins, sightings);
    RosterProposal unfit = RosterProposal.unsigned(stolenSeat(), List.of(), List.of());
    assertThrows(WireFormatException.class, () -> answers.offer(Optional.of(unfit)));
    assertEquals(Optional.empty(), answers.offered());
  }

  private void pinFirst() {
    pins.pinSigned(chain(step(signed(FIRST, "acme", "birch", "cedar"))));
  }

  /** A roster in which somebody else has acme's seat. */
  private static RosterSnapshot stolenSeat() {
    return roster(
        FIRST,
        List.of(
            new Organisation("acme", "acme", key("thief").publicKey()),
            organisation("birch"),
            organisation("cedar")));
  }

  private static RosterSuccession votedAway(RosterSnapshot stolen, SignedRoster signed) {
    KeyReplacement.Statement said =
        new KeyReplacement.Statement(
            "trial",
            "acme",
            KEYS.get("acme").publicKey(),
            stolen.key("acme").orElseThrow(),
            FIRST.hash());
    List<NamedSignature> votes =
        List.of(
            new NamedSignature("birch", KEYS.get("birch").sign(said.signedBytes())),
            new NamedSignature("cedar", KEYS.get("cedar").sign(said.signedBytes())));
    return new RosterSuccession(
        signed, List.of(new KeyReplacement(said, new KeyReplacement.Ballot(votes))));
  }

  private void refused(String reason, RosterSuccession step) {
    WireFormatException refusal =
        assertThrows(WireFormatException.class, () -> pins.adopt(step), reason);
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  private static SigningKey key(String name) {
    return KEYS.computeIfAbsent(name, n -> SigningKey.generate(n, new SecureRandom()));
  }

  private static Organisation organisation(String name) {
    return new Organisation(name, name, key(name).publicKey());
  }

  private static RosterSnapshot next(RosterSnapshot before, String... members) {
    return roster(
        before,
        java.util.Arrays.stream(members)
            .map(RosterPinsTest::organisation)
            .sorted(Comparator.comparing(Organisation::name))
            .toList());
  }

  private static RosterSnapshot roster(RosterSnapshot before, List<Organisation> members) {
    return new RosterSnapshot(
        "trial",
        before.version() + 1,
        before.hash(),
        before.coordinator(),
        members,
        RosterParameters.shipped(members.size()));
  }

  private static RosterChain chain(RosterSuccession... steps) {
    return new RosterChain(List.of(steps));
  }

  private static RosterSuccession step(SignedRoster signed) {
    return new RosterSuccession(signed, List.of());
  }

  private static SignedRoster signed(RosterSnapshot roster, String... names) {
    SignedRoster signed = SignedRoster.unsigned(roster);
    for (String name : names) {
      signed = signed.with(sign(roster, name));
    }
    return signed;
  }

  private static NamedSignature sign(RosterSnapshot roster, String name) {
    return new NamedSignature(name, key(name).sign(SignedRoster.signedBytes(roster.hash())));
  }
}
