package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;

/** A term's page: of one of ours under its name, of any other under its IRI. */
@Hidden
@Controller("/vocabulary/terms")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TermPageController {
  private static final int LONGEST_VALUE = 40;

  private final TermDisplays displays;
  private final RoomPages pages;

  TermPageController(VocabularyStore store, TermBrowser browser, UsageBands usage, Pages pages) {
    this.displays = new TermDisplays(store, browser, usage);
    this.pages = pages.of(TermPageController.class);
  }

  /** The page of a term of the shared vocabulary. */
  @Get(uri = "/{name}", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> term(HttpRequest<?> request, String name) {
    return show(request, Names.TERM + name);
  }

  /** The page of whatever else is described: a scheme, a draft, a term of somebody else's. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> other(HttpRequest<?> request, @QueryValue @Nullable String iri) {
    if (iri == null) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "Say in 'iri' which term");
    }
    return show(request, TermController.name(iri));
  }

  private HttpResponse<String> show(HttpRequest<?> request, String iri) {
    String language = pages.words(request).language().tag();
    TermDisplays.Wish wish =
        new TermDisplays.Wish(
            language,
            request.getAttribute(Person.ATTRIBUTE).isPresent(),
            request.getParameters().contains("siblings"),
            number(request, "difference", 0),
            number(request, "before", Long.MAX_VALUE),
            text(request, "value", "100"),
            text(request, "from", ""),
            text(request, "to", ""));
    TermDisplay view = displays.of(iri, wish).orElseThrow(TermController::unknown);
    return pages.show(request, "term", view.page().term().label(language).orElse(iri), view);
  }

  private static String text(HttpRequest<?> request, String name, String usual) {
    String given = request.getParameters().getFirst(name).orElse(usual);
    return given.length() > LONGEST_VALUE ? given.substring(0, LONGEST_VALUE) : given;
  }

  private static long number(HttpRequest<?> request, String name, long usual) {
    return request
        .getParameters()
        .getFirst(name)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .orElse(usual);
  }
}
