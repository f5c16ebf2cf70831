package org.kumiki.node.home;

import gg.jte.TemplateEngine;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kumiki.exchange.study.Study;
import org.kumiki.node.home.HomeView.StudyRow;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.Wording;
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

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);

  private final TemplateEngine engine = Pages.engine("org.kumiki.node.home.templates");
  private final Studies studies;
  private final Pages pages;

  HomeController(Studies studies, Pages pages) {
    this.studies = studies;
    this.pages = pages;
  }

  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> home(HttpRequest<?> request) {
    Wording words = pages.words(request, HomeController.class);
    Map<String, Object> parameters = Map.of("words", words, "view", view(Person.of(request)));
    return pages.page(
        request, words.say("title"), output -> engine.render("home.jte", parameters, output));
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
        MINUTE.format(deadline.atOffset(ZoneOffset.UTC)));
  }
}
