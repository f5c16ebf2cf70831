package org.kumiki.node.transfer;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;
import org.kumiki.platform.plot.Drawn;

/** Pages on which a scientist sees what a personal model rests on; nothing of it leaves. */
@Hidden
@Controller("/personal-models")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PersonalPages {
  private final PersonalModels models;
  private final HeldModels held;
  private final DatasetStore datasets;
  private final VocabularyReleases releases;
  private final RoomPages pages;

  PersonalPages(
      PersonalModels models,
      HeldModels held,
      DatasetStore datasets,
      VocabularyReleases releases,
      Pages pages) {
    this.models = models;
    this.held = held;
    this.datasets = datasets;
    this.releases = releases;
    this.pages = pages.of(PersonalPages.class);
  }

  /** All personal models. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> list(HttpRequest<?> request) {
    PersonalPresenter presenter = presenter(request);
    List<PersonalView.Line> lines = models.store().all().stream().map(presenter::line).toList();
    return pages.show(request, "personals", pages.words(request).say("title"), lines);
  }

  /** One, with the evidence of its choice. */
  @Get(uri = "/{name}", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> show(HttpRequest<?> request, String name) {
    return pages.show(request, "personal", name, presenter(request).view(find(name)));
  }

  /** Its figure as a file. */
  @Get(uri = "/{name}/figures/{figure}", produces = "image/svg+xml")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<String> figure(HttpRequest<?> request, String name, String figure) {
    Drawn drawn =
        presenter(request)
            .view(find(name))
            .drawn()
            .filter(one -> one.file().equals(figure))
            .orElseThrow(
                () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such figure"));
    return HttpResponse.ok(drawn.figure().file())
        .header(
            "Content-Disposition", "attachment; filename=\"" + name + "-" + drawn.file() + "\"");
  }

  private PersonalPresenter presenter(HttpRequest<?> request) {
    return new PersonalPresenter(pages.words(request), releases.current(), datasets, held);
  }

  private PersonalModel find(String name) {
    return models
        .store()
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.NOT_FOUND,
                    "No personal model of this name is here: 'kumiki node transfer' makes one"));
  }
}
