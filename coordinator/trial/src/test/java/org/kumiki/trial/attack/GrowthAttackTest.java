package org.kumiki.trial.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.roster.Growth;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.study.Study;
import org.kumiki.trial.seeded.Consortium;
import org.kumiki.trial.seeded.Federation;
import org.kumiki.trial.seeded.Script;

/**
 * A consortium whose constitution lets two thirds and the newcomers add organisations after
 * fourteen days, and a coordinator that makes more of it. Behind it stand rivals of the victim, as
 * many as the test says, and three ghosts: in a study with nobody but these the sum is the victim's
 * own number.
 */
class GrowthAttackTest {
  private static final String VICTIM = "member-a";
  private static final List<String> GHOSTS = List.of("ghost-1", "ghost-2", "ghost-3");
  private static final Duration RULE = Duration.ofDays(14);

  /** Victim and five others: four of the six are two thirds. */
  private final RosterSnapshot inForce = constitution(Consortium.of(6, 12, 1).roster());

  private static RosterSnapshot constitution(RosterSnapshot first) {
    return first.next(first.members(), first.parameters().withGrowth(new Growth.TwoThirds(14)));
  }

  @Test
  void aCoordinatorThatSaysTheTimeIsOverDoesNotShortenIt() {
    RosterProposal offered = signed(grown(), VICTIM, "member-b", "member-c", "member-d");
    // It hands the roster out as one that is in force, a day after the victim's node first saw it.
    assertEquals(0, left(offered, Duration.ofDays(1)), "masked vectors of the victim");
  }

  @Test
  void aRefusalThatIsHiddenDoesNotMakeItsOrganisationTakePart() {
    RosterProposal offered = signed(grown(), "member-b", "member-c", "member-d", "member-e");
    RosterRefusal no =
        RosterRefusal.sign(offered.roster(), "who are these?", Consortium.signer(VICTIM));
    RosterProposal shown = offered.with(no);
    RosterProposal hidden = new RosterProposal(shown.succession(), shown.departures(), List.of());
    assertEquals(0, left(hidden, RULE), "masked vectors of the victim");
  }

  @Test
  void aMemberIsNotPutOutInTheStepThatAddsGhosts() {
    List<Organisation> members = withGhosts(inForce.members());
    members.removeIf(member -> member.name().equals("member-f"));
    RosterSnapshot next = inForce.next(members, parameters());
    // Member-e, who would object, has not signed.
    RosterProposal offered = signed(next, VICTIM, "member-b", "member-c", "member-d");
    assertEquals(0, left(offered, RULE), "masked vectors of the victim");
  }

  @Test
  void newcomersDoNotCountAsThoseWhoLetThemIn() {
    // One of six, and three ghosts that say yes to themselves.
    RosterProposal offered = signed(grown(), VICTIM);
    assertEquals(0, left(offered, RULE), "masked vectors of the victim");
  }

  @Test
  void twoThirdsDoNotLoosenWhatAllHaveSigned() {
    RosterSnapshot sooner =
        inForce.next(
            withGhosts(inForce.members()), parameters().withGrowth(new Growth.TwoThirds(7)));
    RosterProposal offered = signed(sooner, VICTIM, "member-b", "member-c", "member-d");
    assertEquals(0, left(offered, RULE), "masked vectors of the victim");
  }

  @Test
  void threeOfSixAreNotTwoThirds() {
    RosterProposal offered = signed(grown(), VICTIM, "member-b", "member-c");
    assertEquals(0, left(offered, RULE), "masked vectors of the victim");
  }

  /**
   * What the constitution is for: with enough signatures and time whoever has signed takes part.
   */
  @Test
  void whoHasSignedTakesPartOnceTheTimeIsOver() {
    RosterProposal offered = signed(grown(), VICTIM, "member-b", "member-c", "member-d");
    assertEquals(1, left(offered, RULE));
  }

  /**
   * Masked vectors of the victim after its node has known the roster for so long: its shell asks
   * whether the roster has come into force, and whether its own organisation has signed it.
   */
  private int left(RosterProposal offered, Duration knownFor) {
    return offered
        .complete(Optional.of(inForce), knownFor)
        .map(RosterSuccession::successor)
        .filter(roster -> roster.hasSigned(VICTIM))
        .map(roster -> vectors(roster.roster()))
        .orElse(0);
  }

  /** Masked vectors of the victim's first round in a study with nobody but ghosts. */
  private static int vectors(RosterSnapshot roster) {
    List<String> cohort = new ArrayList<>(GHOSTS);
    cohort.add(VICTIM);
    Study study = Consortium.under(roster, cohort, 12).statistics("Of ghosts");
    return new Federation(
            Consortium.under(roster, cohort, 12), 1, Script.HONEST, Set.copyOf(GHOSTS))
        .submit(study)
        .run()
        .masked(study, VICTIM, 1)
        .size();
  }

  private RosterSnapshot grown() {
    return inForce.next(withGhosts(inForce.members()), parameters());
  }

  /** Six assume a colluder already. */
  private RosterParameters parameters() {
    return inForce.parameters();
  }

  private static List<Organisation> withGhosts(List<Organisation> members) {
    List<Organisation> all = new ArrayList<>(members);
    GHOSTS.forEach(ghost -> all.add(Consortium.signer(ghost).organisation()));
    all.sort(Comparator.comparing(Organisation::name));
    return all;
  }

  /** Offered, signed by these and by every ghost. */
  private RosterProposal signed(RosterSnapshot next, String... names) {
    Optional<RosterSnapshot> before = Optional.of(inForce);
    RosterProposal offered = RosterProposal.unsigned(next, List.of(), List.of());
    List<String> all = new ArrayList<>(GHOSTS);
    all.addAll(List.of(names));
    for (String name : all) {
      offered =
          offered.with(before, name, RosterApproval.sign(offered, before, Consortium.signer(name)));
    }
    return offered;
  }
}
