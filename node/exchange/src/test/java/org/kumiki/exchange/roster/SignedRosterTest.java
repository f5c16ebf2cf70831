package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

class SignedRosterTest {
  private final RosterSnapshot roster = TestRosters.first("a", "b", "c");

  @Test
  void aRosterIsInForceOnlyWhenEveryOrganisationHasSignedIt() {
    SignedRoster signed = SignedRoster.unsigned(roster);
    for (String name : List.of("b", "a", "c")) {
      assertThrows(WireFormatException.class, signed::requireComplete);
      assertTrue(signed.missing().contains(name));
      signed = signed.with(TestRosters.sign(roster, TestRosters.key(name, 1)));
      assertFalse(signed.missing().contains(name));
    }
    assertEquals(roster, signed.requireComplete());
    assertEquals(Optional.empty(), signed.obstacle());
    assertEquals(signed, SignedRoster.decode(signed.encode()));
  }

  @Test
  void whoHasNotSignedIsNamed() {
    SignedRoster signed =
        SignedRoster.unsigned(roster).with(TestRosters.sign(roster, TestRosters.key("b", 1)));
    assertEquals(List.of("a", "c"), signed.missing());
    assertTrue(signed.obstacle().orElseThrow().contains("waits for the signature of a, c"));
  }

  @Test
  void whoHasSignedAnotherRosterIsNamedInOneSentence() {
    RosterSnapshot other =
        RosterSnapshot.first(
            "trial",
            roster.coordinator(),
            List.of(
                TestRosters.organisation("a", 1),
                TestRosters.organisation("b", 1),
                TestRosters.organisation("ghost", 1)));
    SignedRoster signed =
        TestRosters.signed(roster).with(TestRosters.sign(other, TestRosters.key("b", 1)));
    assertEquals(List.of("b"), signed.disputing());
    assertEquals(
        "b has signed another roster than the one pinned here: compare its words by phone",
        signed.obstacle().orElseThrow());
    assertThrows(WireFormatException.class, signed::requireComplete);
  }

  @Test
  void anotherKeysSignatureIsNoSignature() {
    ByteString forged = TestRosters.key("a", 2).sign(SignedRoster.signedBytes(roster.hash()));
    assertFalse(SignedRoster.unsigned(roster).holds(new NamedSignature("a", forged)));
    NamedSignature good = TestRosters.sign(roster, TestRosters.key("a", 1));
    assertTrue(SignedRoster.unsigned(roster).holds(good));
    assertFalse(
        SignedRoster.unsigned(roster).holds(new NamedSignature("b", good.signature())),
        "in another's mouth");
    assertFalse(
        SignedRoster.unsigned(roster).holds(TestRosters.sign(roster, TestRosters.key("z", 1))),
        "an organisation that is not listed");
  }

  @Test
  void theCoordinatorHasNoSeatAndItsSignatureIsNone() {
    NamedSignature hub = TestRosters.sign(roster, TestRosters.key("hub", 1));
    SignedRoster unsigned = SignedRoster.unsigned(roster);
    assertFalse(unsigned.holds(hub));
    assertThrows(WireFormatException.class, () -> unsigned.with(hub));
  }

  @Test
  void theBareHashSignedForSomethingElseIsNoSignatureOfTheRoster() {
    ByteString bare = TestRosters.key("a", 1).sign(roster.hash().toByteArray());
    assertFalse(SignedRoster.unsigned(roster).holds(new NamedSignature("a", bare)));
  }

  @Test
  void anyListedKeyVerifiesBytesOfOthersTooAndNoOtherDoes() {
    byte[] note = "a note".getBytes(StandardCharsets.UTF_8);
    assertTrue(roster.verifies("a", note, TestRosters.key("a", 1).sign(note)));
    assertTrue(roster.verifies("hub", note, TestRosters.key("hub", 1).sign(note)));
    assertFalse(roster.verifies("a", note, TestRosters.key("b", 1).sign(note)));
    assertFalse(roster.verifies("z", note, TestRosters.key("z", 1).sign(note)));
    assertFalse(roster.verifies("a", new byte[0], TestRosters.key("a", 1).sign(note)));
    assertFalse(roster.verifies("a", note, ByteString.of(new byte[63])));
  }

  @Property(tries = 500)
  void foreignBytesAreASignedRosterOrAreRefused(@ForAll @Size(max = 60) byte[] bytes) {
    byte[] changed = TestRosters.signed(roster).encode();
    for (int i = 0; i + 1 < bytes.length; i += 2) {
      changed[(bytes[i] & 0xff) * changed.length / 256] = bytes[i + 1];
    }
    for (byte[] foreign : List.of(bytes, changed)) {
      try {
        SignedRoster decoded = SignedRoster.decode(foreign);
        assertEquals(ByteString.of(foreign), ByteString.of(decoded.encode()));
      } catch (WireFormatException refused) {
        assertFalse(refused.getMessage().isBlank());
      }
    }
  }
}
