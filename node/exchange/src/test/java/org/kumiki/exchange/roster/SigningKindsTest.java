package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.roster.KeyReplacement.Statement;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;

/** Members that sign with one key and members that sign with two, in rosters one after another. */
class SigningKindsTest {
  private static final SigningKey BOTH = both("b", 1);

  private final RosterSnapshot plain = TestRosters.first("a", "b", "c");
  private final RosterSnapshot mixed = plain.next(with(plain, BOTH), plain.parameters());

  @Test
  void aRosterSpeaksTheLowestVersionThatCanListItsKeysAndNeverALowerOneThanBefore() {
    assertEquals(1, plain.protocol());
    assertEquals(2, mixed.protocol());
    List<Organisation> withoutB = TestRosters.organisations("a", "c", "d");
    assertEquals(1, plain.next(withoutB, plain.parameters()).protocol());
    RosterSnapshot after = mixed.next(withoutB, mixed.parameters());
    assertEquals(2, after.protocol());
    assertEquals(after, RosterSnapshot.decode(after.encode()));
    RosterSnapshot lower =
        new RosterSnapshot(
            1,
            "trial",
            after.version(),
            mixed.hash(),
            after.coordinator(),
            withoutB,
            mixed.parameters());
    refused(
        "lower than the version in force",
        () -> succession(TestRosters.signed(lower)).requireFollows(mixed, Duration.ZERO));
  }

  @Test
  void versionOneListsNoSecondKey() {
    refused(
        "Ed25519 alone",
        () ->
            new RosterSnapshot(
                1,
                "trial",
                1,
                TestRosters.NONE,
                plain.coordinator(),
                with(plain, BOTH),
                plain.parameters()));
  }

  @Test
  void theOldKeySignsForBothNewOnes() {
    assertEquals(
        mixed,
        succession(signed(mixed), byOldKey(plain, mixed)).requireFollows(plain, Duration.ZERO));
    refused(
        "b has another key, and nothing says why",
        () -> succession(signed(mixed)).requireFollows(plain, Duration.ZERO));
    Statement ofVersion1 =
        new Statement("trial", "b", plain.key("b").orElseThrow(), BOTH.publicKey(), plain.hash());
    refused("Ed25519 alone", ofVersion1::signedBytes);
  }

  @Test
  void theNewKeysNeedBothOfTheirSignatures() {
    for (int kept : new int[] {0, 64}) {
      ByteString whole = signed(mixed).signature("b").orElseThrow();
      byte[] forged = new byte[whole.size()];
      System.arraycopy(whole.toByteArray(), kept, forged, kept, kept == 0 ? 64 : 3309);
      SignedRoster half = signed(mixed).with(new NamedSignature("b", ByteString.of(forged)));
      assertEquals(List.of("b"), half.disputing());
      refused(
          "b has signed another roster",
          () -> succession(half, byOldKey(plain, mixed)).requireFollows(plain, Duration.ZERO));
    }
    ByteString first =
        ByteString.of(Arrays.copyOf(signed(mixed).signature("b").get().toByteArray(), 64));
    assertEquals(List.of("b"), signed(mixed).with(new NamedSignature("b", first)).disputing());
  }

  @Test
  void whoSignsWithBothNeverGoesBackToOne() {
    SigningKey fresh = TestRosters.key("b", 2);
    RosterSnapshot back = mixed.next(with(mixed, fresh), mixed.parameters());
    Statement statement =
        new Statement(2, "trial", "b", BOTH.publicKey(), fresh.publicKey(), mixed.hash());
    KeyReplacement byBoth =
        new KeyReplacement(
            statement, new KeyReplacement.OldKey(BOTH.sign(statement.signedBytes())));
    refused(
        "b signs with ed25519+ml-dsa-65 and would sign with less",
        () -> succession(TestRosters.signed(back), byBoth).requireFollows(mixed, Duration.ZERO));
    List<NamedSignature> votes =
        Stream.of("a", "c")
            .map(v -> new NamedSignature(v, TestRosters.key(v, 1).sign(statement.signedBytes())))
            .toList();
    KeyReplacement byVotes = new KeyReplacement(statement, new KeyReplacement.Ballot(votes));
    refused(
        "would sign with less",
        () -> succession(TestRosters.signed(back), byVotes).requireFollows(mixed, Duration.ZERO));
  }

  @Test
  void anOldKeyOfBothKindsSignsForItsSuccessorWithBoth() {
    SigningKey fresh = both("b", 2);
    RosterSnapshot next = mixed.next(with(mixed, fresh), mixed.parameters());
    Statement statement =
        new Statement(2, "trial", "b", BOTH.publicKey(), fresh.publicKey(), mixed.hash());
    ByteString whole = BOTH.sign(statement.signedBytes());
    SignedRoster all = TestRosters.signed(next).with(TestRosters.sign(next, fresh));
    assertEquals(
        next,
        succession(all, new KeyReplacement(statement, new KeyReplacement.OldKey(whole)))
            .requireFollows(mixed, Duration.ZERO));
    ByteString half = ByteString.of(Arrays.copyOf(whole.toByteArray(), 64));
    refused(
        "the old key of b has not signed",
        () ->
            succession(all, new KeyReplacement(statement, new KeyReplacement.OldKey(half)))
                .requireFollows(mixed, Duration.ZERO));
  }

  @Test
  void neitherPartOfAKeyIsTakenOverFromAnother() {
    for (boolean first : new boolean[] {true, false}) {
      Organisation borrower = borrower(first);
      List<Organisation> members = new ArrayList<>(TestRosters.organisations("a", "c"));
      members.add(borrower);
      RosterSnapshot next = mixed.next(members, mixed.parameters());
      refused(
          "d has the key that b had",
          () -> succession(SignedRoster.unsigned(next)).requireFollows(mixed, Duration.ZERO));
      List<Organisation> beside = new ArrayList<>(mixed.members());
      beside.add(borrower);
      refused("d shares its name or key", () -> mixed.next(beside, mixed.parameters()));
    }
  }

  /** Organisation d with one part of b's key and one of its own. */
  private static Organisation borrower(boolean first) {
    byte[] key = both("d", 1).publicKey().toByteArray();
    byte[] bs = BOTH.publicKey().toByteArray();
    int from = first ? 0 : 32;
    System.arraycopy(bs, from, key, from, first ? 32 : 1952);
    return new Organisation("d", "D", ByteString.of(key));
  }

  @Test
  void theWordsOfAKeyCoverBothParts() {
    String words = RosterWords.ofKey(BOTH.publicKey());
    assertEquals(RosterWords.COUNT, words.split(" ").length);
    for (int at : new int[] {0, 31, 32, 1983}) {
      byte[] changed = BOTH.publicKey().toByteArray();
      changed[at] ^= 1;
      assertNotEquals(words, RosterWords.ofKey(ByteString.of(changed)), "byte " + at);
    }
    ByteString one = TestRosters.key("a", 1).publicKey();
    assertEquals(RosterWords.of(one), RosterWords.ofKey(one), "as earlier releases say them");
    String line = RosterText.lines(mixed).stream().filter(l -> l.contains(words)).findAny().get();
    assertTrue(line.endsWith("(ed25519+ml-dsa-65)"), line);
    String said = RosterDifference.between(plain, mixed).get(0).sentence();
    assertEquals("b has a new key: " + words + " (ed25519+ml-dsa-65)", said);
  }

  @Test
  void aMessageIsOfItsRostersVersionAndSignedWithAllThatIsListed() {
    Context context = new Context(2, "trial", mixed.hash(), plain.hash(), 1);
    SignedMessage good = SignedMessage.sign(context, new Consent(true), BOTH);
    assertTrue(mixed.verifies(good));
    assertEquals(good, SignedMessage.decode(good.encode()));
    Context first = new Context(1, "trial", mixed.hash(), plain.hash(), 1);
    SignedMessage older = SignedMessage.sign(first, new Consent(true), TestRosters.key("a", 1));
    assertFalse(mixed.verifies(older), "a message of version 1 under a roster of version 2");
    SignedMessage withOne = SignedMessage.sign(context, new Consent(true), half());
    assertFalse(mixed.verifies(withOne));
    refused("Ed25519 alone", () -> SignedMessage.sign(first, new Consent(true), BOTH).encode());
  }

  /** The first of b's two keys alone. */
  private static SigningKey half() {
    return SigningKey.fromSecret("b", Arrays.copyOf(BOTH.secretCopy(), 32));
  }

  @Test
  void votesRefusalsAndDeparturesAreSignedWithBothToo() {
    Optional<RosterSnapshot> inForce = Optional.of(mixed);
    RosterSnapshot without =
        mixed.next(TestRosters.organisations("a", "c", "d"), mixed.parameters());
    Departure departure = Departure.sign(mixed, BOTH);
    assertTrue(departure.holds(mixed));
    assertFalse(Departure.sign(mixed, half()).holds(mixed));
    RosterProposal proposal =
        RosterProposal.unsigned(without, List.of(), List.of(departure)).requireFit(inForce);
    RosterRefusal no = RosterRefusal.sign(without, "wait", BOTH);
    assertTrue(proposal.holds(inForce, no));
    assertFalse(proposal.holds(inForce, RosterRefusal.sign(without, "wait", half())));
    RosterProposal refusedByB = proposal.with(no);
    assertEquals(refusedByB, RosterProposal.decode(refusedByB.encode()));
    assertEquals(no, RosterRefusal.decode("b", no.encode(2), 2));

    SigningKey fresh = TestRosters.key("c", 2);
    RosterSnapshot lost = mixed.next(with(mixed, fresh), mixed.parameters());
    Statement statement =
        new Statement(
            2, "trial", "c", mixed.key("c").orElseThrow(), fresh.publicKey(), mixed.hash());
    RosterProposal ballot =
        RosterProposal.unsigned(
            lost,
            List.of(new KeyReplacement(statement, new KeyReplacement.Ballot(List.of()))),
            List.of());
    RosterApproval yes = RosterApproval.sign(ballot, inForce, BOTH);
    assertTrue(ballot.holds(inForce, "b", yes));
    assertFalse(ballot.holds(inForce, "b", RosterApproval.sign(ballot, inForce, half())));
    assertEquals(yes, RosterApproval.decode(yes.encode(2), 2));
    refused("Ed25519 alone", () -> yes.encode(1));
  }

  @Property(tries = 200)
  void foreignBytesAreAProposalOrAreRefused(@ForAll @Size(max = 40) byte[] bytes) {
    byte[] changed =
        new RosterProposal(
                succession(signed(mixed), byOldKey(plain, mixed)),
                List.of(),
                List.of(RosterRefusal.sign(mixed, "no", BOTH)))
            .encode();
    for (int i = 0; i + 2 < bytes.length; i += 3) {
      int at = ((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff);
      changed[(int) (((long) at * changed.length) >> 16)] = bytes[i + 2];
    }
    try {
      RosterProposal decoded = RosterProposal.decode(changed);
      assertEquals(ByteString.of(changed), ByteString.of(decoded.encode()));
    } catch (WireFormatException refused) {
      assertFalse(refused.getMessage().isBlank());
    }
  }

  private static SigningKey both(String name, int generation) {
    return SigningKey.generate(
        name, SigningKind.ED25519_ML_DSA_65, Federation.seeded(77L * name.hashCode() + generation));
  }

  private static List<Organisation> with(RosterSnapshot roster, SigningKey key) {
    return roster.members().stream()
        .map(
            member ->
                member.name().equals(key.name())
                    ? new Organisation(key.name(), member.displayName(), key.publicKey())
                    : member)
        .toList();
  }

  private static SignedRoster signed(RosterSnapshot roster) {
    return TestRosters.signed(roster).with(TestRosters.sign(roster, BOTH));
  }

  private static RosterSuccession succession(SignedRoster successor, KeyReplacement... changes) {
    RosterSuccession made = new RosterSuccession(successor, List.of(changes));
    return RosterSuccession.decode(made.encode());
  }

  private static KeyReplacement byOldKey(RosterSnapshot before, RosterSnapshot after) {
    Statement statement =
        new Statement(
            after.protocol(),
            "trial",
            "b",
            before.key("b").orElseThrow(),
            after.key("b").orElseThrow(),
            before.hash());
    return new KeyReplacement(
        statement,
        new KeyReplacement.OldKey(TestRosters.key("b", 1).sign(statement.signedBytes())));
  }

  private static void refused(String sentence, Runnable following) {
    WireFormatException refusal = assertThrows(WireFormatException.class, following::run);
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }
}
