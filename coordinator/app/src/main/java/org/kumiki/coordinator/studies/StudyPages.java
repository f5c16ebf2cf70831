package org.kumiki.coordinator.studies;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.kumiki.coordinator.registry.ModelSheets;
import org.kumiki.coordinator.registry.ModelSheets.ModelSheet;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.exchange.study.Study;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Studies as people watch them: where each stands and who is awaited. */
@Hidden
@Controller("/studies")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class StudyPages {
  private final RoundStore studies;
  private final ReasonStore reasons;
  private final ModelSheets models;
  private final StudyController api;
  private final LiveStudies live;
  private final RoomPages pages;

  StudyPages(
      RoundStore studies,
      ReasonStore reasons,
      ModelSheets models,
      StudyController api,
      LiveStudies live,
      Pages pages) {
    this.studies = studies;
    this.reasons = reasons;
    this.models = models;
    this.api = api;
    this.live = live;
    this.pages = pages.of(StudyPages.class);
  }

  /**
   * The list.
   *
   * @param everything whether studies of all organisations are in it, or the person's only
   */
  public record ListView(List<StudyRow> studies, boolean everything) {}

  /**
   * One study.
   *
   * @param rounds when each published round was opened, the first first
   * @param reasons that stewards have let out
   * @param model what the result rests on; empty until the study is complete
   * @param withdrawable whether the person may take it back
   * @param live what moves while it runs
   */
  public record View(
      StudyRow row,
      Study study,
      Instant submittedAt,
      List<Instant> rounds,
      List<ReasonStore.Stated> reasons,
      Optional<ModelSheet> model,
      boolean withdrawable,
      LiveStudy live) {}

  /** All studies; to members' people, those of their organisation. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(place = 20)
  HttpResponse<String> list(HttpRequest<?> request) {
    Person person = Person.of(request);
    List<StudyRow> rows =
        studies.summaries().stream()
            .filter(summary -> person.sees(Study.decode(summary.bytes()).cohort()))
            .map(summary -> StudyRow.of(summary, Study.decode(summary.bytes())))
            .toList();
    String title = pages.words(request).say("list.title");
    return pages.show(request, "studies", title, new ListView(rows, person.isHome()));
  }

  /** One study. */
  @Get(uri = "/{hash}", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> study(HttpRequest<?> request, String hash) {
    View view = view(Person.of(request), hash, pages.words(request));
    return pages.show(request, "study", view.study().title(), view);
  }

  /** Takes a study back. */
  @Post("/{hash}/withdrawal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.OPERATOR, Role.SCIENTIST})
  HttpResponse<?> withdraw(HttpRequest<?> request, String hash) {
    api.withdraw(request, hash);
    return RoomPages.after("/studies/" + hash, "withdrawn");
  }

  private View view(Person person, String hash, Wording words) {
    RoundStore.Summary summary =
        studies
            .summary(hash)
            .filter(s -> person.sees(Study.decode(s.bytes()).cohort()))
            .orElseThrow(
                () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such study"));
    Study study = Study.decode(summary.bytes());
    StudyRow row = StudyRow.of(summary, study);
    return new View(
        row,
        study,
        summary.submittedAt().toInstant(),
        studies.opened(hash).stream().map(OffsetDateTime::toInstant).toList(),
        reasons.of(hash),
        models.of(hash),
        row.runs() && api.mayWithdraw(person, hash),
        live.of(summary, words));
  }
}
