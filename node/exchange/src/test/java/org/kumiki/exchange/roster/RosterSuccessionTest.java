package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.roster.KeyReplacement.Statement;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

/** What may take the place of a pinned roster, and what may not. */
class RosterSuccessionTest {
  private final RosterSnapshot pinned = TestRosters.first("a", "b", "c", "d");
  private final Organisation hub = pinned.coordinator();

  @Test
  void membersMayJoinAndLeaveWhenAllOfTheSuccessorSign() {
    RosterSnapshot next = next(TestRosters.organisations("a", "b", "c", "e"));
    assertEquals(next, follows(TestRosters.signed(next)));
  }

  @Test
  void aNewcomerThatHasNotSignedHoldsTheSuccessorBack() {
    RosterSnapshot next = next(TestRosters.organisations("a", "b", "c", "e"));
    SignedRoster all = TestRosters.signed(next);
    SignedRoster lacking =
        new SignedRoster(
            next, all.signatures().stream().filter(s -> !s.organisation().equals("e")).toList());
    refused("waits for the signature of e", () -> follows(lacking));
  }

  @Test
  void onlyTheVeryNextOfTheSameChainFollows() {
    List<Organisation> members = TestRosters.organisations("a", "b", "c", "d");
    RosterParameters same = pinned.parameters();
    refused(
        "another consortium",
        () -> follows(signed(new RosterSnapshot("two", 2, pinned.hash(), hub, members, same))));
    refused(
        "does not follow",
        () -> follows(signed(new RosterSnapshot("trial", 3, pinned.hash(), hub, members, same))));
    ByteString other = TestRosters.first("a", "b", "c").hash();
    refused(
        "does not follow",
        () -> follows(signed(new RosterSnapshot("trial", 2, other, hub, members, same))));
    refused("does not follow", () -> follows(signed(pinned)));
  }

  @Test
  void aKeyThatChangesWithoutAReasonIsRefused() {
    RosterSnapshot next = next(withNewKey("b"));
    refused("b has another key, and nothing says why", () -> follows(TestRosters.signed(next)));
  }

  @Test
  void theOldKeyMaySignForTheNewOne() {
    RosterSnapshot next = next(withNewKey("b"));
    assertEquals(next, follows(TestRosters.signed(next), byOldKey("b", "b", 1)));
    refused(
        "the old key of b has not signed",
        () -> follows(TestRosters.signed(next), byOldKey("b", "b", 2)));
    refused(
        "the old key of b has not signed",
        () -> follows(TestRosters.signed(next), byOldKey("b", "c", 1)));
  }

  @Test
  void aLostKeyIsReplacedByTheVotesOfAllOthersThatStay() {
    RosterSnapshot next = next(withNewKey("b"));
    SignedRoster signed = TestRosters.signed(next);
    assertEquals(next, follows(signed, ballot("b", "a", "c", "d")));
    String everyone = "every other organisation that stays votes";
    refused(everyone, () -> follows(signed, ballot("b", "a", "c")));
    refused(everyone, () -> follows(signed, ballot("b", "a", "b", "c", "d")));
    refused(everyone, () -> follows(signed, ballot("b", "a", "c", "d", "z")));
    List<NamedSignature> votes =
        new ArrayList<>(((KeyReplacement.Ballot) ballot("b", "a", "c", "d").warrant()).votes());
    votes.set(2, new NamedSignature("d", votes.get(0).signature()));
    KeyReplacement forged = new KeyReplacement(statement("b"), new KeyReplacement.Ballot(votes));
    refused("the vote of d on a new key of b does not hold", () -> follows(signed, forged));
  }

  @Test
  void whoLeavesDoesNotVoteAndOneVoterAloneIsTooFew() {
    List<Organisation> members = new ArrayList<>(withNewKey("b"));
    members.set(3, TestRosters.organisation("e", 1));
    RosterSnapshot next = next(members);
    assertEquals(next, follows(TestRosters.signed(next), ballot("b", "a", "c")));
    RosterSnapshot strangers =
        next(
            List.of(
                TestRosters.organisation("a", 1),
                TestRosters.organisation("b", 2),
                TestRosters.organisation("e", 1)));
    refused(
        "too few organisations stay",
        () -> follows(TestRosters.signed(strangers), ballot("b", "a")));
  }

  @Test
  void aReplacementOfAnotherStepIsRefused() {
    RosterSnapshot next = next(withNewKey("b"));
    ByteString otherStep = TestRosters.first("a", "b", "c").hash();
    Statement other =
        new Statement(
            "trial",
            "b",
            TestRosters.key("b", 1).publicKey(),
            TestRosters.key("b", 2).publicKey(),
            otherStep);
    KeyReplacement replayed =
        new KeyReplacement(
            other, new KeyReplacement.OldKey(TestRosters.key("b", 1).sign(other.signedBytes())));
    refused("another step", () -> follows(TestRosters.signed(next), replayed));
  }

  @Test
  void aReplacementForAKeyThatStaysIsRefused() {
    RosterSnapshot next = next(TestRosters.organisations("a", "b", "c", "d"));
    refused("a key that stays", () -> follows(TestRosters.signed(next), byOldKey("b", "b", 1)));
  }

  @Test
  void theCoordinatorsKeyTooNeedsItsOldKeyOrAllMembers() {
    Organisation rekeyed =
        new Organisation("hub", hub.displayName(), TestRosters.key("hub", 2).publicKey());
    RosterSnapshot next = TestRosters.next(pinned, rekeyed, pinned.members());
    SignedRoster signed = TestRosters.signed(next);
    refused("hub has another key", () -> follows(signed));
    assertEquals(next, follows(signed, byOldKey("hub", "hub", 1)));
    assertEquals(next, follows(signed, ballot("hub", "a", "b", "c", "d")));
    refused("every other organisation", () -> follows(signed, ballot("hub", "a", "b", "c")));
  }

  @Test
  void theCoordinatorKeepsItsName() {
    Organisation renamed = new Organisation("hub-2", "Hub", hub.signingKey());
    RosterSnapshot next = TestRosters.next(pinned, renamed, pinned.members());
    refused("the coordinator keeps its name", () -> follows(TestRosters.signed(next)));
  }

  @Test
  void nobodyTakesOverAnothersKey() {
    List<Organisation> members = new ArrayList<>(pinned.members());
    members.set(3, new Organisation("e", "E", pinned.members().get(3).signingKey()));
    refused("e has the key that d had", () -> follows(signed(next(members))));
  }

  @Test
  void theStewardSeesEveryDifferenceAndWhatGetsWeaker() {
    RosterSnapshot five = TestRosters.first("a", "b", "c", "d", "e");
    List<Organisation> members = new ArrayList<>(TestRosters.organisations("a", "c", "d", "e"));
    members.add(TestRosters.organisation("f", 1));
    members.set(1, TestRosters.organisation("c", 2));
    members.set(2, new Organisation("d", "Renamed", members.get(2).signingKey()));
    RosterSnapshot next =
        new RosterSnapshot(
            "trial",
            2,
            five.hash(),
            five.coordinator(),
            members,
            new RosterParameters(2, 5, 2_000_000_000L, List.of(64)));
    List<RosterDifference> differences = RosterDifference.between(five, next);
    assertEquals(
        List.of(
            RosterDifference.Kind.LEAVES,
            RosterDifference.Kind.NEW_KEY,
            RosterDifference.Kind.NEW_NAME,
            RosterDifference.Kind.JOINS,
            RosterDifference.Kind.STRONGER,
            RosterDifference.Kind.WEAKER,
            RosterDifference.Kind.WEAKER,
            RosterDifference.Kind.STRONGER),
        differences.stream().map(RosterDifference::kind).toList());
    assertEquals("b leaves", differences.get(0).sentence());
    assertTrue(differences.get(3).sentence().startsWith("f joins as \"Member f\" with the key "));
    assertTrue(differences.get(5).sentence().contains("10 becomes 5"));
    assertEquals(List.of(), RosterDifference.between(five, five));
  }

  @Property(tries = 500)
  void foreignBytesAreASuccessionOrAreRefused(@ForAll @Size(max = 40) byte[] bytes) {
    RosterSnapshot next = next(withNewKey("b"));
    byte[] changed =
        new RosterSuccession(TestRosters.signed(next), List.of(byOldKey("b", "b", 1))).encode();
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      changed[(bytes[i] & 0xff) * changed.length / 256] = bytes[i + 1];
    }
    for (byte[] foreign : List.of(bytes, changed)) {
      try {
        RosterSuccession decoded = RosterSuccession.decode(foreign);
        assertEquals(ByteString.of(foreign), ByteString.of(decoded.encode()));
      } catch (WireFormatException refused) {
        assertFalse(refused.getMessage().isBlank());
      }
    }
  }

  private RosterSnapshot next(List<Organisation> members) {
    return TestRosters.next(pinned, hub, members);
  }

  private List<Organisation> withNewKey(String name) {
    return pinned.members().stream()
        .map(m -> m.name().equals(name) ? TestRosters.organisation(name, 2) : m)
        .toList();
  }

  private SignedRoster signed(RosterSnapshot roster) {
    return TestRosters.signed(roster);
  }

  private RosterSnapshot follows(SignedRoster successor, KeyReplacement... replacements) {
    RosterSuccession sent = new RosterSuccession(successor, List.of(replacements));
    return RosterSuccession.decode(sent.encode()).requireFollows(pinned, Duration.ZERO);
  }

  private Statement statement(String name) {
    return new Statement(
        "trial",
        name,
        TestRosters.key(name, 1).publicKey(),
        TestRosters.key(name, 2).publicKey(),
        pinned.hash());
  }

  private KeyReplacement byOldKey(String name, String signer, int generation) {
    Statement statement = statement(name);
    return new KeyReplacement(
        statement,
        new KeyReplacement.OldKey(
            TestRosters.key(signer, generation).sign(statement.signedBytes())));
  }

  private KeyReplacement ballot(String name, String... voters) {
    Statement statement = statement(name);
    List<NamedSignature> votes = new ArrayList<>();
    for (String voter : voters) {
      votes.add(new NamedSignature(voter, TestRosters.key(voter, 1).sign(statement.signedBytes())));
    }
    return new KeyReplacement(statement, new KeyReplacement.Ballot(votes));
  }

  private static void refused(String sentence, Runnable following) {
    WireFormatException refusal = assertThrows(WireFormatException.class, following::run);
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }
}
