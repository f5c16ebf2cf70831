package org.kumiki.coordinator.membership;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kumiki.exchange.roster.GrowthTally;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterChain;
import org.kumiki.exchange.roster.RosterDifference;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSheet;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.http.Troubles;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Rosters: what is in force, what is offered, who has answered; and the operator's proposals. */
@Hidden
@Controller("/roster")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class RosterPages {
  /** What the operator is recorded as who has no account: the machine's owner. */
  private static final String NAMELESS = "the operator";

  private final RosterStore rosters;
  private final RosterSignatures signatures;
  private final RosterBallots ballots;
  private final Organisations enrolled;
  private final RosterController api;
  private final RoomPages pages;

  RosterPages(
      RosterStore rosters,
      RosterSignatures signatures,
      RosterBallots ballots,
      Organisations enrolled,
      RosterController api,
      Pages pages) {
    this.rosters = rosters;
    this.signatures = signatures;
    this.ballots = ballots;
    this.enrolled = enrolled;
    this.api = api;
    this.pages = pages.of(RosterPages.class);
  }

  /**
   * What the page shows.
   *
   * @param outside enrolled organisations that no roster in force lists
   */
  public record View(
      Optional<InForce> inForce,
      Optional<Offered> offered,
      List<String> outside,
      List<Past> history) {}

  /**
   * The roster in force and how far it is signed.
   *
   * @param grown whether it came into force by two thirds: what is missing is not waited for
   */
  public record InForce(
      RosterSheet sheet,
      List<String> signed,
      List<String> missing,
      List<String> disputing,
      boolean grown) {}

  /**
   * A roster that is offered, or would be.
   *
   * @param growth how far it has come by two thirds; empty where all must sign
   * @param due when it may come into force by that; empty too while it is not offered
   */
  public record Offered(
      RosterSheet sheet,
      String by,
      List<RosterDifference> differences,
      List<String> expelled,
      List<String> signed,
      List<String> awaited,
      List<RosterRefusal> refused,
      Optional<GrowthTally> growth,
      Optional<Instant> due) {}

  /** A roster that is or was in force. */
  public record Past(int version, String words, List<String> members, int signatures) {}

  /**
   * The form for the next roster.
   *
   * @param outside organisations that may join, by name
   * @param chosen the fields as they were filled in
   * @param preview what they would offer; empty before anything was chosen, or if it cannot be
   */
  public record DraftView(
      Optional<RosterSnapshot> inForce,
      List<Organisation> outside,
      Map<String, String> chosen,
      Optional<Offered> preview) {
    /** Whether a box was ticked. */
    public boolean ticked(String field) {
      return chosen.containsKey(field);
    }

    /** What an empty field means: as it is now, or what a consortium begins with. */
    public RosterParameters parameters() {
      return inForce.map(RosterSnapshot::parameters).orElseGet(() -> RosterParameters.shipped(3));
    }

    /** What stands in a field. */
    public String value(String field) {
      return chosen.getOrDefault(field, "");
    }
  }

  /** Rosters, for all people. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(place = 40, words = "menu.roster")
  HttpResponse<String> roster(HttpRequest<?> request) {
    Optional<SignedRoster> signed = signatures.current();
    Optional<RosterSnapshot> inForce = signed.map(SignedRoster::roster);
    View view =
        new View(
            signed.map(this::inForce),
            ballots
                .open()
                .map(open -> offered(open.proposal(), open.proposedBy(), inForce, open.dueAt())),
            outside(inForce).stream().map(Organisation::name).toList(),
            rosters.chain().map(RosterChain::steps).orElse(List.of()).stream()
                .map(RosterPages::past)
                .toList());
    return pages.show(request, "roster", pages.words(request).say("roster.title"), view);
  }

  /** The form for the next roster; filled in, with what it would change. */
  @Get(uri = "/draft", produces = MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<String> draft(HttpRequest<?> request) {
    Map<String, String> chosen = new TreeMap<>();
    request
        .getParameters()
        .forEach(
            entry ->
                entry.getValue().stream()
                    .findFirst()
                    .ifPresent(v -> chosen.put(entry.getKey(), v)));
    String title = pages.words(request).say("draft.title");
    if (!chosen.containsKey("preview")) {
      return pages.show(request, "draft", title, draft(chosen, Optional.empty()));
    }
    try {
      RosterProposal proposal = api.proposal(RosterForm.draft(chosen));
      return pages.show(request, "draft", title, draft(chosen, Optional.of(proposal)));
    } catch (ProblemException e) {
      return again(request, chosen, e);
    }
  }

  /** Offers the roster to all members for signature. */
  @Post("/proposal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> propose(HttpRequest<?> request, @Body String form) {
    Map<String, String> chosen = FormText.parse(form);
    try {
      api.offer(api.proposal(RosterForm.draft(chosen)), Person.of(request).signature(NAMELESS));
      return RoomPages.after("/roster", "proposed");
    } catch (ProblemException e) {
      return again(request, chosen, e);
    }
  }

  /** Takes the open proposal back. */
  @Post("/withdrawal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> withdraw() {
    api.withdraw();
    return RoomPages.after("/roster", "withdrawn");
  }

  private HttpResponse<String> again(
      HttpRequest<?> request, Map<String, String> chosen, ProblemException e) {
    return pages.again(
        request,
        "draft",
        pages.words(request).say("draft.title"),
        draft(chosen, Optional.empty()),
        Troubles.of(e, pages.words(request).language()));
  }

  private DraftView draft(Map<String, String> chosen, Optional<RosterProposal> proposal) {
    Optional<RosterSnapshot> inForce = rosters.inForce();
    return new DraftView(
        inForce,
        outside(inForce),
        chosen,
        proposal.map(made -> offered(made, "", inForce, Optional.empty())));
  }

  private List<Organisation> outside(Optional<RosterSnapshot> inForce) {
    return enrolled.byName().values().stream()
        .filter(o -> inForce.flatMap(roster -> roster.member(o.name())).isEmpty())
        .toList();
  }

  private InForce inForce(SignedRoster signed) {
    List<String> disputing = signed.disputing();
    return new InForce(
        RosterSheet.of(signed.roster()),
        signed.signatures().stream()
            .map(s -> s.organisation())
            .filter(name -> !disputing.contains(name))
            .toList(),
        signed.missing(),
        disputing,
        rosters
            .find(signed.roster().previousHash())
            .flatMap(before -> GrowthTally.of(before, signed))
            .filter(GrowthTally::isReached)
            .isPresent());
  }

  private static Offered offered(
      RosterProposal proposal, String by, Optional<RosterSnapshot> inForce, Optional<Instant> due) {
    return new Offered(
        RosterSheet.of(proposal.roster()),
        by,
        proposal.differences(inForce),
        inForce.map(proposal::expelled).orElse(List.of()),
        proposal.signed(),
        proposal.awaited(),
        proposal.refusals(),
        proposal.tally(inForce),
        due);
  }

  private static Past past(RosterSuccession step) {
    RosterSnapshot roster = step.successor().roster();
    return new Past(
        roster.version(),
        RosterWords.of(roster.hash()),
        roster.members().stream().map(Organisation::name).toList(),
        step.successor().signatures().size());
  }
}
