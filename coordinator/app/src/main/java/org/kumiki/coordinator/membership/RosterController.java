package org.kumiki.coordinator.membership;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterChain;
import org.kumiki.exchange.roster.RosterDifference;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterText;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Rosters for the operator: what is in force, what is offered, who has signed. */
@Controller("/api/v1/roster")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RosterController {
  private final RosterStore rosters;
  private final RosterSignatures signatures;
  private final RosterBallots ballots;
  private final Organisations enrolled;
  private final Consortium consortium;

  RosterController(
      RosterStore rosters,
      RosterSignatures signatures,
      RosterBallots ballots,
      Organisations enrolled,
      Consortium consortium) {
    this.rosters = rosters;
    this.signatures = signatures;
    this.ballots = ballots;
    this.enrolled = enrolled;
    this.consortium = consortium;
  }

  /**
   * The roster in force and how far it is signed.
   *
   * @param version 0 before the first one
   * @param hash what every node pins; empty before the first one
   * @param words the hash's first 160 bits, as people read them to each other
   * @param lines the whole roster for people
   * @param signed members that have signed exactly this roster
   * @param missing members whose signature has not come; their nodes were not started yet
   * @param disputing members that have signed another roster
   * @param enrolled organisations that could be proposed and are not listed
   * @param proposal what is offered for signature; null if nothing is
   */
  @Serdeable
  record RosterView(
      int version,
      String hash,
      String words,
      List<String> lines,
      List<String> signed,
      List<String> missing,
      List<String> disputing,
      List<String> enrolled,
      @Nullable ProposalView proposal) {}

  /**
   * A roster that is offered for signature.
   *
   * @param offeredAt when it was offered here last
   * @param growth what is enough where not all must sign, what of it is there, and when it may come
   *     into force here; null where all must sign
   * @param differences from the roster in force, each a sentence
   * @param awaited members that have neither signed nor refused
   * @param expelled members that it leaves out and that have not asked to leave
   */
  @Serdeable
  record ProposalView(
      int version,
      String hash,
      String words,
      List<String> lines,
      String proposedBy,
      Instant offeredAt,
      @Nullable String growth,
      List<String> differences,
      List<String> signed,
      List<String> awaited,
      List<RefusalView> refused,
      List<String> expelled) {}

  /** Who said no, and why. */
  @Serdeable
  record RefusalView(String organisation, String reason) {}

  /**
   * What shall change. Without a roster in force: who is in the first one, or everybody enrolled.
   *
   * @param add enrolled organisations that join
   * @param remove members that are left out
   * @param newKeys members whose lost key is replaced by the one with which they enrolled last
   * @param growth {@code unanimous} or {@code two-thirds}; null where nothing changes
   * @param coolingOffDays with {@code two-thirds} alone
   */
  @Serdeable
  record Draft(
      @Nullable List<String> add,
      @Nullable List<String> remove,
      @Nullable List<String> newKeys,
      @Nullable Integer colluding,
      @Nullable Integer minimumRows,
      @Nullable Long maximumRows,
      @Nullable List<Integer> rings,
      @Nullable String growth,
      @Nullable Integer coolingOffDays) {
    RosterDraft draft() {
      return new RosterDraft(
          orNone(add),
          orNone(remove),
          orNone(newKeys),
          new RosterDraft.ParameterChanges(
              colluding,
              minimumRows,
              maximumRows,
              rings,
              RosterForm.growth(growth, coolingOffDays)));
    }

    private static List<String> orNone(@Nullable List<String> names) {
      return names == null ? List.of() : names;
    }
  }

  /** A roster that is or was in force, the first first. */
  @Serdeable
  record PastView(int version, String hash, String words, List<String> members, int signatures) {}

  /** The roster in force, and what is offered. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  RosterView roster() {
    Optional<SignedRoster> inForce = signatures.current();
    ProposalView proposal =
        ballots.open().map(open -> view(open, inForce.map(SignedRoster::roster))).orElse(null);
    List<String> waiting =
        enrolled.byName().keySet().stream()
            .filter(
                name -> inForce.map(SignedRoster::roster).flatMap(r -> r.member(name)).isEmpty())
            .sorted()
            .toList();
    if (inForce.isEmpty()) {
      return new RosterView(
          0, "", "", List.of(), List.of(), List.of(), List.of(), waiting, proposal);
    }
    RosterSnapshot roster = inForce.get().roster();
    List<String> disputing = inForce.get().disputing();
    return new RosterView(
        roster.version(),
        roster.hash().hex(),
        RosterWords.of(roster.hash()),
        RosterText.lines(roster),
        inForce.get().signatures().stream()
            .map(NamedSignature::organisation)
            .filter(name -> !disputing.contains(name))
            .toList(),
        inForce.get().missing(),
        disputing,
        waiting,
        proposal);
  }

  private static ProposalView view(RosterBallots.Open open, Optional<RosterSnapshot> inForce) {
    RosterProposal proposal = open.proposal();
    RosterSnapshot roster = proposal.roster();
    return new ProposalView(
        roster.version(),
        roster.hash().hex(),
        RosterWords.of(roster.hash()),
        RosterText.lines(roster),
        open.proposedBy(),
        open.offeredAt(),
        growth(open, inForce),
        proposal.differences(inForce).stream().map(RosterDifference::sentence).toList(),
        proposal.signed(),
        proposal.awaited(),
        proposal.refusals().stream().map(RosterController::view).toList(),
        inForce.map(proposal::expelled).orElse(List.of()));
  }

  private static @Nullable String growth(
      RosterBallots.Open open, Optional<RosterSnapshot> inForce) {
    return open.proposal()
        .tally(inForce)
        .map(
            tally ->
                tally.sentence()
                    + open.dueAt().map(due -> "; in force not before " + due).orElse("")
                    + ", sooner only if all sign")
        .orElse(null);
  }

  private static RefusalView view(RosterRefusal refusal) {
    return new RefusalView(refusal.organisation(), refusal.reason());
  }

  /** Offers the next roster to all nodes for signature; one at a time. */
  @Post("/proposal")
  @OpenTo(Role.OPERATOR)
  RosterView propose(@Body Draft body) {
    offer(proposal(body.draft()), "the operator");
    return roster();
  }

  /** The roster that a draft makes of the one in force; nobody is offered it yet. */
  RosterProposal proposal(RosterDraft draft) {
    try {
      return rosters
          .inForce()
          .map(roster -> draft.successor(roster, enrolled.byName()))
          .orElseGet(
              () -> draft.first(consortium.name(), consortium.coordinator(), enrolled.byName()));
    } catch (WireFormatException e) {
      throw new ProblemException(MembershipProblem.ROSTER_REFUSED, e.getMessage());
    }
  }

  /** Offers it under the name of whoever proposes it. */
  void offer(RosterProposal proposal, String by) {
    try {
      if (ballots.propose(proposal, by) != RosterBallots.Outcome.DONE) {
        throw new ProblemException(
            MembershipProblem.ANOTHER_PROPOSAL,
            "One is offered already, or exactly this one was: see 'kumiki coordinator roster'");
      }
    } catch (WireFormatException e) {
      throw new ProblemException(MembershipProblem.ROSTER_REFUSED, e.getMessage());
    }
  }

  /** Takes the open proposal back. */
  @Delete("/proposal")
  @OpenTo(Role.OPERATOR)
  RosterView withdraw() {
    if (!ballots.withdraw()) {
      throw new ProblemException(
          MembershipProblem.ANOTHER_PROPOSAL, "No roster is offered for signature");
    }
    return roster();
  }

  /** All rosters of the consortium, each with how many signatures. */
  @Get("/history")
  @OpenTo(audience = Audience.PEOPLE)
  List<PastView> history() {
    return rosters.chain().map(RosterChain::steps).orElse(List.of()).stream()
        .map(
            step ->
                new PastView(
                    step.successor().roster().version(),
                    step.successor().roster().hash().hex(),
                    RosterWords.of(step.successor().roster().hash()),
                    step.successor().roster().members().stream().map(Organisation::name).toList(),
                    step.successor().signatures().size()))
        .toList();
  }
}
