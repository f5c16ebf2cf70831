package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;

/** How a roster is offered, signed, refused, and when it is complete. */
class RosterProposalTest {
  private final RosterSnapshot pinned = TestRosters.first("a", "b", "c", "d");
  private final Optional<RosterSnapshot> before = Optional.of(pinned);

  @Test
  void aFirstRosterIsCompleteWithTheSignaturesOfAllThatItLists() {
    RosterProposal proposal = RosterProposal.unsigned(pinned, List.of(), List.of());
    assertEquals(List.of("a", "b", "c", "d"), proposal.awaited());
    for (String name : List.of("a", "b", "c")) {
      proposal = yes(proposal, Optional.empty(), name, 1);
      assertTrue(proposal.complete(Optional.empty(), Duration.ZERO).isEmpty());
    }
    proposal = yes(proposal, Optional.empty(), "d", 1);
    assertEquals(List.of(), proposal.awaited());
    assertEquals(
        pinned,
        proposal.complete(Optional.empty(), Duration.ZERO).orElseThrow().successor().roster());
  }

  @Test
  void whoRefusesIsNamedWithItsReasonBlocksAndMayStillSign() {
    RosterProposal proposal = joining("e");
    for (String name : List.of("a", "b", "d", "e")) {
      proposal = yes(proposal, before, name, 1);
    }
    RosterRefusal no =
        RosterRefusal.sign(proposal.roster(), "nobody knows e", TestRosters.key("c", 1));
    assertTrue(proposal.holds(before, no));
    proposal = proposal.with(no);
    assertEquals(List.of(no), proposal.refusals());
    assertEquals(List.of(), proposal.awaited());
    assertTrue(proposal.complete(before, Duration.ZERO).isEmpty());
    proposal = yes(proposal, before, "c", 1);
    assertEquals(List.of(), proposal.refusals());
    assertTrue(proposal.complete(before, Duration.ZERO).isPresent());
  }

  @Test
  void nobodyRefusesInAnothersNameOrForAnotherRoster() {
    RosterProposal proposal = joining("e");
    RosterRefusal byAnother = RosterRefusal.sign(proposal.roster(), "no", TestRosters.key("b", 1));
    assertFalse(proposal.holds(before, new RosterRefusal("c", "no", byAnother.signature())));
    assertFalse(proposal.holds(before, RosterRefusal.sign(pinned, "no", TestRosters.key("c", 1))));
    assertFalse(proposal.holds(before, new RosterRefusal("b", "yes", byAnother.signature())));
  }

  @Test
  void aSignatureOfAnotherRosterDoesNotCountAsAYes() {
    RosterProposal proposal = joining("e");
    RosterApproval other = RosterApproval.sign(joining("f"), before, TestRosters.key("a", 1));
    assertFalse(proposal.holds(before, "a", other));
    RosterProposal with = proposal.with(before, "a", other);
    assertEquals(List.of(), with.signed());
    assertTrue(with.awaited().contains("a"));
  }

  @Test
  void aLostKeyIsVotedOnWithTheSignatureOfTheProposalAndTheOwnerHasNoVote() {
    RosterProposal proposal = lostKeyOf("b");
    RosterApproval withoutVote =
        new RosterApproval(
            TestRosters.key("a", 1).sign(SignedRoster.signedBytes(proposal.hash())), List.of());
    assertFalse(proposal.holds(before, "a", withoutVote));
    for (String name : List.of("a", "c", "d")) {
      proposal = yes(proposal, before, name, 1);
      assertTrue(proposal.complete(before, Duration.ZERO).isEmpty());
    }
    proposal = yes(proposal, before, "b", 2);
    assertTrue(proposal.complete(before, Duration.ZERO).isPresent());
  }

  @Test
  void aNewcomerVotesOnNoKey() {
    RosterProposal alone = lostKeyOf("b");
    RosterSnapshot next =
        TestRosters.next(
            pinned,
            pinned.coordinator(),
            List.of(
                TestRosters.organisation("a", 1),
                TestRosters.organisation("b", 2),
                TestRosters.organisation("c", 1),
                TestRosters.organisation("d", 1),
                TestRosters.organisation("e", 1)));
    RosterProposal proposal =
        RosterProposal.unsigned(next, alone.succession().replacements(), List.of());
    for (String name : List.of("a", "c", "d", "e")) {
      proposal = yes(proposal, before, name, 1);
    }
    proposal = yes(proposal, before, "b", 2);
    assertTrue(proposal.complete(before, Duration.ZERO).isPresent());
  }

  @Test
  void whoLeavesAtItsOwnWishSaysSoItself() {
    RosterSnapshot next =
        TestRosters.next(pinned, pinned.coordinator(), TestRosters.organisations("a", "b", "c"));
    Departure own = Departure.sign(pinned, TestRosters.key("d", 1));
    RosterProposal leaving = RosterProposal.unsigned(next, List.of(), List.of(own));
    assertEquals(List.of(), leaving.requireFit(before).expelled(pinned));
    assertEquals(
        List.of("d"), RosterProposal.unsigned(next, List.of(), List.of()).expelled(pinned));
    Departure byAnother =
        new Departure("d", Departure.sign(pinned, TestRosters.key("a", 1)).signature());
    WireFormatException refusal =
        assertThrows(
            WireFormatException.class,
            () -> RosterProposal.unsigned(next, List.of(), List.of(byAnother)).requireFit(before));
    assertTrue(refusal.getMessage().contains("has not said so itself"), refusal.getMessage());
  }

  @Test
  void aDepartureCountsForOneStepOfOneChain() {
    Departure departure = Departure.sign(pinned, TestRosters.key("d", 1));
    assertTrue(departure.holds(pinned));
    assertFalse(departure.holds(TestRosters.first("a", "b", "d")));
  }

  @Test
  void whatCouldNeverFollowIsNotOfferedForSignature() {
    RosterSnapshot stolen =
        TestRosters.next(
            pinned,
            pinned.coordinator(),
            List.of(
                TestRosters.organisation("a", 1),
                TestRosters.organisation("b", 2),
                TestRosters.organisation("c", 1)));
    WireFormatException refusal =
        assertThrows(
            WireFormatException.class,
            () -> RosterProposal.unsigned(stolen, List.of(), List.of()).requireFit(before));
    assertTrue(refusal.getMessage().contains("nothing says why"), refusal.getMessage());
  }

  @Test
  void whatWasSignedAndRefusedIsReadAsItWasWritten() {
    RosterProposal proposal = yes(lostKeyOf("b"), before, "a", 1);
    proposal =
        proposal.with(
            RosterRefusal.sign(proposal.roster(), "Wir prüfen noch: 待って", TestRosters.key("c", 1)));
    assertEquals(proposal, RosterProposal.decode(proposal.encode()));
    RosterApproval yes = RosterApproval.sign(proposal, before, TestRosters.key("d", 1));
    assertEquals(yes, RosterApproval.decode(yes.encode(1), 1));
    RosterRefusal no = proposal.refusals().get(0);
    assertEquals(no, RosterRefusal.decode("c", no.encode(1), 1));
  }

  @Property(tries = 300)
  void brokenBytesAreRefusedAndNothingElseIsThrown(@ForAll int at, @ForAll byte changed) {
    RosterProposal proposal = yes(lostKeyOf("b"), before, "a", 1);
    byte[] bytes = proposal.encode();
    bytes[Math.floorMod(at, bytes.length)] = changed;
    byte[] cut = Arrays.copyOf(bytes, Math.floorMod(at, bytes.length));
    assertThrows(WireFormatException.class, () -> RosterProposal.decode(cut));
    try {
      assertEquals(ByteString.of(bytes), ByteString.of(RosterProposal.decode(bytes).encode()));
    } catch (WireFormatException e) {
      assertFalse(e.getMessage().isEmpty());
    }
  }

  @Test
  void aChainKnowsUntilWhenSomebodyWasListed() {
    RosterSnapshot second =
        TestRosters.next(pinned, pinned.coordinator(), TestRosters.organisations("a", "b", "c"));
    RosterSnapshot third =
        TestRosters.next(
            second, second.coordinator(), TestRosters.organisations("a", "b", "c", "e"));
    RosterChain chain = new RosterChain(List.of(step(pinned), step(second), step(third)));
    assertEquals(third, chain.inForce());
    assertEquals(Optional.of(1), chain.departedAfter("d"));
    assertEquals(Optional.empty(), chain.departedAfter("a"));
    assertEquals(Optional.empty(), chain.departedAfter("nobody"));
    assertEquals(Optional.of(second), chain.find(second.hash()));
    assertThrows(
        WireFormatException.class, () -> new RosterChain(List.of(step(pinned), step(third))));
    assertThrows(WireFormatException.class, () -> new RosterChain(List.of(step(second))));
  }

  private static RosterSuccession step(RosterSnapshot roster) {
    return new RosterSuccession(TestRosters.signed(roster), List.of());
  }

  private RosterProposal joining(String newcomer) {
    RosterSnapshot next =
        TestRosters.next(
            pinned, pinned.coordinator(), TestRosters.organisations("a", "b", "c", "d", newcomer));
    return RosterProposal.unsigned(next, List.of(), List.of());
  }

  private RosterProposal lostKeyOf(String owner) {
    List<Organisation> members =
        pinned.members().stream()
            .map(m -> m.name().equals(owner) ? TestRosters.organisation(owner, 2) : m)
            .toList();
    RosterSnapshot next = TestRosters.next(pinned, pinned.coordinator(), members);
    KeyReplacement replacement =
        new KeyReplacement(
            new KeyReplacement.Statement(
                pinned.consortium(),
                owner,
                pinned.key(owner).orElseThrow(),
                next.key(owner).orElseThrow(),
                pinned.hash()),
            new KeyReplacement.Ballot(List.of()));
    return RosterProposal.unsigned(next, List.of(replacement), List.of());
  }

  private static RosterProposal yes(
      RosterProposal proposal, Optional<RosterSnapshot> before, String name, int generation) {
    RosterApproval approval =
        RosterApproval.sign(proposal, before, TestRosters.key(name, generation));
    assertTrue(proposal.holds(before, name, approval), name);
    return proposal.with(before, name, approval);
  }
}
