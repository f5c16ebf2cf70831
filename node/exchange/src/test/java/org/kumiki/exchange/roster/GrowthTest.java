package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;

/** Growth by constitution: what two thirds may do, when, and that they may do nothing else. */
class GrowthTest {
  private static final Duration DAYS_14 = Duration.ofDays(14);
  private static final Growth RULE = new Growth.TwoThirds(14);

  /** Of four organisations three are two thirds. */
  private final RosterSnapshot inForce = withRule(RULE, "a", "b", "c", "d");

  private final RosterSnapshot grown = next("a", "b", "c", "d", "e");

  @Test
  void twoThirdsAndTheNewcomerAreEnoughWhenTheTimeHasPassed() {
    RosterSuccession step = step(grown, "a", "b", "c", "e");
    assertEquals(grown, step.requireFollows(inForce, DAYS_14));
    assertEquals(DAYS_14, step.coolingOff(inForce));
    refused("waits 14 days", () -> step.requireFollows(inForce, DAYS_14.minusMillis(1)));
    refused("waits 14 days", () -> step.requireFollows(inForce, Duration.ZERO));
  }

  @Test
  void whatAllHaveSignedWaitsForNothing() {
    RosterSuccession step = step(grown, "a", "b", "c", "d", "e");
    assertEquals(grown, step.requireFollows(inForce, Duration.ZERO));
    assertEquals(Duration.ZERO, step.coolingOff(inForce));
  }

  @Test
  void oneTooFewOfTheOldIsTooFewHoweverManyNewcomersSign() {
    RosterSnapshot three = next("a", "b", "c", "d", "e", "f", "g");
    refused(
        "3 are enough, 2 have signed",
        () -> step(three, "a", "b", "e", "f", "g").requireFollows(inForce, DAYS_14));
    assertEquals(three, step(three, "a", "b", "c", "e", "f", "g").requireFollows(inForce, DAYS_14));
  }

  @Test
  void everyNewcomerMustHaveSigned() {
    RosterSnapshot two = next("a", "b", "c", "d", "e", "f");
    refused(
        "every newcomer must sign, awaited: f",
        () -> step(two, "a", "b", "c", "d", "e").requireFollows(inForce, DAYS_14));
  }

  @Test
  void aSignatureThatDoesNotHoldIsNone() {
    SignedRoster signed = step(grown, "a", "b", "e").successor();
    ByteString elsewhere = TestRosters.key("c", 1).sign(SignedRoster.signedBytes(inForce.hash()));
    RosterSuccession step =
        new RosterSuccession(signed.with(new NamedSignature("c", elsewhere)), List.of());
    refused("2 have signed", () -> step.requireFollows(inForce, DAYS_14));
  }

  @ParameterizedTest
  @CsvSource({"3, 2", "4, 3", "5, 4", "6, 4", "7, 5", "30, 20", "299, 200"})
  void twoThirdsAreRoundedUp(int members, int needed) {
    assertEquals(needed, GrowthTally.needed(members));
  }

  /** Each of these needs the signature of everybody that is listed, as without a constitution. */
  @Test
  void whateverDoesMoreThanAddNeedsTheSignatureOfAll() {
    needsAll("somebody leaves", next("a", "b", "c", "e"));
    needsAll("nobody joins", inForce.next(inForce.members(), inForce.parameters()));
    needsAll("another time", changed(new Growth.TwoThirds(7)));
    needsAll("a longer time", changed(new Growth.TwoThirds(90)));
    needsAll("back to all", changed(new Growth.Unanimous()));
    needsAll("fewer rows", parameters(new RosterParameters(1, 9, 1_000_000_000L, BOTH, RULE)));
    needsAll("more rows", parameters(new RosterParameters(1, 11, 1_000_000_000L, BOTH, RULE)));
    needsAll("a larger cap", parameters(new RosterParameters(1, 10, 1_000_000_001L, BOTH, RULE)));
    needsAll("more colluders than need be", parameters(colluding(2)));
    needsAll("another ring", parameters(new RosterParameters(1, 10, 1_000_000_000L, ONE, RULE)));
    List<Organisation> renamed = new ArrayList<>(grown.members());
    renamed.set(1, new Organisation("b", "Another name", renamed.get(1).signingKey()));
    needsAll("another display name", inForce.next(renamed, grown.parameters()));
    needsAll(
        "a coordinator of another name",
        new RosterSnapshot(
            2,
            "trial",
            grown.version(),
            inForce.hash(),
            new Organisation("hub", "Renamed", inForce.coordinator().signingKey()),
            grown.members(),
            grown.parameters()));
  }

  private static final List<Integer> BOTH = List.of(32, 64);
  private static final List<Integer> ONE = List.of(64);

  private RosterParameters colluding(int colluding) {
    return new RosterParameters(colluding, 10, 1_000_000_000L, BOTH, RULE);
  }

  private void needsAll(String what, RosterSnapshot next) {
    List<String> names = next.members().stream().map(Organisation::name).toList();
    List<String> butOne = names.stream().filter(name -> !name.equals("c")).toList();
    Duration long_ = Duration.ofDays(1000);
    refused(
        "the roster waits for the signature of c",
        () -> step(next, butOne.toArray(String[]::new)).requireFollows(inForce, long_));
    RosterSuccession all = step(next, names.toArray(String[]::new));
    assertEquals(next, all.requireFollows(inForce, Duration.ZERO), what);
  }

  @Test
  void aKeyThatChangesOnTheWayNeedsTheSignatureOfAll() {
    List<Organisation> members = new ArrayList<>(grown.members());
    members.set(0, TestRosters.organisation("a", 2));
    RosterSnapshot next = inForce.next(members, grown.parameters());
    KeyReplacement.Statement said =
        new KeyReplacement.Statement(
            2,
            "trial",
            "a",
            inForce.key("a").orElseThrow(),
            next.key("a").orElseThrow(),
            inForce.hash());
    KeyReplacement byOld =
        new KeyReplacement(
            said, new KeyReplacement.OldKey(TestRosters.key("a", 1).sign(said.signedBytes())));
    RosterSuccession step =
        new RosterSuccession(
            step(next, "b", "c", "e")
                .successor()
                .with(TestRosters.sign(next, TestRosters.key("a", 2))),
            List.of(byOld));
    refused("the signature of d", () -> step.requireFollows(inForce, DAYS_14));
  }

  @Test
  void withoutAConstitutionTwoThirdsAreNothing() {
    RosterSnapshot plain = TestRosters.first("a", "b", "c", "d");
    RosterSnapshot next =
        plain.next(TestRosters.organisations("a", "b", "c", "d", "e"), RosterParameters.shipped(5));
    refused(
        "the roster waits for the signature of d",
        () -> step(next, "a", "b", "c", "e").requireFollows(plain, Duration.ofDays(1000)));
  }

  @Test
  void aConstitutionIsIntroducedByTheSignaturesOfAllOnly() {
    RosterSnapshot plain = TestRosters.first("a", "b", "c", "d");
    RosterSnapshot introduced = plain.next(plain.members(), plain.parameters().withGrowth(RULE));
    assertEquals(2, introduced.protocol(), "version 1 cannot say it");
    refused(
        "the signature of d",
        () -> step(introduced, "a", "b", "c").requireFollows(plain, Duration.ofDays(1000)));
    assertEquals(
        introduced, step(introduced, "a", "b", "c", "d").requireFollows(plain, Duration.ZERO));
    RosterDifference said = RosterDifference.between(plain, introduced).get(0);
    assertEquals(RosterDifference.Kind.WEAKER, said.kind());
    assertEquals(
        "two thirds and every newcomer, after 14 days, let organisations join, and no longer all",
        said.sentence());
  }

  @Test
  void theStewardSeesWhetherTheConstitutionIsLoosenedOrTightened() {
    assertEquals(RosterDifference.Kind.WEAKER, kind(new Growth.TwoThirds(13)));
    assertEquals(RosterDifference.Kind.STRONGER, kind(new Growth.TwoThirds(15)));
    assertEquals(RosterDifference.Kind.STRONGER, kind(new Growth.Unanimous()));
    assertEquals(List.of(), RosterDifference.between(inForce, inForce));
    assertTrue(
        RosterText.lines(inForce)
            .contains(
                "Organisations join by the signatures of two thirds and every newcomer, after 14"
                    + " days."));
  }

  private RosterDifference.Kind kind(Growth growth) {
    RosterSnapshot next = inForce.next(inForce.members(), inForce.parameters().withGrowth(growth));
    List<RosterDifference> all = RosterDifference.between(inForce, next);
    assertEquals(1, all.size());
    return all.get(0).kind();
  }

  @Test
  void theCoolingOffTimeIsAWeekToAQuarter() {
    for (int days : new int[] {0, 6, 91, 65535}) {
      refused("7 to 90 days", () -> new Growth.TwoThirds(days));
    }
    assertEquals(inForce, RosterSnapshot.decode(inForce.encode()));
    byte[] bytes = inForce.encode();
    bytes[bytes.length - 1] = 6;
    refused("7 to 90 days", () -> RosterSnapshot.decode(bytes));
  }

  @Test
  void growthGoesOnFromWhatGrewAndAChainOfItIsAChain() {
    RosterSuccession first = new RosterSuccession(TestRosters.signed(inForceAsFirst()), List.of());
    RosterSnapshot start = inForceAsFirst();
    RosterSnapshot five = nextOf(start, "a", "b", "c", "d", "e");
    RosterSnapshot six = nextOf(five, "a", "b", "c", "d", "e", "f");
    RosterChain chain =
        new RosterChain(
            List.of(
                first,
                step(five, "a", "b", "c", "e"),
                // Of five, four; the newcomer of before is one of them now.
                step(six, "a", "b", "c", "e", "f")));
    assertEquals(six, chain.inForce());
    assertEquals(1, six.parameters().colluding(), "five and more assume a colluder");
    refused(
        "4 are enough, 3 have signed",
        () ->
            new RosterChain(
                List.of(first, step(five, "a", "b", "c", "e"), step(six, "a", "b", "c", "f"))));
  }

  @Test
  void aProposalIsCompleteByAllOrByTwoThirdsWithTime() {
    Optional<RosterSnapshot> before = Optional.of(inForce);
    RosterProposal offered =
        RosterProposal.unsigned(grown, List.of(), List.of()).requireFit(before);
    for (String name : new String[] {"a", "b", "e"}) {
      offered = approved(offered, name);
      assertTrue(offered.complete(before, Duration.ofDays(1000)).isEmpty());
    }
    RosterRefusal no = RosterRefusal.sign(grown, "we do not know e", TestRosters.key("d", 1));
    offered = approved(offered.with(no), "c");
    assertTrue(offered.complete(before, Duration.ofDays(13)).isEmpty());
    assertTrue(offered.complete(before, DAYS_14).isPresent(), "a refusal ends nothing");
    assertEquals(List.of(no), offered.refusals(), "and is read by all");
    assertEquals(List.of(), offered.awaited());
    GrowthTally tally = offered.tally(before).orElseThrow();
    assertEquals(List.of("a", "b", "c"), tally.signed());
    assertEquals("of the 4 organisations in force 3 are enough, 3 have signed", tally.sentence());
    assertTrue(approved(offered, "d").complete(before, Duration.ZERO).isPresent());
  }

  private RosterProposal approved(RosterProposal offered, String name) {
    Optional<RosterSnapshot> before = Optional.of(inForce);
    return offered.with(
        before, name, RosterApproval.sign(offered, before, TestRosters.key(name, 1)));
  }

  @Test
  void whoHasNotSignedIsInNoCohort() {
    SignedRoster signed = step(grown, "a", "b", "c", "e").successor();
    signed.requireSignedBy(List.of("a", "b", "c", "e"));
    refused(
        "d has not signed roster 3 and takes no part in studies under it",
        () -> signed.requireSignedBy(List.of("a", "b", "d")));
    assertFalse(signed.hasSigned("d"));
    signed
        .with(TestRosters.sign(grown, TestRosters.key("d", 1)))
        .requireSignedBy(List.of("a", "b", "d"));
  }

  @Test
  void aNewcomerMayBringAKeyOfBothKinds() {
    SigningKey both =
        SigningKey.generate(
            "e", SigningKind.ED25519_ML_DSA_65, org.kumiki.exchange.round.Federation.seeded(5));
    List<Organisation> members = new ArrayList<>(inForce.members());
    members.add(new Organisation("e", "Member e", both.publicKey()));
    RosterSnapshot next = inForce.next(members, grown.parameters());
    RosterSuccession step =
        new RosterSuccession(
            step(next, "a", "b", "c").successor().with(TestRosters.sign(next, both)), List.of());
    assertEquals(next, step.requireFollows(inForce, DAYS_14));
  }

  /** Roster 2 of a chain whose first had no constitution. */
  private static RosterSnapshot withRule(Growth rule, String... names) {
    RosterSnapshot first = TestRosters.first(names);
    return first.next(first.members(), first.parameters().withGrowth(rule));
  }

  private RosterSnapshot inForceAsFirst() {
    return new RosterSnapshot(
        "trial",
        1,
        TestRosters.NONE,
        inForce.coordinator(),
        inForce.members(),
        inForce.parameters());
  }

  private RosterSnapshot next(String... names) {
    return nextOf(inForce, names);
  }

  private static RosterSnapshot nextOf(RosterSnapshot before, String... names) {
    return before.next(TestRosters.organisations(names), before.parameters().forSize(names.length));
  }

  private RosterSnapshot changed(Growth growth) {
    return parameters(grown.parameters().withGrowth(growth));
  }

  /** Somebody joins, and this changes too. */
  private RosterSnapshot parameters(RosterParameters parameters) {
    return inForce.next(grown.members(), parameters);
  }

  private static RosterSuccession step(RosterSnapshot roster, String... signers) {
    SignedRoster signed = SignedRoster.unsigned(roster);
    for (String name : signers) {
      signed = signed.with(TestRosters.sign(roster, TestRosters.key(name, 1)));
    }
    RosterSuccession made = new RosterSuccession(signed, List.of());
    return RosterSuccession.decode(made.encode());
  }

  private static void refused(String sentence, Runnable following) {
    WireFormatException refusal = assertThrows(WireFormatException.class, following::run);
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }
}
