package org.kumiki.node.home;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.kumiki.exchange.study.Study;
import org.kumiki.node.home.HomeView.StudyRow;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Page;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** The node at a glance: whether it is connected, what left it, what waits for a decision. */
@Hidden
@Controller("/")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HomeController {
  /** Who may list studies over the API too: see docs/roles.md. */
  private static final Set<Role> READERS =
      Collections.unmodifiableSet(EnumSet.of(Role.SCIENTIST, Role.STEWARD, Role.AUDITOR));

  private final Studies studies;
  private final RoomPages pages;

  HomeController(Studies studies, Pages pages) {
    this.studies = studies;
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
    List<StudyStore.Entry> all = reads ? studies.store().all() : List.of();
    StudyStore.Sent sent = studies.store().sent();
    return new HomeView(
        studies.connectionTrouble(),
        sent.vectors(),
        sent.vectorBytes(),
        reads,
        person.roles().contains(Role.STEWARD),
        all.stream().filter(HomeController::waits).map(HomeController::row).toList(),
        all.stream().filter(entry -> !waits(entry)).map(HomeController::row).toList());
  }

  private static boolean waits(StudyStore.Entry entry) {
    return !entry.ended() && entry.decision() == StudyStore.Decision.PENDING;
  }

  private static StudyRow row(StudyStore.Entry entry) {
    Study study = entry.study();
    Instant deadline = Instant.ofEpochSecond(study.deadlineEpochSecond());
    return new StudyRow(
        entry.hash(),
        study.title(),
        study.purpose(),
        study.cohort().size(),
        entry.decision().name().toLowerCase(Locale.ROOT),
        entry.standing().round(),
        entry.ended(),
        Page.minute(deadline));
  }
}
