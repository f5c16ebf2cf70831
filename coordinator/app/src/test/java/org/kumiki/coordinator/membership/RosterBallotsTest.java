package org.kumiki.coordinator.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.membership.RosterBallots.Outcome;
import org.kumiki.coordinator.membership.RosterDraft.ParameterChanges;
import org.kumiki.exchange.roster.Departure;
import org.kumiki.exchange.roster.Growth;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** Rosters offered, signed, refused and adopted, against a real PostgreSQL. */
class RosterBallotsTest {
  private static final Map<String, SigningKey> KEYS = new TreeMap<>();

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;

  private Instant now = Instant.parse("2026-11-30T09:00:00Z");
  private RosterStore rosters;
  private RosterBallots ballots;
  private Organisations enrolled;

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
  void emptyTables() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("TRUNCATE roster, roster_proposal, roster_answer, organisation");
              handle.execute("TRUNCATE roster_signature, member CASCADE");
            });
    rosters = new RosterStore(database.jdbi());
    ballots =
        new RosterBallots(
            database.jdbi(), rosters, new MembershipStore(database.jdbi()), new TestClock());
    enrolled = new Organisations(database.jdbi());
    for (String name : List.of("acme", "birch", "cedar", "dune", "elm")) {
      enrolled.enrol(organisation(name));
    }
  }

  @Test
  void theFirstRosterIsInForceWithItsLastSignature() {
    assertEquals(Optional.empty(), rosters.inForce());
    RosterProposal first = first("acme", "birch", "cedar");
    assertEquals(Outcome.DONE, ballots.propose(first, "the operator"));
    assertEquals(Outcome.DONE, approve(first, "cedar"));
    assertEquals(Outcome.DONE, approve(first, "acme"));
    assertEquals(Optional.empty(), rosters.inForce());
    assertEquals(List.of("birch"), ballots.open().orElseThrow().proposal().awaited());
    assertEquals(Outcome.ADOPTED, approve(first, "birch"));
    assertEquals(Optional.of(first.roster()), rosters.inForce());
    assertEquals(Optional.empty(), ballots.open());
    assertEquals(Outcome.DONE, approve(first, "birch"), "the same again is as good");
    assertEquals(1, rosters.chain().orElseThrow().steps().size());
  }

  @Test
  void aRefusalIsShownBlocksAndMayBeTakenBackBySigning() {
    RosterProposal first = offeredFirst();
    approve(first, "acme");
    approve(first, "birch");
    RosterRefusal no = RosterRefusal.sign(first.roster(), "not with birch", KEYS.get("cedar"));
    assertEquals(Outcome.DONE, ballots.refuse(first.hash(), no));
    assertEquals(List.of(no), ballots.open().orElseThrow().proposal().refusals());
    assertEquals(Optional.empty(), rosters.inForce());
    assertEquals(Outcome.ADOPTED, approve(first, "cedar"));
  }

  @Test
  void anAnswerOfSomebodyElseOrToSomethingElseIsNotKept() {
    RosterProposal first = offeredFirst();
    RosterProposal other = first("acme", "birch", "dune");
    assertEquals(
        Outcome.DOES_NOT_HOLD,
        ballots.approve("acme", first.hash(), RosterApproval.sign(first, none(), key("birch"))));
    assertEquals(Outcome.DOES_NOT_HOLD, approve(first, "dune"));
    assertEquals(Outcome.ANOTHER_IS_OPEN, approve(other, "acme"));
    RosterRefusal byAnother = RosterRefusal.sign(first.roster(), "no", key("acme"));
    assertEquals(
        Outcome.DOES_NOT_HOLD,
        ballots.refuse(first.hash(), new RosterRefusal("birch", "no", byAnother.signature())));
    assertEquals(List.of("acme", "birch", "cedar"), open().awaited());
  }

  @Test
  void oneIsOfferedAtATimeAndWhatWasWithdrawnMayBeOfferedAgainWithItsAnswers() {
    RosterProposal first = offeredFirst();
    approve(first, "acme");
    assertEquals(
        Outcome.ANOTHER_IS_OPEN, ballots.propose(first("birch", "cedar", "dune"), "the operator"));
    assertTrue(ballots.withdraw());
    assertFalse(ballots.withdraw());
    assertEquals(Outcome.ANOTHER_IS_OPEN, approve(first, "birch"));
    assertEquals(Outcome.DONE, ballots.propose(first, "the operator"));
    assertEquals(List.of("acme"), open().signed());
  }

  @Test
  void whoIsLeftOutCannotConnectFromTheMomentOfAdoption() {
    adoptFirst("acme", "birch", "cedar", "dune");
    for (String name : List.of("acme", "birch", "cedar", "dune", "elm")) {
      database
          .jdbi()
          .useHandle(
              handle ->
                  handle.execute(
                      "INSERT INTO member (organisation, node) VALUES (?, 'node-1')", name));
    }
    RosterSnapshot inForce = rosters.inForce().orElseThrow();
    Departure word = Departure.sign(inForce, key("dune"));
    RosterProposal leaving = RosterDraft.leaving(inForce, word);
    assertEquals(List.of(), leaving.expelled(inForce));
    ballots.propose(leaving, "dune");
    approve(leaving, "acme");
    approve(leaving, "birch");
    assertTrue(admitted("dune"));
    assertEquals(Outcome.ADOPTED, approve(leaving, "cedar"));
    assertFalse(admitted("dune"));
    assertTrue(admitted("acme"));
    assertTrue(admitted("elm"), "enrolled, and in no roster yet");
    assertEquals(Optional.of(1), rosters.chain().orElseThrow().departedAfter("dune"));
  }

  @Test
  void anExpulsionNeedsAllOthersAndSaysThatItIsOne() {
    adoptFirst("acme", "birch", "cedar", "dune");
    RosterSnapshot inForce = rosters.inForce().orElseThrow();
    RosterProposal expelling =
        new RosterDraft(List.of(), List.of("dune"), List.of(), ParameterChanges.NONE)
            .successor(inForce, enrolled.byName());
    assertEquals(List.of("dune"), expelling.expelled(inForce));
    ballots.propose(expelling, "the operator");
    approve(expelling, "acme");
    approve(expelling, "birch");
    assertEquals(Outcome.DOES_NOT_HOLD, approve(expelling, "dune"));
    assertEquals(Outcome.ADOPTED, approve(expelling, "cedar"));
  }

  @Test
  void aDraftThatWouldBeNoRosterIsRefusedInWords() {
    adoptFirst("acme", "birch", "cedar");
    RosterSnapshot inForce = rosters.inForce().orElseThrow();
    refused("at least three", draft(List.of(), List.of("cedar"), List.of()), inForce);
    refused("nobody is not enrolled", draft(List.of("nobody"), List.of(), List.of()), inForce);
    refused("elm is not in roster 1", draft(List.of(), List.of("elm"), List.of()), inForce);
    refused("acme is in the roster already", draft(List.of("acme"), List.of(), List.of()), inForce);
    refused("nothing would change", draft(List.of(), List.of(), List.of()), inForce);
  }

  @Test
  void aLargerConsortiumAssumesAColluderWithoutBeingTold() {
    adoptFirst("acme", "birch", "cedar", "dune");
    RosterSnapshot inForce = rosters.inForce().orElseThrow();
    RosterProposal five =
        draft(List.of("elm"), List.of(), List.of()).successor(inForce, enrolled.byName());
    assertEquals(0, inForce.parameters().colluding());
    assertEquals(1, five.roster().parameters().colluding());
    assertTrue(
        five.differences(Optional.of(inForce)).stream()
            .anyMatch(difference -> difference.sentence().startsWith("colluding members")));
  }

  @Test
  void aLostKeyIsReplacedByTheOneWithWhichTheMemberEnrolledLast() {
    adoptFirst("acme", "birch", "cedar");
    RosterSnapshot inForce = rosters.inForce().orElseThrow();
    SigningKey fresh = SigningKey.generate("cedar", new SecureRandom());
    enrolled.enrol(new Organisation("cedar", "Cedar", fresh.publicKey()));
    RosterProposal proposal =
        draft(List.of(), List.of(), List.of("cedar")).successor(inForce, enrolled.byName());
    ballots.propose(proposal, "the operator");
    approve(proposal, "acme");
    approve(proposal, "birch");
    assertEquals(
        Outcome.ADOPTED,
        ballots.approve(
            "cedar", proposal.hash(), RosterApproval.sign(proposal, rosters.inForce(), fresh)));
    assertEquals(Optional.of(fresh.publicKey()), rosters.inForce().orElseThrow().key("cedar"));
  }

  @Test
  void aRosterOfAHigherVersionWaitsUntilEachNodeSpeaksIt() {
    adoptFirst("acme", "birch", "cedar");
    RosterSnapshot inForce = rosters.inForce().orElseThrow();
    assertEquals(1, inForce.protocol());
    SigningKey both =
        SigningKey.generate("cedar", SigningKind.ED25519_ML_DSA_65, new SecureRandom());
    enrolled.enrol(new Organisation("cedar", "Cedar", both.publicKey()));
    RosterProposal proposal =
        draft(List.of(), List.of(), List.of("cedar")).successor(inForce, enrolled.byName());
    assertEquals(2, proposal.roster().protocol());
    announce("birch", "1");
    announce("cedar", "1, 2");
    WireFormatException refusal =
        assertThrows(WireFormatException.class, () -> ballots.propose(proposal, "the operator"));
    assertTrue(refusal.getMessage().contains("version 2"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("the node of birch:"), refusal.getMessage());
    announce("birch", "1, 2");
    assertEquals(Outcome.DONE, ballots.propose(proposal, "the operator"));
    assertEquals(2, ballots.protocol(proposal.hash()));
    approve(proposal, "acme");
    approve(proposal, "birch");
    RosterApproval half =
        RosterApproval.sign(
            proposal,
            rosters.inForce(),
            SigningKey.fromSecret("cedar", java.util.Arrays.copyOf(both.secretCopy(), 32)));
    assertEquals(Outcome.DOES_NOT_HOLD, ballots.approve("cedar", proposal.hash(), half));
    RosterApproval whole = RosterApproval.sign(proposal, rosters.inForce(), both);
    assertEquals(Outcome.ADOPTED, ballots.approve("cedar", proposal.hash(), whole));
    assertEquals(both.publicKey(), enrolled.byName().get("cedar").signingKey());
    assertEquals(2, rosters.chain().orElseThrow().inForce().protocol());
  }

  private void announce(String organisation, String versions) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "INSERT INTO member (organisation, node, protocol_versions)"
                        + " VALUES (?, 'node-1', ?) ON CONFLICT (organisation)"
                        + " DO UPDATE SET protocol_versions = excluded.protocol_versions",
                    organisation,
                    versions));
  }

  @Test
  void whatNodesCompareChangesWithEverythingThatConcernsThem() {
    String before = ballots.state();
    RosterProposal first = offeredFirst();
    String offered = ballots.state();
    approve(first, "acme");
    String signed = ballots.state();
    ballots.refuse(first.hash(), RosterRefusal.sign(first.roster(), "no", key("cedar")));
    String refused = ballots.state();
    assertEquals(refused, ballots.state());
    assertEquals(64, before.length());
    assertNotEquals(before, offered);
    assertNotEquals(offered, signed);
    assertNotEquals(signed, refused);
    ballots.withdraw();
    assertEquals(before, ballots.state());
  }

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

  @Test
  void byTwoThirdsARosterComesInWhenTheCoordinatorsOwnTimeIsOverAndWhoSignsLateIsPassedOn() {
    RosterSnapshot inForce = adoptConstitution(new Growth.TwoThirds(14));
    RosterProposal joining = offerElm(inForce);
    Instant offered = now;
    assertEquals(Optional.of(offered), ballots.open().map(RosterBallots.Open::offeredAt));
    assertEquals(
        Optional.of(offered.plus(Duration.ofDays(14)).plus(RosterBallots.MARGIN)),
        ballots.open().flatMap(RosterBallots.Open::dueAt));
    RosterRefusal no = RosterRefusal.sign(joining.roster(), "who is elm?", key("dune"));
    ballots.refuse(joining.hash(), no);
    for (String name : List.of("acme", "birch", "cedar", "elm")) {
      assertEquals(Outcome.DONE, approve(joining, name));
    }
    assertEquals(List.of(no), open().refusals(), "everybody reads it");
    now = offered.plus(Duration.ofDays(14)).plus(RosterBallots.MARGIN).minusSeconds(1);
    assertFalse(ballots.adoptDue());
    now = now.plusSeconds(1);
    assertTrue(ballots.adoptDue());
    assertFalse(ballots.adoptDue(), "once");
    assertEquals(Optional.of(joining.roster()), rosters.inForce());
    assertEquals(Optional.empty(), ballots.open());
    assertEquals(3, rosters.chain().orElseThrow().steps().size());

    RosterSignatures signatures = new RosterSignatures(database.jdbi(), rosters);
    assertEquals(List.of("dune"), signatures.grown().orElseThrow().missing());
    String before = ballots.state();
    RosterApproval forged = RosterApproval.sign(joining, none(), key("cedar"));
    assertEquals(Outcome.DOES_NOT_HOLD, ballots.approve("dune", joining.hash(), forged));
    RosterApproval late = RosterApproval.sign(joining, none(), key("dune"));
    assertEquals(Outcome.DONE, ballots.approve("dune", joining.hash(), late));
    assertEquals(Outcome.DONE, ballots.approve("dune", joining.hash(), late), "again");
    assertEquals(Optional.empty(), signatures.grown(), "all have signed");
    assertEquals(List.of(), rosters.after(2).get(0).successor().missing(), "nodes get it too");
    assertNotEquals(before, ballots.state());
  }

  @Test
  void theLastMissingSignatureSparesTheWait() {
    RosterProposal joining = offerElm(adoptConstitution(new Growth.TwoThirds(14)));
    for (String name : List.of("acme", "birch", "cedar", "dune")) {
      assertEquals(Outcome.DONE, approve(joining, name));
    }
    assertEquals(Outcome.ADOPTED, approve(joining, "elm"));
  }

  @Test
  void whatIsWithdrawnAndOfferedAgainWaitsAnew() {
    RosterProposal joining = offerElm(adoptConstitution(new Growth.TwoThirds(7)));
    for (String name : List.of("acme", "birch", "cedar", "elm")) {
      approve(joining, name);
    }
    now = now.plus(Duration.ofDays(6));
    assertTrue(ballots.withdraw());
    assertEquals(Outcome.DONE, ballots.propose(joining, "the operator"));
    now = now.plus(Duration.ofDays(2));
    assertFalse(ballots.adoptDue());
    now = now.plus(Duration.ofDays(6));
    assertTrue(ballots.adoptDue());
  }

  @Test
  void anythingButAnAdditionWaitsForAllHoweverLong() {
    RosterSnapshot inForce = adoptConstitution(new Growth.TwoThirds(7));
    RosterProposal loosening =
        new RosterDraft(
                List.of("elm"),
                List.of(),
                List.of(),
                new ParameterChanges(null, 5, null, null, null))
            .successor(inForce, enrolled.byName());
    assertEquals(Outcome.DONE, ballots.propose(loosening, "the operator"));
    assertEquals(Optional.empty(), ballots.open().flatMap(RosterBallots.Open::dueAt));
    for (String name : List.of("acme", "birch", "cedar", "elm")) {
      approve(loosening, name);
    }
    now = now.plus(Duration.ofDays(1000));
    assertFalse(ballots.adoptDue());
    assertEquals(Outcome.ADOPTED, approve(loosening, "dune"));
  }

  private RosterSnapshot adoptConstitution(Growth growth) {
    adoptFirst("acme", "birch", "cedar", "dune");
    RosterProposal proposal =
        new RosterDraft(
                List.of(),
                List.of(),
                List.of(),
                new ParameterChanges(null, null, null, null, growth))
            .successor(rosters.inForce().orElseThrow(), enrolled.byName());
    ballots.propose(proposal, "the operator");
    for (String name : List.of("acme", "birch", "cedar", "dune")) {
      approve(proposal, name);
    }
    assertEquals(Optional.of(proposal.roster()), rosters.inForce(), "by the signatures of all");
    return proposal.roster();
  }

  private RosterProposal offerElm(RosterSnapshot inForce) {
    RosterProposal joining =
        draft(List.of("elm"), List.of(), List.of()).successor(inForce, enrolled.byName());
    assertEquals(Outcome.DONE, ballots.propose(joining, "the operator"));
    return joining;
  }

  private void refused(String reason, RosterDraft draft, RosterSnapshot inForce) {
    WireFormatException refusal =
        assertThrows(
            WireFormatException.class, () -> draft.successor(inForce, enrolled.byName()), reason);
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  private static RosterDraft draft(List<String> add, List<String> remove, List<String> keys) {
    return new RosterDraft(add, remove, keys, ParameterChanges.NONE);
  }

  private boolean admitted(String organisation) {
    return new MembershipStore(database.jdbi()).isAdmitted(new Peer(organisation, "node-1"));
  }

  private void adoptFirst(String... names) {
    RosterProposal first = first(names);
    ballots.propose(first, "the operator");
    for (String name : names) {
      approve(first, name);
    }
    assertEquals(Optional.of(first.roster()), rosters.inForce());
  }

  private RosterProposal offeredFirst() {
    RosterProposal first = first("acme", "birch", "cedar");
    ballots.propose(first, "the operator");
    return first;
  }

  private RosterProposal first(String... names) {
    return draft(List.of(names), List.of(), List.of())
        .first("trial", organisation("coordinator"), enrolled.byName());
  }

  private RosterProposal open() {
    return ballots.open().orElseThrow().proposal();
  }

  private Outcome approve(RosterProposal proposal, String name) {
    Optional<RosterSnapshot> before = proposal.isFirst() ? none() : rosters.inForce();
    return ballots.approve(name, proposal.hash(), RosterApproval.sign(proposal, before, key(name)));
  }

  private static Optional<RosterSnapshot> none() {
    return Optional.empty();
  }

  private static SigningKey key(String name) {
    return KEYS.computeIfAbsent(name, n -> SigningKey.generate(n, new SecureRandom()));
  }

  private static Organisation organisation(String name) {
    return new Organisation(name, "Company " + name, key(name).publicKey());
  }
}
