package org.kumiki.coordinator.home;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import org.kumiki.coordinator.editorial.ForYou;
import org.kumiki.coordinator.enrolment.EnrolmentDecisions;
import org.kumiki.coordinator.home.HomeView.Concern;
import org.kumiki.coordinator.membership.MemberRow;
import org.kumiki.coordinator.membership.MemberRows;
import org.kumiki.coordinator.membership.RosterBallots;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.coordinator.studies.StudyRow;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Study;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** The consortium at a glance: what waits for whom, what runs, what is out of order. */
@Hidden
@Controller("/")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HomeController {
  private final MemberRows members;
  private final RosterStore rosters;
  private final RosterBallots ballots;
  private final EnrolmentDecisions enrolments;
  private final RoundStore studies;
  private final ForYou forYou;
  private final RoomPages pages;

  HomeController(
      MemberRows members,
      RosterStore rosters,
      RosterBallots ballots,
      EnrolmentDecisions enrolments,
      RoundStore studies,
      ForYou forYou,
      Pages pages) {
    this.members = members;
    this.rosters = rosters;
    this.ballots = ballots;
    this.enrolments = enrolments;
    this.studies = studies;
    this.forYou = forYou;
    this.pages = pages.of(HomeController.class);
  }

  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(place = 10)
  HttpResponse<String> home(HttpRequest<?> request) {
    String title = pages.words(request).say("title");
    return pages.show(request, "home", title, view(Person.of(request)));
  }

  private HomeView view(Person person) {
    List<MemberRow> active =
        members.all().stream().filter(m -> m.state() != MemberRow.State.REVOKED).toList();
    List<StudyRow> seen =
        studies.summaries().stream()
            .filter(summary -> person.sees(Study.decode(summary.bytes()).cohort()))
            .map(summary -> StudyRow.of(summary, Study.decode(summary.bytes())))
            .toList();
    List<StudyRow> running = seen.stream().filter(StudyRow::runs).toList();
    return new HomeView(
        active.size(),
        (int) active.stream().filter(m -> m.seen().isPresent()).count(),
        rosters.inForce().map(RosterSnapshot::version).orElse(0),
        running,
        seen.size() - (long) running.size(),
        person.isHome(),
        concerns(person, active));
  }

  private List<Concern> concerns(Person person, List<MemberRow> active) {
    List<Concern> all = new ArrayList<>();
    boolean operates = person.roles().contains(Role.OPERATOR);
    if (operates && enrolments.waiting() > 0) {
      all.add(
          new Concern("warn", "concern.requests", List.of(enrolments.waiting()), "/enrolments"));
    }
    if (operates || (person.isHome() && person.roles().contains(Role.AUDITOR))) {
      active.forEach(member -> concern(member, all));
    }
    int proposals = forYou.proposals(person).size();
    if (proposals > 0) {
      all.add(
          new Concern("info", "concern.proposals", List.of(proposals), "/vocabulary/proposals"));
    }
    ballots
        .open()
        .ifPresent(
            open ->
                all.add(
                    new Concern(
                        "info",
                        "concern.roster",
                        List.of(
                            open.proposal().roster().version(), open.proposal().awaited().size()),
                        "/roster")));
    return all;
  }

  private static void concern(MemberRow member, List<Concern> all) {
    String path = "/members/" + member.organisation();
    if (member.state() == MemberRow.State.COPIED) {
      all.add(new Concern("stop", "concern.copied", List.of(member.organisation()), path));
    }
    if (member.certificateAlarm()) {
      long days = member.daysLeft().orElseThrow();
      String words = days < 0 ? "concern.expired" : "concern.certificate";
      all.add(
          new Concern(
              days < 0 ? "stop" : "warn", words, List.of(member.organisation(), days), path));
    }
  }
}
