package org.kumiki.node.participation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.roster.GrowthTally;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterDifference;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSheet;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.node.identity.PinnedRoster;
import org.kumiki.node.identity.RosterAnswers;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/**
 * Rosters for this organisation's people. Nothing is signed here: the organisation's key is opened
 * by its steward's own command, and the page shows that command.
 */
@Hidden
@Controller("/roster")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class RosterPages {
  private final RosterPins pins;
  private final RosterAnswers answers;
  private final RoomPages pages;

  RosterPages(RosterPins pins, RosterAnswers answers, Pages pages) {
    this.pins = pins;
    this.answers = answers;
    this.pages = pages.of(RosterPages.class);
  }

  /**
   * What the page shows.
   *
   * @param waiting in force elsewhere by two thirds, and here when its time is over
   * @param late in force elsewhere without this organisation, which may still sign it
   * @param obstacle why this node takes no part yet, in English; empty if it does
   */
  public record View(
      Optional<InForce> inForce,
      Optional<Offered> offered,
      Optional<RosterPins.Waiting> waiting,
      Optional<Late> late,
      String obstacle,
      List<Past> history) {}

  /**
   * The roster in force here.
   *
   * @param whole whether the signatures that are missing are not needed: all are there, or it came
   *     into force by two thirds
   */
  public record InForce(
      RosterSheet sheet, List<String> missing, List<String> disputing, boolean whole) {}

  /** What this organisation may sign late, compared with what is in force here. */
  public record Late(RosterSheet sheet, List<RosterDifference> differences, List<String> signed) {}

  /**
   * A roster that is offered.
   *
   * @param answer {@code signed}, {@code refused}, {@code awaited} or {@code none}: this
   *     organisation's
   * @param growth how far it has come by two thirds; empty where all must sign
   * @param due when it may come into force here by that
   */
  public record Offered(
      RosterSheet sheet,
      List<RosterDifference> differences,
      List<String> expelled,
      List<String> signed,
      List<String> awaited,
      List<RosterRefusal> refused,
      String answer,
      Optional<GrowthTally> growth,
      Optional<Instant> due) {}

  /** A roster that is or was in force. */
  public record Past(int version, String words, List<String> members, List<String> signed) {}

  /** Roster in force, what is offered, and all before. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(place = 40, words = "menu.roster")
  HttpResponse<String> roster(HttpRequest<?> request) {
    return pages.show(
        request, "roster", pages.words(request).say("roster.title"), view(pins, answers));
  }

  static View view(RosterPins pins, RosterAnswers answers) {
    return new View(
        pins.current().map(RosterPages::inForce),
        answers.offered().map(proposal -> offered(proposal, pins, answers)),
        pins.waiting(),
        pins.waiting().isPresent()
            ? Optional.empty()
            : answers.late().map(proposal -> late(proposal, pins.inForce())),
        pins.obstacle().orElse(""),
        pins.history().stream().map(RosterPages::past).toList());
  }

  private static InForce inForce(PinnedRoster pinned) {
    return new InForce(
        RosterSheet.of(pinned.roster()),
        pinned.missing(),
        pinned.disputing(),
        pinned.isInForce() && pinned.disputing().isEmpty());
  }

  private static Late late(RosterProposal proposal, Optional<RosterSnapshot> inForce) {
    return new Late(
        RosterSheet.of(proposal.roster()), proposal.differences(inForce), proposal.signed());
  }

  private static Offered offered(RosterProposal proposal, RosterPins pins, RosterAnswers answers) {
    Optional<RosterSnapshot> inForce = pins.inForce();
    Optional<GrowthTally> growth = proposal.tally(answers.predecessor());
    return new Offered(
        RosterSheet.of(proposal.roster()),
        proposal.differences(inForce),
        inForce.map(proposal::expelled).orElse(List.of()),
        proposal.signed(),
        proposal.awaited(),
        proposal.refusals(),
        answer(proposal, answers),
        growth,
        growth.flatMap(tally -> answers.offeredSince().map(seen -> seen.plus(tally.coolingOff()))));
  }

  private static String answer(RosterProposal proposal, RosterAnswers answers) {
    Optional<RosterAnswers.Answer> own = answers.answer(proposal.hash());
    if (own.isPresent()) {
      return own.get().approval().isPresent() ? "signed" : "refused";
    }
    if (proposal.signed().contains(answers.organisation())) {
      return "signed";
    }
    return proposal.awaited().contains(answers.organisation()) ? "awaited" : "none";
  }

  private static Past past(RosterSuccession step) {
    RosterSnapshot roster = step.successor().roster();
    return new Past(
        roster.version(),
        RosterWords.of(roster.hash()),
        roster.members().stream().map(Organisation::name).toList(),
        step.successor().signatures().stream().map(s -> s.organisation()).toList());
  }
}
