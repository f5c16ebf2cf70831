package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.WireFormatException;

class RosterSnapshotTest {
  private static final ByteString NONE = ByteString.of(new byte[32]);
  private static final ByteString SOME = ByteString.fromHex("01".repeat(32));

  private final List<SigningKey> keys = new ArrayList<>();
  private final SigningKey coordinatorKey = SigningKey.generate("hub", Federation.seeded(1000));
  private final Organisation hub = new Organisation("hub", "Hub", coordinatorKey.publicKey());
  private final List<Organisation> five = new ArrayList<>();

  RosterSnapshotTest() {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      SigningKey key = SigningKey.generate(name, Federation.seeded(name.hashCode()));
      keys.add(key);
      five.add(new Organisation(name, "Member " + name, key.publicKey()));
    }
  }

  @Test
  void twoOrganisationsAreTooFewAndTheRefusalSaysWhy() {
    WireFormatException refusal =
        assertThrows(
            WireFormatException.class,
            () -> RosterSnapshot.first("trial", hub, five.subList(0, 2)));
    assertEquals(
        "a roster needs at least three organisations, this one has 2: a sum over fewer is a"
            + " rival's own number",
        refusal.getMessage());
  }

  @Test
  void twoOrganisationsWithOneKeyAreRefusedAndNamed() {
    List<Organisation> shared = new ArrayList<>(five);
    shared.set(2, new Organisation("c", "Ghost", five.get(0).signingKey()));
    refused("c shares its name or key", () -> RosterSnapshot.first("trial", hub, shared));
  }

  @Test
  void aMemberWithTheCoordinatorsNameOrKeyIsRefused() {
    List<Organisation> shared = new ArrayList<>(five);
    shared.set(4, new Organisation("e", "E", hub.signingKey()));
    refused("e shares its name or key", () -> RosterSnapshot.first("trial", hub, shared));
    Organisation namesake = new Organisation("a", "Hub", hub.signingKey());
    refused("a shares its name or key", () -> RosterSnapshot.first("trial", namesake, five));
  }

  @Test
  void fiveMembersMustAssumeAtLeastOneThatColludes() {
    refused("colluding members", () -> roster(five, 0, 10));
    refused("colluding members", () -> roster(five, 3, 10));
    assertEquals(4, roster(five, 1, 10).minimumContributors());
    assertEquals(5, roster(five, 2, 10).minimumContributors());
    assertEquals(3, roster(five.subList(0, 4), 0, 10).minimumContributors());
  }

  @Test
  void onlyTheFirstRosterHasNoPredecessor() {
    refused(
        "predecessor", () -> new RosterSnapshot("trial", 2, NONE, hub, five, parameters(1, 10)));
    refused(
        "predecessor", () -> new RosterSnapshot("trial", 1, SOME, hub, five, parameters(1, 10)));
  }

  @Test
  void aKeyThatIsNoPointOrOfLowOrderIsRefused() {
    ByteString identity = ByteString.fromHex("01" + "00".repeat(31));
    refused("not an Ed25519 key", () -> new Organisation("f", "F", identity));
    ByteString noPoint = ByteString.fromHex("ff".repeat(32));
    refused("not an Ed25519 key", () -> new Organisation("f", "F", noPoint));
  }

  @Test
  void theHashChangesWithEveryField() {
    Organisation other = new Organisation("hub", "Hub 2", coordinatorKey.publicKey());
    List<Organisation> renamed = new ArrayList<>(five);
    renamed.set(0, new Organisation("a", "Member A", five.get(0).signingKey()));
    List<Organisation> rekeyed = new ArrayList<>(five);
    SigningKey key = SigningKey.generate("a", Federation.seeded(1234));
    rekeyed.set(0, new Organisation("a", "Member a", key.publicKey()));
    Set<ByteString> hashes = new HashSet<>();
    List<RosterSnapshot> all =
        List.of(
            roster(five, 1, 10),
            roster(five, 2, 10),
            roster(five, 1, 11),
            roster(five.subList(0, 4), 1, 10),
            roster(renamed, 1, 10),
            roster(rekeyed, 1, 10),
            new RosterSnapshot("trial-2", 1, NONE, hub, five, parameters(1, 10)),
            new RosterSnapshot("trial", 2, SOME, hub, five, parameters(1, 10)),
            new RosterSnapshot("trial", 3, SOME, hub, five, parameters(1, 10)),
            new RosterSnapshot("trial", 1, NONE, other, five, parameters(1, 10)));
    all.forEach(roster -> hashes.add(roster.hash()));
    assertEquals(all.size(), hashes.size());
    all.forEach(roster -> assertEquals(roster, RosterSnapshot.decode(roster.encode())));
  }

  @Test
  void aSignatureHoldsForItsRosterConsortiumSenderAndContextOnly() {
    RosterSnapshot roster = roster(five, 1, 10);
    Context context = new Context("trial", roster.hash(), SOME, 3);
    SignedMessage good = SignedMessage.sign(context, new Consent(true), keys.get(1));
    assertTrue(roster.verifies(good));
    assertFalse(roster(five, 2, 10).verifies(good), "another roster");

    assertFalse(roster.verifies(in(good, new Context("trial", roster.hash(), SOME, 4))), "epoch");
    assertFalse(roster.verifies(in(good, new Context("trial", roster.hash(), NONE, 3))), "study");
    assertFalse(
        roster.verifies(new SignedMessage(context, "c", good.body(), good.signature())), "sender");
    assertFalse(
        roster.verifies(new SignedMessage(context, "b", new Consent(false), good.signature())),
        "body");
    Context elsewhere = new Context("trial-2", roster.hash(), SOME, 3);
    assertFalse(
        roster.verifies(SignedMessage.sign(elsewhere, new Consent(true), keys.get(1))),
        "consortium");
  }

  @Test
  void aSenderOutsideTheRosterIsNeverVerified() {
    RosterSnapshot roster = roster(five.subList(0, 4), 0, 10);
    Context context = new Context("trial", roster.hash(), SOME, 3);
    assertFalse(roster.verifies(SignedMessage.sign(context, new Consent(true), keys.get(4))));
    Signer impostor = SigningKey.generate("hub", Federation.seeded(7));
    assertFalse(roster.verifies(SignedMessage.sign(context, new Consent(true), impostor)));
  }

  @Property(tries = 1000)
  void foreignBytesAreARosterOrAreRefused(@ForAll @Size(max = 300) byte[] bytes) {
    byte[] changed = roster(five, 1, 10).encode();
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      changed[(bytes[i] & 0xff) * changed.length / 256] = bytes[i + 1];
    }
    for (byte[] foreign : List.of(bytes, changed)) {
      try {
        assertEquals(
            ByteString.of(foreign), ByteString.of(RosterSnapshot.decode(foreign).encode()));
      } catch (WireFormatException refused) {
        assertFalse(refused.getMessage().isBlank());
      }
    }
  }

  private RosterSnapshot roster(List<Organisation> members, int colluding, int minimumRows) {
    return new RosterSnapshot("trial", 1, NONE, hub, members, parameters(colluding, minimumRows));
  }

  private static SignedMessage in(SignedMessage message, Context context) {
    return new SignedMessage(context, message.sender(), message.body(), message.signature());
  }

  private static void refused(String sentence, Runnable making) {
    WireFormatException refusal = assertThrows(WireFormatException.class, making::run);
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  private static RosterParameters parameters(int colluding, int minimumRows) {
    return new RosterParameters(colluding, minimumRows, 1_000_000, List.of(32, 64));
  }
}
