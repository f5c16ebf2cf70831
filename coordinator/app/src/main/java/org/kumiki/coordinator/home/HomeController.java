package org.kumiki.coordinator.home;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import org.kumiki.coordinator.home.HomeView.MemberRow;
import org.kumiki.coordinator.home.HomeView.Progress;
import org.kumiki.coordinator.home.HomeView.StudyRow;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Page;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;

/** The consortium at a glance: its members, its studies, and who is awaited. */
@Hidden
@Controller("/")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HomeController {
  private final MembershipStore members;
  private final RoundStore studies;
  private final RoomPages pages;

  HomeController(MembershipStore members, RoundStore studies, Pages pages) {
    this.members = members;
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
    List<MemberRow> rows =
        members.all().stream()
            .map(
                m ->
                    new MemberRow(
                        m.organisation(), Page.minute(m.lastSeenAt()), m.revokedAt() != null))
            .toList();
    return new HomeView(
        rows,
        studies.summaries().stream()
            .map(summary -> Map.entry(summary, Study.decode(summary.bytes())))
            .filter(both -> person.sees(both.getValue().cohort()))
            .map(both -> row(both.getKey(), both.getValue()))
            .toList(),
        person.isHome());
  }

  private static StudyRow row(RoundStore.Summary summary, Study study) {
    return new StudyRow(
        summary.hash(),
        study.title(),
        study.cohort().size(),
        summary.round(),
        summary.endedAt() == null ? String.join(", ", summary.awaited()) : "",
        progress(summary),
        Page.minute(summary.endedAt() == null ? summary.since() : summary.endedAt()));
  }

  private static Progress progress(RoundStore.Summary summary) {
    if (summary.endedAt() != null) {
      return Reason.COMPLETED.name().equals(summary.reason()) ? Progress.COMPLETED : Progress.ENDED;
    }
    return summary.awaited().isEmpty() ? Progress.WORKING : Progress.WAITING;
  }
}
