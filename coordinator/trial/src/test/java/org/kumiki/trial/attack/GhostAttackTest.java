package org.kumiki.trial.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.trial.seeded.Consortium;
import org.kumiki.trial.seeded.Federation;
import org.kumiki.trial.seeded.Script;

/**
 * A coordinator that owns the certificate authority too enters members that do not exist, or takes
 * the names of those that do. Its certificates are perfect; what it lacks is their signing keys.
 * With three ghosts beside one victim, a sum over these four is the victim's own number.
 */
class GhostAttackTest {
  private static final String VICTIM = "member-a";
  private static final List<String> GHOSTS = List.of("ghost-1", "ghost-2", "ghost-3");

  /** What all have pinned, or are about to: three real companies. */
  private final RosterSnapshot real = Consortium.of(3, 12, 1).roster();

  @Test
  void ghostsInASuccessorForOneNodeAloneGetNothing() {
    RosterProposal offered = successor(withGhosts(real.members()));
    // The victim's steward trusts the coordinator and signs; the others were never asked.
    offered = signedBy(offered, Optional.of(real), VICTIM);
    noVectorLeaves(offered, Optional.of(real));
  }

  @Test
  void aCertificateInAnothersNameIsNotItsSeat() {
    // The CA's certificates for member-b and member-c are valid; the keys in the roster are its
    // own.
    RosterProposal offered = successor(withGhosts(impostors()));
    offered = signedBy(offered, Optional.of(real), VICTIM);
    for (String impostor : List.of("member-b", "member-c")) {
      Signer signer = Forged.impostor(impostor);
      offered =
          offered.with(
              Optional.of(real), impostor, RosterApproval.sign(offered, Optional.of(real), signer));
    }
    noVectorLeaves(offered, Optional.of(real));
  }

  @Test
  void signaturesOfTheRosterThatOthersWereShownDoNotCountForTheVictims() {
    RosterProposal forVictim = first(withGhosts(real.members()));
    RosterProposal forOthers = RosterProposal.unsigned(real, List.of(), List.of());
    forVictim = signedBy(forVictim, Optional.empty(), VICTIM);
    for (String other : List.of("member-b", "member-c")) {
      RosterApproval elsewhere =
          RosterApproval.sign(forOthers, Optional.empty(), Consortium.signer(other));
      forVictim = forVictim.with(Optional.empty(), other, elsewhere);
    }
    noVectorLeaves(forVictim, Optional.empty());
  }

  @Test
  void aFirstRosterOfImpostorsIsNotSignedByAStewardWhoHearsTheOthersWords() {
    RosterProposal forVictim = first(withGhosts(impostors()));
    for (String impostor : List.of("member-b", "member-c")) {
      forVictim =
          forVictim.with(
              Optional.empty(),
              impostor,
              RosterApproval.sign(forVictim, Optional.empty(), Forged.impostor(impostor)));
    }
    // What the real member-b reads out by phone; 'kumiki node roster sign --words' compares it.
    String heard = RosterWords.of(real.hash());
    if (RosterWords.of(forVictim.hash()).equals(heard)) {
      forVictim = signedBy(forVictim, Optional.empty(), VICTIM);
    }
    noVectorLeaves(forVictim, Optional.empty());
  }

  /** Whoever has a quantum computer can make any signature of Ed25519, and none of ML-DSA-65. */
  @Test
  void whoForgesEd25519HasOnlyHalfASignatureOfAMemberThatSignsWithBoth() {
    RosterSnapshot before =
        RosterSnapshot.first(
            real.consortium(),
            real.coordinator(),
            real.members().stream().map(this::both).toList());
    RosterSnapshot withGhosts = before.next(withGhosts(before.members()), shipped(6));
    RosterProposal offered = RosterProposal.unsigned(withGhosts, List.of(), List.of());
    for (Organisation member : before.members()) {
      boolean victim = member.name().equals(VICTIM);
      try (SigningKey known = victim ? secret(VICTIM) : firstHalf(member.name())) {
        byte[] made = known.sign(SignedRoster.signedBytes(withGhosts.hash())).toByteArray();
        ByteString signature = ByteString.of(Arrays.copyOf(made, member.kind().signatureBytes()));
        offered =
            offered.with(
                Optional.of(before), member.name(), new RosterApproval(signature, List.of()));
      }
    }
    noVectorLeaves(offered, Optional.of(before));
  }

  /** The victim signs with Ed25519 as in every simulation, the other two with both. */
  private Organisation both(Organisation member) {
    try (SigningKey key = secret(member.name())) {
      return new Organisation(member.name(), member.displayName(), key.publicKey());
    }
  }

  private static SigningKey secret(String name) {
    byte[] known = Consortium.signer(name).secret();
    byte[] twice = Arrays.copyOf(known, 2 * known.length);
    System.arraycopy(known, 0, twice, known.length, known.length);
    return SigningKey.fromSecret(name, name.equals(VICTIM) ? known : twice);
  }

  private static SigningKey firstHalf(String name) {
    return SigningKey.fromSecret(name, Consortium.signer(name).secret());
  }

  @Test
  void withoutTheGateTheGhostsWouldHaveTheVictimsNumbers() {
    RosterProposal offered = successor(withGhosts(real.members()));
    assertEquals(1, vectors(offered.roster()), "the attack itself works");
  }

  /** The victim takes part under a roster only when it is complete: what a node's shell asks. */
  private static void noVectorLeaves(RosterProposal offered, Optional<RosterSnapshot> predecessor) {
    RosterProposal all = offered;
    for (String ghost : GHOSTS) {
      all = signedBy(all, predecessor, ghost);
    }
    int left =
        all.complete(predecessor, Duration.ofDays(1000))
            .map(succession -> vectors(succession.successor().roster()))
            .orElse(0);
    assertEquals(0, left, "masked vectors of the victim");
  }

  /** Masked vectors of the victim's first round in a study with nobody but ghosts. */
  private static int vectors(RosterSnapshot roster) {
    List<String> cohort = new ArrayList<>(GHOSTS);
    cohort.add(VICTIM);
    Consortium consortium = Consortium.under(roster, cohort, 12);
    Study study = consortium.statistics("Of ghosts");
    Federation federation =
        new Federation(consortium, 1, Script.HONEST, Set.copyOf(GHOSTS)).submit(study);
    return federation.run().masked(study, VICTIM, 1).size();
  }

  private RosterProposal successor(List<Organisation> members) {
    return RosterProposal.unsigned(
        new RosterSnapshot(
            real.consortium(),
            2,
            real.hash(),
            real.coordinator(),
            members,
            shipped(members.size())),
        List.of(),
        List.of());
  }

  private static RosterParameters shipped(int members) {
    return RosterParameters.shipped(members);
  }

  private RosterProposal first(List<Organisation> members) {
    return RosterProposal.unsigned(
        RosterSnapshot.first(real.consortium(), real.coordinator(), members), List.of(), List.of());
  }

  private static RosterProposal signedBy(
      RosterProposal proposal, Optional<RosterSnapshot> predecessor, String name) {
    return proposal.with(
        predecessor, name, RosterApproval.sign(proposal, predecessor, Consortium.signer(name)));
  }

  private static List<Organisation> withGhosts(List<Organisation> members) {
    List<Organisation> all = new ArrayList<>(members);
    GHOSTS.forEach(ghost -> all.add(Consortium.signer(ghost).organisation()));
    all.sort(Comparator.comparing(Organisation::name));
    return all;
  }

  /** The victim itself, and the coordinator's keys under the others' names. */
  private List<Organisation> impostors() {
    return real.members().stream()
        .map(
            member ->
                member.name().equals(VICTIM)
                    ? member
                    : new Organisation(
                        member.name(),
                        member.displayName(),
                        Consortium.signer("impostor-of-" + member.name())
                            .organisation()
                            .signingKey()))
        .toList();
  }
}
