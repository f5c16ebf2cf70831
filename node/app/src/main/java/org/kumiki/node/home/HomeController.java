package org.kumiki.node.home;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.node.ledger.HeadStore;
import org.kumiki.node.participation.RenewalWorker;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.participation.StudyRow;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** The node at a glance: whether it is well, what left it, what waits for a decision. */
@Hidden
@Controller("/")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HomeController {
  /** Who may list studies over the API too: see docs/roles.md. */
  private static final Set<Role> READERS =
      Collections.unmodifiableSet(EnumSet.of(Role.SCIENTIST, Role.STEWARD, Role.AUDITOR));

  private final Studies studies;
  private final RosterPins rosters;
  private final HeadStore heads;
  private final RenewalWorker renewal;
  private final RoomPages pages;

  HomeController(
      Studies studies, RosterPins rosters, HeadStore heads, RenewalWorker renewal, Pages pages) {
    this.studies = studies;
    this.rosters = rosters;
    this.heads = heads;
    this.renewal = renewal;
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
    boolean reads = person.roles().stream().anyMatch(READERS::contains);
    List<Entry> all = reads ? studies.store().all() : List.of();
    StudyStore.Sent sent = studies.store().sent();
    RenewalWorker.Status certificate = renewal.status();
    return new HomeView(
        studies.connectionTrouble(),
        rosters.obstacle().orElse(""),
        heads.status().inOrder(),
        (long) Math.floor(certificate.daysLeft()),
        certificate.alarm(),
        rosters.inForce().map(RosterSnapshot::version).orElse(0),
        sent.vectors(),
        sent.vectorBytes(),
        reads,
        all.stream().filter(Entry::waits).map(StudyRow::of).toList(),
        all.stream().filter(HomeController::runs).map(StudyRow::of).toList());
  }

  private static boolean runs(Entry entry) {
    return !entry.ended() && entry.decision() == StudyStore.Decision.APPROVED;
  }
}
